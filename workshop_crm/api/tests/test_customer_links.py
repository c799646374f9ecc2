import frappe

from workshop_crm.api.tests.test_customers import ApiTestCase
from workshop_crm.api.v1 import customers
from workshop_crm.exceptions import AlreadyLinkedError, CustomerError
from workshop_crm.tests.factories import make_customer, make_user, unique
from workshop_crm.tests.hosts import bench_only


class TestLinking(ApiTestCase):
	def setUp(self):
		super().setUp()
		self.customer, self.other = make_customer().name, make_customer().name
		self.login = make_user(user_type="Website User")
		frappe.set_user(self.advisor)

	def portal_users(self, customer: str) -> list[str]:
		return frappe.get_all("Portal User", filters={"parent": customer}, pluck="user")

	def test_login_opens_the_portal(self):
		linked = customers.link_user(self.customer, self.login)
		self.assertEqual(linked["linked_user"], self.login)
		self.assertEqual(self.portal_users(self.customer), [self.login])
		self.assertIn("Customer", frappe.get_roles(self.login))

	def test_login_is_linked_once(self):
		customers.link_user(self.customer, self.login)
		with self.assertRaises(AlreadyLinkedError):
			customers.link_user(self.other, self.login)
		self.assertEqual(self.portal_users(self.other), [])
		self.assertIsNone(frappe.db.get_value("Customer", self.other, "linked_user"))

	def test_customer_has_one_login(self):
		customers.link_user(self.customer, self.login)
		with self.assertRaises(AlreadyLinkedError):
			customers.link_user(self.customer, make_user(user_type="Website User"))
		self.assertEqual(self.portal_users(self.customer), [self.login])

	def test_login_is_taken_away(self):
		customers.link_user(self.customer, self.login)
		self.assertIsNone(customers.unlink_user(self.customer)["linked_user"])
		self.assertEqual(self.portal_users(self.customer), [])

	def test_standard_and_disabled_users_are_refused(self):
		frappe.db.set_value("User", self.login, "enabled", 0)
		for user in (self.login, "Guest", "Administrator", "nobody@example.com"):
			with self.assertRaises(CustomerError):
				customers.link_user(self.customer, user)
		self.assertEqual(self.portal_users(self.customer), [])

	@bench_only
	def test_employee_is_linked_once(self):
		frappe.set_user("Administrator")
		employee = _make_employee()
		self.assertEqual(customers.link_employee(self.customer, employee)["linked_employee"], employee)
		with self.assertRaises(AlreadyLinkedError):
			customers.link_employee(self.other, employee)
		with self.assertRaises(AlreadyLinkedError):
			customers.link_employee(self.customer, _make_employee())
		self.assertIsNone(frappe.db.get_value("Customer", self.other, "linked_employee"))
		self.assertIsNone(customers.unlink_employee(self.customer)["linked_employee"])

	def test_unknown_employee_is_refused(self):
		with self.assertRaises(CustomerError):
			customers.link_employee(self.customer, "HR-EMP-NONE")


def _make_employee() -> str:
	values = {"first_name": unique("Mechanic"), "gender": "Male", "date_of_birth": "1990-01-01"}
	values |= {
		"date_of_joining": "2020-01-01",
		"status": "Active",
		"company": frappe.get_all("Company", pluck="name")[0],
	}
	return frappe.get_doc({"doctype": "Employee", **values}).insert(ignore_permissions=True).name
