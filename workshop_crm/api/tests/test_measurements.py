import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import measurements
from workshop_crm.exceptions import DivisionAccessError, FeatureSwitchedOffError, MeasurementError
from workshop_crm.tests.factories import (
	change_settings_of,
	make_company,
	make_customer,
	make_user,
	row_counts,
)

TAKING = "Customer Measurement"


class TestMeasurements(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.clothing, cls.workshop = make_company(enable_measurements=1), make_company()

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.customer = make_customer(company=self.clothing).name
		self.advisor = make_user("Workshop Advisor")
		frappe.set_user(self.advisor)

	def test_a_taking_is_written_and_read_back(self):
		taken = measurements.create(
			self.customer, self.clothing, "Trousers", '{"Waist": 92.5, "Thigh": 60}', person="Yousuf"
		)
		self.assertEqual((taken["person"], taken["taken_by"]), ("Yousuf", self.advisor))
		self.assertEqual(
			[(row["label"], row["value"], row["inches"], row["difference"]) for row in taken["values"]],
			[("Waist", 92.5, 36.42, None), ("Thigh", 60.0, 23.62, None)],
		)
		again = measurements.create(
			self.customer, self.clothing, "Trousers", {"Waist": 94}, person="yousuf", remarks="After Ramadan"
		)
		self.assertEqual([row["difference"] for row in again["values"]], [1.5])
		listed = [(row["name"], len(row["values"])) for row in measurements.list(self.customer)]
		self.assertEqual(listed, [(again["name"], 1), (taken["name"], 2)])
		self.assertEqual([row["times"] for row in measurements.latest(self.customer)], [2])
		self.assertEqual(len(measurements.history(self.customer, "Trousers", "Yousuf")), 2)

	def test_wrong_values_change_nothing(self):
		before = row_counts(TAKING)
		for values, error in (
			({"Waist": 9250}, MeasurementError),
			({"Waist": "wide"}, frappe.ValidationError),
			("{", frappe.ValidationError),
		):
			with self.assertRaises(error):
				measurements.create(self.customer, self.clothing, "Trousers", values)
		self.assertEqual(row_counts(TAKING), before)

	def test_switched_off_it_is_refused(self):
		frappe.set_user(make_user("Workshop Advisor", companies=(self.workshop,)))
		customer = make_customer(company=self.workshop).name
		before = row_counts(TAKING)
		for call in (
			lambda: measurements.create(customer, self.workshop, "Trousers", {"Waist": 90}),
			lambda: measurements.list(customer),
			lambda: measurements.latest(customer),
			lambda: measurements.history(customer, "Trousers"),
			measurements.sets,
		):
			self.assertRaises(FeatureSwitchedOffError, call)
		self.assertEqual(row_counts(TAKING), before)

	def test_another_division_is_out_of_reach(self):
		customer = make_customer(company=self.workshop).name
		frappe.set_user("Administrator")
		change_settings_of(self.workshop, enable_measurements=1)
		self.addCleanup(change_settings_of, self.workshop, enable_measurements=0)
		frappe.set_user(make_user("Workshop Advisor", companies=(self.workshop,)))
		before = row_counts(TAKING)
		with self.assertRaises(DivisionAccessError):
			measurements.create(customer, self.clothing, "Trousers", {"Waist": 90})
		with self.assertRaises(frappe.PermissionError):
			measurements.create(self.customer, self.workshop, "Trousers", {"Waist": 90})
		self.assertEqual(row_counts(TAKING), before)

	def test_those_without_the_right_are_refused(self):
		for user in (make_user("Workshop Marketing"), "Guest"):
			frappe.set_user(user)
			before = row_counts(TAKING)
			for call in (
				lambda: measurements.create(self.customer, self.clothing, "Trousers", {"Waist": 90}),
				lambda: measurements.list(self.customer),
				lambda: measurements.latest(self.customer),
				measurements.sets,
			):
				self.assertRaises(frappe.PermissionError, call)
			self.assertEqual(row_counts(TAKING), before)

	def test_sets_name_what_is_measured(self):
		offered = {row["name"]: row for row in measurements.sets()}
		self.assertEqual(offered["Kumma"]["lines"][0]["measurement"], "Head")
