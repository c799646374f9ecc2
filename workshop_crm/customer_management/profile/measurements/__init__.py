"""What tailors measured on a customer and his family: every taking is kept, none is overwritten.

`units.py` converts and knows which values can be (pure), `sets.py` is the list of what is measured, `measurements.py` the
rules of one taking, `latest.py` what the customer's page shows of them, `permissions.py` who sees them.
"""
