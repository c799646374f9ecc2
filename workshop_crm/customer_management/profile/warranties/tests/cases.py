"""A division with warranties, its customer, and things of his: what the tests of warranties begin with."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.tests.factories import change_settings_of, make_company, make_customer
from workshop_crm.tests.vehicle_factories import make_device, make_vehicle


def day(offset: int) -> str:
	"""Return the day that lies `offset` days after today, as ISO text."""
	return getdate(add_days(getdate(), offset)).isoformat()


class WarrantyCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company, cls.other_company = make_company(), make_company()

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		for company in (self.company, self.other_company):
			change_settings_of(company, enable_warranties=1, vip_warranty_months=6)
		self.customer = make_customer(company=self.company).name

	def vehicle(self, offset: int | None, customer: str | None = None, **values):
		"""Enter a vehicle under warranty until `offset` days from today."""
		until = None if offset is None else day(offset)
		return make_vehicle(customer or self.customer, warranty_until=until, **values)

	def device(self, offset: int | None, **values):
		"""Enter a device under warranty until `offset` days from today."""
		return make_device(self.customer, warranty_until=None if offset is None else day(offset), **values)

	def make_vip(self, company: str | None = None):
		"""Let the customer be a VIP of the division."""
		account = {"customer": self.customer, "company": company or self.company}
		frappe.db.set_value("Customer Division Account", account, "is_vip", 1)
