"""What is under warranty for a customer, and his claims on it.

`cover.py` says how long a warranty lasts, longer for a VIP; `things.py` which vehicles, devices and serial numbers have one;
`claims.py` keeps ERPNext's Warranty Claim to them.
"""
