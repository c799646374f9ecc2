"""The Address of a customer, written at registration as ERPNext keeps it."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.areas import area_of

FIELDS = (
	"address_line1",
	"address_line2",
	"city",
	"state",
	"pincode",
	"country",
	"address_type",
	"address_title",
)
DEFAULT_COUNTRY = "Oman"


def write_address(customer, values: dict) -> None:
	"""Insert an Address for `customer` and make it his primary one.

	`values` holds fields of ERPNext's Address; the city is demanded, and serves as address where only it is known.
	Raises frappe.MandatoryError.
	"""
	if not values.get("city"):
		label = _(frappe.get_meta("Address").get_label("city"))
		frappe.throw(_("{0} is demanded for an address.").format(label), frappe.MandatoryError)
	address = frappe.new_doc("Address", **{key: values[key] for key in FIELDS if values.get(key)})
	address.address_line1 = address.address_line1 or address.city
	address.address_title = address.address_title or customer.customer_name
	address.country = address.country or DEFAULT_COUNTRY
	address.is_primary_address = 1
	address.append("links", {"link_doctype": "Customer", "link_name": customer.name})
	address.insert(ignore_permissions=True)
	values = {"customer_primary_address": address.name, "area": area_of(address.city)}
	frappe.db.set_value("Customer", customer.name, values, update_modified=False)
	customer.update(values)
