"""Quotations for a project of the customer, and the order that follows from one.

`projects.py` shows the projects with what was quoted for them, `quotations.py` begins a quotation and keeps it to its project.
"""
