"""The right customer while somebody is still typing: by name in either script, phone, plate, invoice, number.

DocTypes: Customer Search Settings, Customer Search Outbox.
README.md says what each file does.
"""
