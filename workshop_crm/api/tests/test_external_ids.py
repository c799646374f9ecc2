import frappe

from workshop_crm.api.tests.test_customers import ApiTestCase
from workshop_crm.api.v1 import external_ids
from workshop_crm.customer_management.profile.external_ids import DOCTYPE
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.exceptions import DuplicateCustomerError, InvalidPhoneError
from workshop_crm.tests.factories import (
	make_company,
	make_customer,
	make_user,
	new_mobile,
	row_counts,
	unique,
)

ROWS = ("Customer", "Contact", "Contact Phone", "Customer Search Key", DOCTYPE)


class TestUpsert(ApiTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(self.advisor)
		self.number = frappe.generate_hash(length=8)
		self.values = {"customer_name": unique("Till Customer"), "phone": new_mobile(), "language": "en"}

	def send(self, **changes):
		return external_ids.upsert("pos", self.number, {**self.values, **changes})

	def test_the_first_call_registers_and_the_second_changes_no_row(self):
		first = self.send()
		self.assertTrue(first["created"])
		before = row_counts(*ROWS)
		modified = frappe.db.get_value("Customer", first["customer"]["name"], "modified")
		second = self.send()
		self.assertEqual((second["created"], second["customer"]["name"]), (False, first["customer"]["name"]))
		self.assertEqual(row_counts(*ROWS), before)
		self.assertEqual(frappe.db.get_value("Customer", first["customer"]["name"], "modified"), modified)

	def test_what_differs_is_changed_and_what_is_left_out_stays(self):
		self.send(occupation="Driver")
		phone = new_mobile()
		changed = external_ids.upsert(
			"pos", self.number, {"phone": phone, "email": f"{self.number}@example.com"}
		)
		self.assertEqual(changed["customer"]["occupation"], "Driver")
		self.assertEqual(
			{row.number: row.is_primary for row in changed["customer"]["phones"]},
			{self.values["phone"]: 0, phone: 1},
		)
		self.assertEqual(
			[row.address for row in changed["customer"]["emails"]], [f"{self.number}@example.com"]
		)

	def test_the_same_number_of_another_system_is_another_customer(self):
		first = self.send()["customer"]["name"]
		other = external_ids.upsert("shop", self.number, {**self.values, "phone": new_mobile()})
		self.assertNotEqual(other["customer"]["name"], first)
		self.assertEqual(external_ids.find("pos", self.number)["name"], first)

	def test_a_customer_on_file_takes_the_number(self):
		known = make_customer().name
		linked = external_ids.upsert("pos", self.number, {}, link_to=known)
		self.assertEqual((linked["created"], linked["customer"]["name"]), (False, known))
		self.assertEqual(external_ids.list(known)["rows"], [{"source": "pos", "external_id": self.number}])

	def test_a_merge_hands_the_number_over(self):
		source, target = self.send()["customer"]["name"], make_customer().name
		frappe.set_user("Administrator")
		merge_customers(source, target)
		self.assertEqual(external_ids.find("pos", self.number)["name"], target)

	def test_somebody_elses_phone_is_refused(self):
		holder = make_customer()
		values = {"customer_name": unique("Other"), "phone": holder.mobile_no, "language": "en"}
		self.refused(DuplicateCustomerError, external_ids.upsert, "pos", self.number, values, watched=ROWS)

	def test_wrong_values_are_refused(self):
		call = external_ids.upsert
		self.refused(InvalidPhoneError, call, "pos", self.number, {**self.values, "phone": "1"}, watched=ROWS)
		self.refused(frappe.MandatoryError, call, " ", self.number, self.values, watched=ROWS)
		self.refused(frappe.MandatoryError, call, "pos", "", self.values, watched=ROWS)
		self.refused(frappe.ValidationError, call, "pos", self.number, {"shoe_size": 43}, watched=ROWS)

	def test_unknown_number_and_missing_right(self):
		self.assertRaises(frappe.DoesNotExistError, external_ids.find, "pos", self.number)
		frappe.set_user(make_user("Workshop Technician"))
		self.refused(
			frappe.PermissionError, external_ids.upsert, "pos", self.number, self.values, watched=ROWS
		)

	def test_a_customer_of_another_division_is_not_told(self):
		frappe.set_user("Administrator")
		name = self.send(company=make_company())["customer"]["name"]
		frappe.set_user(make_user("Workshop Advisor", companies=(make_company(),)))
		self.assertRaises(frappe.PermissionError, external_ids.find, "pos", self.number)
		self.refused(frappe.PermissionError, self.send, occupation="Spy", watched=ROWS)
		self.assertRaises(frappe.PermissionError, external_ids.list, name)
