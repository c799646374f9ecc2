"""Property setters: the small changes to ERPNext's own DocTypes and fields.

A setter that the site already has, whoever made it, is left alone. Value of a setter may be a function of the DocType's
own value where it extends this instead of replacing it.
"""

from collections.abc import Callable
from typing import NamedTuple

import frappe

from workshop_crm.setup.custom_fields import MODULE, all_custom_fields

SEARCHED = ("customer_number", "customer_name_ar")


class Setter(NamedTuple):
	"""One property of a DocType (`fieldname` empty) or of one of its fields."""

	doctype: str
	fieldname: str
	property: str
	property_type: str
	value: str | Callable[[str], str]

	@property
	def name(self) -> str:
		"""The name Frappe gives the record, one per DocType, field and property."""
		return f"{self.doctype}-{self.fieldname or 'main'}-{self.property}"


def with_own_search_fields(standard: str | None) -> str:
	"""Return ERPNext's list of search fields with the app's own behind it."""
	listed = [field.strip() for field in (standard or "").split(",") if field.strip()]
	return ",".join([*listed, *(field for field in SEARCHED if field not in listed)])


SETTERS = (
	# Rows about other companies must not hide a customer: the app's own condition decides who sees whom.
	Setter("Customer Credit Limit", "company", "ignore_user_permissions", "Check", "1"),
	Setter("Party Account", "company", "ignore_user_permissions", "Check", "1"),
	# ERPNext looks this column up at every save of a customer, which would read the whole table.
	Setter("Customer", "is_internal_customer", "search_index", "Check", "1"),
	Setter("Customer", "", "search_fields", "Data", with_own_search_fields),
	# In the list the customer number, the Arabic name and the phone say more than group and territory.
	Setter("Customer", "customer_group", "in_list_view", "Check", "0"),
	Setter("Customer", "territory", "in_list_view", "Check", "0"),
	Setter("Customer", "mobile_no", "in_list_view", "Check", "1"),
	Setter("Contact", "", "track_changes", "Check", "1"),
	Setter("Address", "", "track_changes", "Check", "1"),
)


def create_setters() -> None:
	"""Create the setters that are missing; a second call changes nothing."""
	missing = [setter for setter in SETTERS if not frappe.db.exists("Property Setter", setter.name)]
	for setter in missing:
		_create(setter)
	_follow_in_database(missing)


def remove_setters() -> None:
	"""Delete the app's setters, and its fields from lists that the site's people have changed since."""
	ours = [setter for setter in SETTERS if _is_ours(setter)]
	for setter in ours:
		frappe.delete_doc("Property Setter", setter.name, force=True)
	_forget_own_search_fields()
	_follow_in_database(ours)


def _create(setter: Setter) -> None:
	value = setter.value
	if callable(value):
		value = value(frappe.db.get_value("DocType", setter.doctype, setter.property))
	frappe.get_doc(
		{
			"doctype": "Property Setter",
			"doctype_or_field": "DocField" if setter.fieldname else "DocType",
			"doc_type": setter.doctype,
			"field_name": setter.fieldname or None,
			"property": setter.property,
			"property_type": setter.property_type,
			"value": value,
			"module": MODULE,
			"is_system_generated": 1,
		}
	).insert(ignore_permissions=True)


def _is_ours(setter: Setter) -> bool:
	return bool(frappe.db.exists("Property Setter", {"name": setter.name, "module": MODULE}))


def _follow_in_database(changed: list[Setter]) -> None:
	"""Make the tables follow: Frappe adds or drops an index only when it compares meta and table."""
	for doctype in {setter.doctype for setter in changed if setter.property == "search_index"}:
		frappe.clear_cache(doctype=doctype)
		frappe.db.updatedb(doctype)


def _forget_own_search_fields() -> None:
	"""Take fields that are about to go out of changed lists of search fields, as they would break every look-up."""
	own = {field["fieldname"] for field in all_custom_fields()["Customer"]}
	filters = {"doc_type": "Customer", "property": "search_fields"}
	for row in frappe.get_all("Property Setter", filters=filters, fields=["name", "value"]):
		kept = [field.strip() for field in (row.value or "").split(",") if field.strip() not in own]
		frappe.db.set_value("Property Setter", row.name, "value", ",".join(kept))
	frappe.clear_cache(doctype="Customer")
