"""Customers."""

import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.naming import set_name_by_naming_series


class Customer(Document):
	"""A customer; with a mobile number or e-mail at insert it gets its primary contact."""

	def autoname(self) -> None:
		"""Name by Selling Settings: the customer's name, numbered when taken, or a series."""
		if (
			frappe.db.get_single_value("Selling Settings", "cust_master_name") or "Customer Name"
		) == "Customer Name":
			self.name = self.get_customer_name()
		else:
			set_name_by_naming_series(self)

	def get_customer_name(self) -> str:
		"""'Name', or 'Name - 1' when that is taken."""
		self.customer_name = (self.customer_name or "").strip()
		name = self.customer_name
		if not name or not frappe.db.exists("Customer", name):
			return name
		pattern = re.compile(re.escape(name) + r" - (\d+)$", re.I)
		taken = frappe.get_all("Customer", {"name": ["like", f"{name} - %"]}, pluck="name")
		numbers = [int(match.group(1)) for match in map(pattern.match, taken) if match]
		return f"{name} - {max(numbers, default=0) + 1}"

	def validate(self) -> None:
		"""A customer group that is no group, one credit limit per company."""
		self.flags.is_new_doc = self.is_new()
		if self.customer_group and frappe.get_cached_value("Customer Group", self.customer_group, "is_group"):
			message = _(
				"Cannot select a Group type Customer Group. Please select a non-group Customer Group."
			)
			frappe.throw(message, title=_("Invalid Customer Group"))
		companies = [row.company for row in self.credit_limits]
		if len(companies) != len(set(companies)):
			frappe.throw(_("Credit limit is already defined for the Company {0}").format(companies[-1]))

	def on_update(self) -> None:
		"""Make the primary contact and address of a new customer."""
		if not self.customer_primary_contact and not self.lead_name and any((self.mobile_no, self.email_id)):
			contact = make_contact(self)
			self.db_set("customer_primary_contact", contact.name)
			self.db_set("mobile_no", self.mobile_no)
			self.db_set("email_id", self.email_id)
		if self.flags.is_new_doc and self.get("address_line1"):
			address = make_address(self)
			self.db_set("customer_primary_address", address.name)
			self.db_set("primary_address", address.get_display())

	def on_trash(self) -> None:
		"""Contacts and addresses go with their only party."""
		for doctype in ("Contact", "Address"):
			filters = {"link_doctype": "Customer", "link_name": self.name, "parenttype": doctype}
			for name in frappe.get_all("Dynamic Link", filters, pluck="parent"):
				doc = frappe.get_doc(doctype, name)
				for link in [
					row for row in doc.links if row.link_name == self.name and row.link_doctype == "Customer"
				]:
					doc.remove(link)
				self.db_set({"customer_primary_contact": None, "customer_primary_address": None})
				doc.save(ignore_permissions=True) if doc.links else frappe.delete_doc(
					doctype, name, force=True, ignore_permissions=True
				)


def _names(args) -> dict:
	if args.customer_type != "Individual":
		return {"company_name": args.customer_name}
	first, *rest = (args.customer_name or "").split()
	names = {
		"first_name": first,
		"middle_name": " ".join(rest[:-1]) or None,
		"last_name": rest[-1] if rest else None,
	}
	return names


def make_contact(args, is_primary_contact=1):
	"""The contact of a customer's mobile number and e-mail."""
	links = [{"link_doctype": args.doctype, "link_name": args.name}]
	contact = frappe.get_doc(
		{"doctype": "Contact", "is_primary_contact": is_primary_contact, "links": links, **_names(args)}
	)
	if args.email_id:
		contact.add_email(args.email_id, is_primary=True)
	if args.mobile_no:
		contact.add_phone(args.mobile_no, is_primary_mobile_no=True)
	return contact.insert(ignore_permissions=args.flags.get("ignore_permissions"))


def make_address(args, is_primary_address=1, is_shipping_address=1):
	"""The address of a customer. Throws without city and country."""
	for field in ("city", "country"):
		if not args.get(field):
			frappe.throw(
				_("Following fields are mandatory to create address:") + f" {field}",
				title=_("Missing Values Required"),
			)
	values = {
		field: args.get(field)
		for field in ("address_line1", "address_line2", "city", "state", "pincode", "country")
	}
	address = frappe.get_doc(
		{
			"doctype": "Address", "address_title": args.customer_name, "is_primary_address": is_primary_address,
			"is_shipping_address": is_shipping_address, "links": [{"link_doctype": args.doctype, "link_name": args.name}], **values,
		}
	)  # fmt: skip
	return address.insert(ignore_permissions=args.flags.get("ignore_permissions"))


def get_customer_outstanding(
	customer, company, ignore_outstanding_sales_order=False, cost_center=None
) -> float:
	"""Sum of the receivable ledger."""
	filters = {"party_type": "Customer", "party": customer, "company": company, "is_cancelled": 0}
	rows = frappe.get_all("GL Entry", filters, ["debit", "credit"])
	return sum(row.debit - row.credit for row in rows)


def get_credit_limit(customer, company) -> float:
	"""The customer's limit in a company."""
	return (
		frappe.db.get_value(
			"Customer Credit Limit",
			{"parent": customer, "parenttype": "Customer", "company": company},
			"credit_limit",
		)
		or 0
	)


def __getattr__(name):
	raise AttributeError(f"erpnext.selling.doctype.customer.customer.{name} is not part of the stand-in host")
