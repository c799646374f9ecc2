"""How far a customer has come with each division, computed from his invoices: stage, bands, kind of service, VIP.

stages.py, bands.py and vip.py hold the rules and know no host; purchases_of.py reads the invoices; recompute.py
writes what has changed. docs/lifecycle.md tells the rules to staff.
"""
