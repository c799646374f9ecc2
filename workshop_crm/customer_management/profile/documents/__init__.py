"""The papers of customers: private files with number and expiry, verified by managers, shown in the portal when marked so.

`documents.py` holds the rules of a document, `files.py` those of its file, `expiry.py` the reminders, `portal.py` what the
customer himself sees.
"""
