"""Who listens when a customer is found by other keys, or weighs more: the hook list `customer_keys_changed`."""

import frappe


def announce_change(customer: str) -> None:
	"""Tell the listeners, in the transaction of the change. `customer` may be gone."""
	for path in frappe.get_hooks("customer_keys_changed"):
		frappe.get_attr(path)(customer)
