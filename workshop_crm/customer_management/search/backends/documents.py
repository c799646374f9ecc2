"""Candidates by what stands in other documents: invoice numbers and tags."""

import frappe
from pypika import Order
from pypika.terms import ExistsCriterion

from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.permissions import visible_customer_criterion
from workshop_crm.customer_management.search.backends import Hit, Narrowing
from workshop_crm.customer_management.search.query import Query

INVOICE, TAG, TAG_LINK = "Sales Invoice", "Tag", "Tag Link"
FEWEST_SIGNS = 3
MOST_SERIES = 12
DIGITS_OF_A_SERIES = 5
MOST_TAGS = 5


def by_invoice(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return the customers of the invoices that bear the number typed, whole, begun, or its last digits alone.

	Of the divisions that the user may see only: another one's invoice does not lead to a customer of both.
	"""
	if len(query.number) < FEWEST_SIGNS or not query.is_one_word:
		return []
	invoice = frappe.qb.DocType(INVOICE)
	bearing = invoice.name.like(f"{query.number}%")
	if query.number.isdigit():
		bearing = invoice.name.isin(_numbers_ending(query.number) or [""])
	read = frappe.qb.from_(invoice).select(invoice.customer, invoice.name).where(bearing)
	if narrowing.companies is not None:
		read = read.where(invoice.company.isin(narrowing.companies))
	read = read.where(_is_found(invoice.customer, narrowing))
	found = read.orderby(invoice.name, order=Order.desc).limit(limit).run()
	return [_hit(customer, "invoice", name, query.number) for customer, name in found if customer]


def by_tag(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return the customers who bear a tag that begins with what was typed."""
	typed = fold(query.text)
	if len(typed) < FEWEST_SIGNS:
		return []
	tag = frappe.qb.DocType(TAG)
	tags = (
		frappe.qb.from_(tag)
		.select(tag.name)
		.where(tag.name.like(f"{query.text}%"))
		.limit(MOST_TAGS)
		.run(pluck=True)
	)
	link = frappe.qb.DocType(TAG_LINK)
	read = frappe.qb.from_(link).select(link.document_name, link.tag).where(link.tag.isin(tags or [""]))
	read = read.where((link.document_type == "Customer") & _is_found(link.document_name, narrowing))
	return [_hit(name, "tag", found, query.text) for name, found in read.limit(limit).run()] if tags else []


def _numbers_ending(digits: str) -> list[str]:
	"""Return the invoice numbers that a counter may have reached: each series in use with these digits behind it."""
	series = frappe.qb.DocType("Series")
	options = (frappe.get_meta(INVOICE).get_field("naming_series").options or "").split("\n")
	beginnings = {option.split(".")[0] for option in options if option.split(".")[0]}
	found: list[str] = []
	for begin in sorted(beginnings):
		query = frappe.qb.from_(series).select(series.name).where(series.name.like(f"{begin}%"))
		found += query.orderby(series.name, order=Order.desc).limit(MOST_SERIES).run(pluck=True)
	return [name + digits.rjust(DIGITS_OF_A_SERIES, "0") for name in dict.fromkeys(found)]


def _is_found(customer_field, narrowing: Narrowing):
	"""The customer is one whom the user may find; asked of a table that is not Customer."""
	if narrowing.only_divisions:
		visible = visible_customer_criterion(customer_field=customer_field)
		return customer_field.isnotnull() if visible is None else visible
	customer = frappe.qb.DocType("Customer").as_("found_customer")
	found = frappe.qb.from_(customer).select(customer.name).where(customer.name == customer_field)
	return ExistsCriterion(found.where(narrowing.on_customer(customer)))


def _hit(customer: str, kind: str, stored: str, typed: str) -> Hit:
	whole = stored.casefold() == typed.casefold() or stored.endswith(typed.rjust(DIGITS_OF_A_SERIES, "0"))
	return Hit(customer, kind, stored, 1.0 if whole else 0.9)
