"""Employees who buy: the customer group "Employees" and the staff discount of each division, as long as they work here.

ERPNext rewrites the group on every document of a customer, also submitted ones, when somebody changes it on his
form. Here it is set after ERPNext has looked, or past the document: invoices keep the group that the customer was in
when he bought, which is what the report Employee Purchases goes by.
"""

import frappe
from frappe import _
from frappe.utils import flt, getdate

from workshop_crm.customer_management.profile.customers import EMPLOYEES, default_customer_group
from workshop_crm.exceptions import CustomerError

RULE = "Pricing Rule"
FIELDS = ["name", "customer_group", "group_before_employment", "identity_type", "linked_employee"]


def follow_employment(doc) -> None:
	"""Put a Customer being saved into the group of employees or take him out, as his employment says.

	Raises CustomerError where somebody else is put into that group, or an employee out of it, by hand.
	"""
	before = doc.get_doc_before_save()
	was_inside = bool(before) and before.customer_group == EMPLOYEES
	is_inside = doc.customer_group == EMPLOYEES
	if is_employed(doc.linked_employee) == is_inside:
		return
	if was_inside != is_inside:
		_refuse_group(is_inside)
	doc.update(_other_group(doc))


def employment_changed(employee: str) -> None:
	"""Bring the group of the customer who is this Employee in line with his employment."""
	customer = frappe.db.get_value("Customer", {"linked_employee": employee}, FIELDS, as_dict=True)
	if customer:
		_settle(customer)


def settle_all() -> int:
	"""Bring the group of all employees and former employees in line; returns how many customers changed."""
	either = {"linked_employee": ("is", "set"), "customer_group": EMPLOYEES}
	customers = frappe.get_all("Customer", or_filters=either, fields=FIELDS, order_by="name")
	return sum(_settle(customer) for customer in customers)


def is_employed(employee: str | None) -> bool:
	"""Tell whether the Employee works here: status Active and not past the relieving date."""
	if not employee:
		return False
	status, leaves_on = frappe.db.get_value("Employee", employee, ["status", "relieving_date"]) or (
		None,
		None,
	)
	return status == "Active" and (not leaves_on or getdate(leaves_on) >= getdate())


def keep_staff_discount(settings) -> None:
	"""Create, change or disable the Pricing Rule that gives employees the discount of one division."""
	# A host without ERPNext's prices has nothing to keep the discount in.
	if not frappe.db.exists("DocType", RULE):
		return
	name, percent = staff_rule(settings.company), flt(settings.staff_discount)
	if not name and not percent:
		return
	rule = frappe.get_doc(RULE, name) if name else _new_rule(settings.company)
	rule.disable = int(not percent)
	rule.discount_percentage = percent or rule.discount_percentage
	rule.flags.ignore_permissions = True
	rule.save()


def drop_staff_discount(company: str) -> None:
	"""Delete the Pricing Rule of a division that is being deleted."""
	name = frappe.db.exists("DocType", RULE) and staff_rule(company)
	if name:
		frappe.delete_doc(RULE, name, ignore_permissions=True)


def staff_rule(company: str) -> str | None:
	"""Return the name of the Pricing Rule for the employees in this division."""
	filters = {"company": company, "applicable_for": "Customer Group", "customer_group": EMPLOYEES}
	return frappe.db.get_value(RULE, {**filters, "apply_on": "Item Group"}, order_by="creation")


def _new_rule(company: str):
	rule = frappe.new_doc(RULE)
	rule.update(
		{
			"title": _("Staff discount {0}").format(company)[:140],
			"company": company,
			"currency": frappe.get_cached_value("Company", company, "default_currency"),
			"selling": 1,
			"applicable_for": "Customer Group",
			"customer_group": _group(),
			"apply_on": "Item Group",
			"price_or_product_discount": "Price",
			"rate_or_discount": "Discount Percentage",
			# The lowest: a promotion that was given a higher one goes first.
			"has_priority": 1,
			"priority": "1",
		}
	)
	rule.append("item_groups", {"item_group": _root_of("Item Group")})
	return rule


def _settle(customer) -> bool:
	if is_employed(customer.linked_employee) == (customer.customer_group == EMPLOYEES):
		return False
	values = _other_group(customer)
	frappe.db.set_value("Customer", customer.name, values)
	text = _("Customer group changed from {0} to {1}, following the employment.")
	_comment(customer.name, text.format(customer.customer_group, values["customer_group"]))
	return True


def _comment(customer: str, text: str) -> None:
	reference = {"reference_doctype": "Customer", "reference_name": customer}
	comment = {"doctype": "Comment", "comment_type": "Info", "content": text, **reference}
	frappe.get_doc(comment).insert(ignore_permissions=True)


def _other_group(customer) -> dict:
	"""Return the values that move a customer into the group of employees, or back to where he was before."""
	if customer.customer_group != EMPLOYEES:
		return {"customer_group": _group(), "group_before_employment": customer.customer_group}
	former = customer.group_before_employment
	if not former or not frappe.db.exists("Customer Group", former):
		former = default_customer_group(customer.identity_type)
	return {"customer_group": former, "group_before_employment": None}


def _group() -> str:
	"""Return the group of employees, made at its first use: uninstalling a site without employees leaves no trace."""
	if not frappe.db.exists("Customer Group", EMPLOYEES):
		values = {"customer_group_name": EMPLOYEES, "parent_customer_group": _root_of("Customer Group")}
		frappe.get_doc({"doctype": "Customer Group", **values}).insert(ignore_permissions=True)
	return EMPLOYEES


def _root_of(doctype: str) -> str:
	return frappe.db.get_value(doctype, {"is_group": 1}, order_by="lft")


def _refuse_group(is_inside: bool) -> None:
	if is_inside:
		frappe.throw(
			_("Only a customer linked to an active employee can be in the group of employees."), CustomerError
		)
	frappe.throw(_("An employee stays in the group of employees until the employment ends."), CustomerError)
