import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, get_time

from workshop_crm.customer_management.profile import employees, feature_links
from workshop_crm.customer_management.profile.division_settings import suggest_prefix
from workshop_crm.customer_management.profile.measurements.sets import seed_sets

PREFIX = re.compile(r"[A-Z0-9]{2,8}")
# Where the second begins, the first is over.
RISING_THRESHOLDS = (
	("at_risk_days", "inactive_days"),
	("medium_value", "high_value"),
	("regular_purchases", "frequent_purchases"),
)
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
		self.check_thresholds()
		self.check_item_kinds()
		self.check_staff_discount()

	def on_update(self):
		employees.keep_staff_discount(self)
		if self.enable_measurements:
			seed_sets()
		if feature_links.switches_changed(self):
			feature_links.keep_links()

	def on_trash(self):
		employees.drop_staff_discount(self.company)

	def after_delete(self):
		feature_links.keep_links()

	def check_prefix(self):
		if not PREFIX.fullmatch(self.number_prefix):
			frappe.throw(_("The number prefix takes two to eight letters or digits."))
		filters = {"number_prefix": self.number_prefix, "name": ("!=", self.name)}
		other = frappe.db.get_value(self.doctype, filters)
		if other:
			frappe.throw(
				_("Division {0} already uses the number prefix {1}.").format(other, self.number_prefix)
			)

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

	def check_thresholds(self):
		for lower, higher in RISING_THRESHOLDS:
			if flt(self.get(lower)) >= flt(self.get(higher)):
				message = _("{0} must be lower than {1}.")
				frappe.throw(message.format(*(_(self.meta.get_label(field)) for field in (lower, higher))))

	def check_item_kinds(self):
		groups = [row.item_group for row in self.item_kinds]
		repeated = next((group for group in groups if groups.count(group) > 1), None)
		if repeated:
			frappe.throw(_("Item group {0} stands there twice.").format(repeated))

	def check_staff_discount(self):
		if not 0 <= flt(self.staff_discount) <= 100:
			frappe.throw(_("The staff discount lies between 0 and 100 percent."))
