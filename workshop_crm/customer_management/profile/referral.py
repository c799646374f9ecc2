"""Who brought whom: chains of customers without loops, and the list of those whom one customer brought."""

import frappe
from frappe import _

from workshop_crm.exceptions import CustomerError

MOST_LISTED = 100
FIELDS = ["name", "customer_name", "customer_name_ar", "customer_number", "creation"]


def refuse_loop(customer: str, referrer: str) -> None:
	"""Raise CustomerError when `referrer` was himself brought by `customer`, at once or through others."""
	if customer == referrer:
		frappe.throw(_("A customer cannot be referred by himself."), CustomerError)
	if customer in chain_of(referrer):
		message = _("{0} was referred by this customer, directly or through others.")
		frappe.throw(message.format(referrer), CustomerError)


def chain_of(customer: str) -> list[str]:
	"""Return who brought `customer`, who brought that one, and so on; ends where a loop would begin."""
	chain = [customer]
	while referrer := frappe.db.get_value("Customer", chain[-1], "referred_by_customer"):
		if referrer in chain:
			break
		chain.append(referrer)
	return chain[1:]


def referred(customer: str, start: int = 0, limit: int = 20) -> list[dict]:
	"""Return the customers whom `customer` brought, the latest first, as far as the session's user may see them.

	Raises frappe.PermissionError when the customer himself may not be read.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	rows = frappe.get_list(
		"Customer",
		filters={"referred_by_customer": customer},
		fields=FIELDS,
		order_by="creation desc, name",
		limit_start=start,
		limit_page_length=min(limit, MOST_LISTED),
	)
	return [{**row, "creation": str(row.creation)[:10]} for row in rows]


def number_referred(customer: str) -> int:
	"""Return how many customers `customer` brought, as far as the session's user may see them."""
	filters = {"referred_by_customer": customer}
	return frappe.get_list("Customer", filters=filters, fields=["count(name) as found"])[0].found


def break_loop_of_merge(source: str, target: str, journal) -> None:
	"""Listen to `customers_merged`: a target who would now have brought himself through others has no referrer."""
	referrer = frappe.db.get_value("Customer", target, "referred_by_customer")
	if referrer and (referrer == target or _leads_to(referrer, target)):
		journal.set_value("Customer", target, "referred_by_customer", None)


def _leads_to(referrer: str, target: str) -> bool:
	seen = set()
	while referrer and referrer not in seen:
		if referrer == target:
			return True
		seen.add(referrer)
		referrer = frappe.db.get_value("Customer", referrer, "referred_by_customer")
	return False
