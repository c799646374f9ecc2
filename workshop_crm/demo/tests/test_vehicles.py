"""The demo's vehicles are entered through the same functions as real ones."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.demo import vehicles
from workshop_crm.tests.factories import make_company, make_customer

SMALL = {"PRIVATE_OWNERS": 3, "SOLD_ON": 2, "FLEET_SIZE": 2, "FLEETS": 1, "DEVICE_OWNERS": 2}


class TestVehicles(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		company = make_company()
		cls.people = [make_customer(company=company).name for _number in range(5)]
		cls.firm = make_customer(company=company, identity_type="Business").name
		with patch.object(vehicles, "DIVISIONS", {"workshop": company}), patch.multiple(vehicles, **SMALL):
			vehicles.make_vehicles(7)

	def rows(self, **filters) -> list:
		return frappe.get_all(
			"Vehicle Ownership", filters=filters, fields=["customer", "item", "role", "to_date"]
		)

	def test_a_firm_has_a_fleet_with_drivers(self):
		fleet = self.rows(customer=self.firm)
		self.assertEqual(len(fleet), 2)
		for row in fleet:
			self.assertTrue(self.rows(item=row.item, role="Driver"))

	def test_the_first_customer_sold_one_and_bought_one(self):
		rows = self.rows(customer=self.people[0], role="Owner", item_doctype="Customer Vehicle")
		self.assertEqual({row.to_date is None for row in rows}, {True, False})

	def test_every_vehicle_has_papers_and_two_readings(self):
		for name in frappe.get_all(
			"Customer Vehicle", filters={"current_owner": ("in", self.people)}, pluck="name"
		):
			vehicle = frappe.get_doc("Customer Vehicle", name)
			self.assertGreaterEqual(len(vehicle.odometer_readings), 2)
			self.assertTrue(vehicle.registration_expiry)
