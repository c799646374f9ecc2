"""Two records of one person become one, and can become two again.

The source stays, disabled and with `merged_into` set; every reference to it is re-pointed in one transaction and
journalled, so that the merge can be undone while nothing new was posted. `frappe.rename_doc` is not used: it loses
child rows and cannot be undone.

DocTypes: Customer Merge, Customer Merge Entry, Customer Duplicate Pair.
"""
