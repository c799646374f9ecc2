"""The vehicles and devices of customers: what they are, who has them, and how they change hands.

Rules without a database: `vin.py`, `plates.py`, `imei.py`, `odometer.py`, `wall.py`. Records: `vehicles.py`, `devices.py`,
`ownership.py`. Changing hands: `handover.py`; what each side then sees: `history.py` and `wall.py`.
"""
