"""Who sees which customer: one condition, used for lists, documents, look-ups, reports and the API.

Staff with a User Permission on Company see exactly the customers that have an account in one of those
divisions; a user without such a permission sees all.
"""

import frappe
from frappe.permissions import get_user_permissions
from pypika.terms import Criterion, ExistsCriterion

ACCOUNT = "Customer Division Account"


def visible_companies(user: str | None = None) -> list[str] | None:
	"""Return the divisions `user` (default: the session's) is limited to, or None when there is no limit."""
	user = user or frappe.session.user
	if user == "Administrator":
		return None
	rows = get_user_permissions(user).get("Company") or []
	relevant = [row for row in rows if row.get("applicable_for") in (None, "", "Customer", ACCOUNT)]
	return sorted({row.get("doc") for row in relevant}) if relevant else None


def visible_customer_criterion(user: str | None = None, customer_field=None) -> Criterion | None:
	"""Return the query condition on `customer_field` (default: Customer.name), or None where all are visible."""
	companies = visible_companies(user)
	if companies is None:
		return None
	account = frappe.qb.DocType(ACCOUNT)
	field = customer_field if customer_field is not None else frappe.qb.DocType("Customer").name
	accounts = frappe.qb.from_(account).select(account.name)
	return ExistsCriterion(accounts.where((account.customer == field) & account.company.isin(companies)))


def can_see_customer(customer: str, user: str | None = None) -> bool:
	"""Tell whether `customer` has an account in a division that `user` may see."""
	companies = visible_companies(user)
	if companies is None:
		return True
	return bool(frappe.db.exists(ACCOUNT, {"customer": customer, "company": ("in", companies)}))


def customer_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer."""
	return condition_as_text(visible_customer_criterion(user))


def identity_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Identity."""
	return condition_as_text(
		visible_customer_criterion(user, frappe.qb.DocType("Customer Identity").customer)
	)


def admission_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Admission: who asks does not see the customer, nor the request."""
	return condition_as_text(
		visible_customer_criterion(user, frappe.qb.DocType("Customer Admission").customer)
	)


def contact_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Contact: those of hidden customers only are left out."""
	return _linked_query_condition("Contact", user)


def address_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Address: those of hidden customers only are left out."""
	return _linked_query_condition("Address", user)


def has_customer_permission(
	doc, ptype: str | None = None, user: str | None = None, **_context
) -> bool | None:
	"""Deny a customer of other divisions; abstain otherwise, so that roles decide."""
	if doc.is_new() or can_see_customer(doc.name, user):
		return None
	return False


def has_record_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny identity numbers, and requests for admission, of a customer of other divisions; abstain otherwise."""
	return None if not doc.customer or can_see_customer(doc.customer, user) else False


def has_linked_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny a Contact or Address whose customers all belong to other divisions; abstain otherwise."""
	customers = [row.link_name for row in doc.get("links") or [] if row.link_doctype == "Customer"]
	if not customers or any(can_see_customer(customer, user) for customer in customers):
		return None
	return False


def _linked_query_condition(doctype: str, user: str | None) -> str:
	if visible_companies(user) is None:
		return ""
	any_customer = _customer_link(doctype)
	link = frappe.qb.DocType("Dynamic Link").as_("visible_link")
	visible = _customer_link(doctype, link).where(visible_customer_criterion(user, link.link_name))
	return condition_as_text(ExistsCriterion(visible) | ExistsCriterion(any_customer).negate())


def _customer_link(doctype: str, link=None):
	link = link or frappe.qb.DocType("Dynamic Link").as_("customer_link")
	parent = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(link).select(link.name).where(link.parent == parent.name)
	return query.where((link.parenttype == doctype) & (link.link_doctype == "Customer"))


def condition_as_text(criterion: Criterion | None) -> str:
	"""Render the condition, as Frappe 15 takes it only as text.

	Values are the site's own Company names, quoted by the query builder; backslashes are doubled as MariaDB reads
	them as escapes.
	"""
	if criterion is None:
		return ""
	text = criterion.get_sql(quote_char="`", with_namespace=True, subquery=True)
	return "(" + text.replace("\\", "\\\\") + ")"
