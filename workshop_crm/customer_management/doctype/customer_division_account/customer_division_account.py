import frappe
from frappe.model.document import Document

from workshop_crm.customer_management.profile import divisions


class CustomerDivisionAccount(Document):
	"""The account of one customer with one division: own number, standing, terms and preferences."""

	def before_naming(self):
		divisions.prepare_account(self)

	def validate(self):
		divisions.check_account(self)

	def on_update(self):
		divisions.account_changed(self)

	def after_delete(self):
		divisions.account_changed(self)


def on_doctype_update():
	"""Keep one account per customer and division, whoever writes at the same time."""
	frappe.db.add_unique("Customer Division Account", ["customer", "company"], "one_account_per_division")
