"""Which stored customers the sweep lists as likely pairs, and which it leaves alone."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import duplicates
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.merging.sweep import PAIR, dismiss, sweep
from workshop_crm.customer_management.profile.merging.tasks import list_likely_duplicates
from workshop_crm.customer_management.profile.merging.undo import undo_merge
from workshop_crm.customer_management.profile.vehicles import ownership
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item
from workshop_crm.tests import factories
from workshop_crm.tests.vehicle_factories import make_vehicle


def sharing_a_phone(**values) -> tuple[str, str]:
	"""Register two customers with one phone, and forget what staff answered about it."""
	phone = factories.new_mobile()
	first = factories.make_customer(phone=phone, **values).name
	second = factories.make_customer(phone=phone, shared_phone=True, **values).name
	frappe.db.delete(duplicates.ANSWER_DOCTYPE, {"customer": ("in", (first, second))})
	return first, second


def listed(*customers: str) -> list:
	"""Return the pairs that name only these customers, with score and reasons."""
	among = ("in", customers)
	filters = {"customer": among, "other_customer": among}
	return frappe.get_all(PAIR, filters=filters, fields=["name", "score", "reasons", "status"])


class TestSweep(FrappeTestCase):
	def test_a_phone_shared_without_answer(self):
		pair = sharing_a_phone()
		sweep()
		(row,) = listed(*pair)
		self.assertEqual((row.score, row.status), (1.0, "Open"))
		self.assertIn("same phone", row.reasons)

	def test_a_phone_that_staff_called_shared_is_left_alone(self):
		phone = factories.new_mobile()
		first = factories.make_customer(phone=phone).name
		second = factories.make_customer(phone=phone, shared_phone=True).name
		sweep()
		self.assertEqual(listed(first, second), [])

	def test_a_vehicle_in_two_hands(self):
		owner, other = factories.make_customer().name, factories.make_customer().name
		vehicle = make_vehicle(owner)
		ownership.begin(Item(VEHICLE, vehicle.name), other)
		sweep()
		(row,) = listed(owner, other)
		self.assertEqual((row.score, row.reasons), (0.95, f"same VIN {vehicle.vin}"))

	def test_a_driver_is_not_the_owner(self):
		owner, driver = factories.make_customer().name, factories.make_customer().name
		vehicle = make_vehicle(owner)
		ownership.begin(Item(VEHICLE, vehicle.name), driver, role=ownership.DRIVER)
		sweep()
		self.assertEqual(listed(owner, driver), [])

	def test_a_name_of_three_parts_in_two_scripts(self):
		# A name that other tests leave in the data would be passed over as a common one.
		latin = factories.make_customer(customer_name="Qahtan Dhafir Al Zadjali").name
		arabic = factories.make_customer(customer_name=None, customer_name_ar="قحطان ظافر الزدجالي").name
		sweep()
		(row,) = listed(latin, arabic)
		self.assertEqual(row.score, duplicates.ACROSS_SCRIPTS)
		self.assertIn("across scripts", row.reasons)

	def test_a_name_of_two_parts_says_nothing(self):
		first, second = (factories.make_customer(customer_name="Qahtan Zadjali").name for _side in range(2))
		sweep()
		self.assertEqual(listed(first, second), [])

	def test_running_twice_lists_nothing_twice(self):
		pair = sharing_a_phone()
		sweep()
		self.assertEqual(sweep(), 0)
		list_likely_duplicates()
		self.assertEqual(len(listed(*pair)), 1)

	def test_a_judged_pair_is_not_listed_again(self):
		pair = sharing_a_phone()
		sweep()
		(row,) = listed(*pair)
		dismiss(row.name)
		self.assertEqual(sweep(), 0)
		self.assertEqual([entry.status for entry in listed(*pair)], ["Not a Duplicate"])
		frappe.delete_doc(PAIR, row.name)
		self.assertEqual(sweep(), 0)

	def test_dismissing_is_refused_without_the_right(self):
		pair = sharing_a_phone()
		sweep()
		(row,) = listed(*pair)
		before = factories.row_counts(duplicates.ANSWER_DOCTYPE)
		with (
			self.set_user(factories.make_user("Workshop Advisor")),
			self.assertRaises(frappe.PermissionError),
		):
			dismiss(row.name)
		self.assertEqual(listed(*pair)[0].status, "Open")
		self.assertEqual(factories.row_counts(duplicates.ANSWER_DOCTYPE), before)


class TestPairsOfMergedCustomers(FrappeTestCase):
	def test_a_third_is_paired_once_with_the_one_that_remains(self):
		source, target = sharing_a_phone()
		third = factories.make_customer(
			phone=frappe.db.get_value("Customer", target, "mobile_no"), shared_phone=True
		).name
		frappe.db.delete(duplicates.ANSWER_DOCTYPE, {"customer": third})
		sweep()
		before = {row.name for row in listed(source, target, third)}
		self.assertEqual(len(before), 3)
		merge = merge_customers(source, target)
		self.assertEqual(len(listed(source, target, third)), 1)
		self.assertEqual(len(listed(target, third)), 1)
		self.assertEqual(sweep(), 0)
		undo_merge(merge.name)
		self.assertEqual({row.name for row in listed(source, target, third)}, before)
