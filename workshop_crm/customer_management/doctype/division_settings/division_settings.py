import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_time

from workshop_crm.customer_management.profile.division_settings import suggest_prefix

PREFIX = re.compile(r"[A-Z0-9]{2,8}")
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


class DivisionSettings(Document):
	"""How one division (a Company) works with customers: numbers, feature switches, demands, opening hours."""

	def before_validate(self):
		self.number_prefix = (self.number_prefix or suggest_prefix(self.company)).strip().upper()

	def validate(self):
		self.check_prefix()
		self.check_weekend()
		self.check_opening_hours()
		self.check_price_list()

	def check_prefix(self):
		if not PREFIX.fullmatch(self.number_prefix):
			frappe.throw(_("The number prefix takes two to eight letters or digits."))
		filters = {"number_prefix": self.number_prefix, "name": ("!=", self.name)}
		other = frappe.db.get_value(self.doctype, filters)
		if other:
			frappe.throw(_("Division {0} already uses the number prefix {1}.").format(other, self.number_prefix))

	def check_weekend(self):
		unknown = [day for day in (self.weekend_days or "").split() if day not in WEEKDAYS]
		if unknown:
			frappe.throw(_("{0} is not a weekday.").format(unknown[0]))

	def check_opening_hours(self):
		for row in self.opening_hours:
			if get_time(row.closes_at) <= get_time(row.opens_at):
				frappe.throw(_("Row {0}: the division closes before it opens.").format(row.idx))

	def check_price_list(self):
		if self.enable_bulk_orders and not self.wholesale_price_list:
			message = _("Bulk orders need a wholesale price list.")
			frappe.throw(message, frappe.MandatoryError)
