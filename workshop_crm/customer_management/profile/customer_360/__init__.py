"""Everything about one customer on one page, limited to what the viewer may see.

`overview.py` is the page's head and its lists, `timeline.py` what happened (read by the functions of the hook list
`timeline_sources`), `purchases.py` his invoices and lifetime numbers, `balances.py` what he owes.
"""
