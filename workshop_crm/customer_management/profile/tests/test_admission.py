"""Asking another division for its customer: what each side sees, decides and gets."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import admissions
from workshop_crm.customer_management.profile.divisions import DOCTYPE as ACCOUNT
from workshop_crm.exceptions import AdmissionError, DivisionAccessError
from workshop_crm.tests import factories

REQUEST = "Customer Admission"
REASON = "She stands at our counter."


class TestAdmission(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.theirs, cls.ours = factories.make_company(), factories.make_company()
		cls.manager = factories.make_user("Workshop Manager", companies=(cls.theirs,))
		cls.advisor = factories.make_user("Workshop Advisor", companies=(cls.ours,))
		cls.own_manager = factories.make_user("Workshop Manager", companies=(cls.ours,))

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.phone = factories.new_mobile()
		self.customer = factories.make_customer(company=self.theirs, phone=self.phone)
		frappe.set_user(self.advisor)

	def ask(self, **person) -> list[dict]:
		return admissions.ask(self.ours, REASON, person or {"phone": self.phone})

	def account(self) -> str | None:
		return frappe.db.get_value(ACCOUNT, {"customer": self.customer.name, "company": self.ours})

	def todos_of(self, user: str) -> list[str]:
		return frappe.get_all("ToDo", {"allocated_to": user, "status": "Open"}, pluck="description")

	def test_who_asks_learns_nothing_of_the_customer(self):
		answer = frappe.as_json([self.ask(), admissions.mine()])
		for secret in (
			self.customer.name,
			self.customer.customer_name,
			self.customer.customer_number,
			self.theirs,
			self.manager,
		):
			self.assertNotIn(secret, answer)
		self.assertFalse(frappe.has_permission("Customer", "read", doc=self.customer.name))
		with self.assertRaises(frappe.PermissionError):
			frappe.get_list(REQUEST)
		self.assertEqual(frappe.get_list("ToDo", filters={"reference_type": REQUEST}), [])

	def test_the_manager_of_the_other_division_is_told_and_the_own_one_is_not(self):
		(request,) = self.ask()
		told = frappe.get_all("ToDo", {"reference_name": request["name"]}, pluck="allocated_to")
		self.assertIn(self.manager, told)
		self.assertNotIn(self.own_manager, told)
		self.assertNotIn(self.advisor, told)
		frappe.set_user(self.manager)
		self.assertEqual([row.name for row in frappe.get_list(REQUEST)].count(request["name"]), 1)
		frappe.set_user(self.own_manager)
		self.assertNotIn(request["name"], [row.name for row in frappe.get_list(REQUEST)])

	def test_admitting_opens_the_account_and_tells_who_asked(self):
		(request,) = self.ask()
		frappe.set_user(self.manager)
		answer = admissions.admit(request["name"])
		self.assertEqual(answer["account"], self.account())
		frappe.set_user(self.advisor)
		self.assertTrue(frappe.has_permission("Customer", "read", doc=self.customer.name))
		number = self.customer.customer_number
		self.assertIn(
			f"The customer you asked for was admitted to {self.ours}: {number}.", self.todos_of(self.advisor)
		)
		self.assertEqual(frappe.get_all("ToDo", {"reference_name": request["name"], "status": "Open"}), [])
		self.assertEqual(admissions.mine(limit_page_length=1)[0]["status"], "Admitted")

	def test_the_answer_comes_in_the_language_of_who_asked(self):
		frappe.db.set_value("User", self.advisor, "language", "ar")
		self.addCleanup(frappe.db.set_value, "User", self.advisor, "language", "en")
		(request,) = self.ask()
		frappe.set_user(self.manager)
		admissions.decline(request["name"], "لا")
		self.assertIn("رُفض طلبك الخاص بعميل من قسم آخر: لا", self.todos_of(self.advisor))

	def test_declining_opens_nothing_and_gives_the_reason(self):
		(request,) = self.ask()
		frappe.set_user(self.manager)
		with self.assertRaises(frappe.MandatoryError):
			admissions.decline(request["name"], " ")
		self.assertEqual(admissions.decline(request["name"], "She asked us not to."), {"status": "Declined"})
		self.assertIsNone(self.account())
		for action in (
			lambda: admissions.admit(request["name"]),
			lambda: admissions.decline(request["name"], "x"),
		):
			with self.assertRaises(AdmissionError):
				action()
		frappe.set_user(self.advisor)
		self.assertEqual(admissions.mine(limit_page_length=1)[0]["answer"], "She asked us not to.")
		self.assertFalse(frappe.has_permission("Customer", "read", doc=self.customer.name))

	def test_only_a_manager_who_sees_the_customer_decides(self):
		(request,) = self.ask()
		other_advisor = factories.make_user("Workshop Advisor", companies=(self.theirs,))
		for user in (self.advisor, self.own_manager, other_advisor):
			frappe.set_user(user)
			for action in (admissions.admit, lambda name: admissions.decline(name, "x")):
				with self.subTest(user=user), self.assertRaises(frappe.PermissionError):
					action(request["name"])
		self.assertIsNone(self.account())
		self.assertEqual(frappe.db.get_value(REQUEST, request["name"], "status"), "Open")

	def test_asking_twice_asks_once(self):
		first, second = self.ask(), self.ask()
		self.assertEqual([row["name"] for row in first], [row["name"] for row in second])
		self.assertEqual(
			frappe.db.count("ToDo", {"reference_name": first[0]["name"], "allocated_to": self.manager}), 1
		)

	def test_a_name_alone_is_no_ground_to_ask(self):
		with self.assertRaises(AdmissionError):
			self.ask(customer_name=self.customer.customer_name)
		with self.assertRaises(AdmissionError):
			self.ask(phone=factories.new_mobile())
		self.assertEqual(frappe.get_all(REQUEST, {"customer": self.customer.name}), [])

	def test_nobody_asks_for_another_division_or_without_a_reason(self):
		with self.assertRaises(DivisionAccessError):
			admissions.ask(self.theirs, REASON, {"phone": self.phone})
		with self.assertRaises(frappe.MandatoryError):
			admissions.ask(self.ours, "  ", {"phone": self.phone})
		technician = factories.make_user("Workshop Technician", companies=(self.ours,))
		frappe.set_user(technician)
		with self.assertRaises(frappe.PermissionError):
			self.ask()
		self.assertEqual(frappe.get_all(REQUEST, {"customer": self.customer.name}), [])
