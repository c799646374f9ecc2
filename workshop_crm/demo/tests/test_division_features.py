"""The demo's projects, warranties, measurements and takeaway orders are made through the same functions as real ones."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.measurements.latest import latest
from workshop_crm.customer_management.profile.project_quotes.projects import projects_of
from workshop_crm.customer_management.profile.takeaway.board import pick_ups
from workshop_crm.customer_management.profile.warranties.claims import claims_of, warranties_of
from workshop_crm.demo import measurements, projects, takeaway, warranties
from workshop_crm.tests.factories import change_settings_of, make_company, make_customer
from workshop_crm.tests.vehicle_factories import make_vehicle


class TestWarranties(FrappeTestCase):
	def test_vehicles_are_covered_and_claimed_on(self):
		company = make_company()
		people = [make_customer(company=company).name for _number in range(4)]
		for customer in people:
			make_vehicle(customer)
		with patch.object(warranties, "DIVISIONS", {"workshop": company}):
			warranties.make_warranties(7)
		rows = [row for customer in people for row in warranties_of(customer, company)["rows"]]
		self.assertEqual(len(rows), 4)
		claims = [row for customer in people for row in claims_of(customer, company)["rows"]]
		self.assertTrue(claims)
		self.assertEqual([row for row in claims if row["reason"]], [])


class TestProjects(FrappeTestCase):
	def test_clients_have_projects_with_quotations(self):
		company, construction = make_company(), make_company()
		people = [make_customer(company=company).name for _number in range(3)]
		known = {"DIVISIONS": {"workshop": company}, "COMPANY": construction}
		prefix = frappe.db.get_value("Division Settings", construction, "number_prefix")
		settings = {**projects.SETTINGS, "number_prefix": prefix}
		with (
			patch.multiple(projects, **known, SETTINGS=settings, make_company=lambda *_args, **_values: None),
		):
			projects.make_projects(7)
		for customer in people:
			row = projects_of(customer, construction)["rows"][0]
			self.assertIn(row["project_name"], projects.PROJECTS)
			self.assertTrue(row["quotations"])


class TestMeasurements(FrappeTestCase):
	def test_customers_and_children_are_measured(self):
		company = make_company()
		people = [make_customer(company=company).name for _number in range(6)]
		with patch.object(measurements, "DIVISIONS", {"clothing": company}):
			measurements.make_measurements(7)
		takings = [row for customer in people for row in latest(customer)]
		self.assertEqual({row["customer"] for row in takings}, set(people))
		self.assertTrue([row for row in takings if row["person"]])
		self.assertTrue([row for row in takings if row["times"] > 1])


class TestTakeaway(FrappeTestCase):
	def test_the_kitchen_has_orders_for_the_next_days(self):
		company, kitchen = make_company(), make_company(with_accounts=True)
		people = [make_customer(company=company).name for _number in range(3)]
		prefix = frappe.db.get_value("Division Settings", kitchen, "number_prefix")
		known = {"DIVISIONS": {"workshop": company}, "KITCHEN": kitchen}
		with patch.multiple(takeaway, **known, make_company=lambda *_args, **_values: None):
			takeaway.make_kitchen()
			change_settings_of(kitchen, number_prefix=prefix)
			takeaway.make_orders(7)
		tomorrow = pick_ups(frappe.utils.add_days(frappe.utils.today(), 1), kitchen)["orders"]
		self.assertEqual(len(tomorrow), takeaway.A_DAY)
		self.assertLessEqual({row["customer"] for row in tomorrow}, set(people))
