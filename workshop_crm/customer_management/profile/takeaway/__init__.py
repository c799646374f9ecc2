"""Orders that a customer picks up: ERPNext's Sales Order with a time, a board of the day, and the word that it is ready.

`hours.py` knows opening hours (pure), `menu.py` what can be ordered at which price, `orders.py` the rules of an order,
`steps.py` its way from ordered to picked up, `ready_message.py` how the customer is told, `board.py` the day's pick-ups.
"""
