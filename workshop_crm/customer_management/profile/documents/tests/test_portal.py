import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.documents import portal
from workshop_crm.customer_management.profile.linking import customer_of_login
from workshop_crm.tests.document_factories import make_document, pdf
from workshop_crm.tests.factories import make_customer, make_user


class TestPortal(FrappeTestCase):
	def setUp(self):
		self.user = make_user("Customer", user_type="Website User")
		self.customer = make_customer().name
		frappe.db.set_value("Customer", self.customer, "linked_user", self.user)

	def test_a_login_stands_for_its_own_customer_only(self):
		self.assertEqual(customer_of_login(self.user), self.customer)
		for user in ("Guest", "Administrator", make_user("Customer", user_type="Website User")):
			with self.assertRaises(frappe.PermissionError):
				customer_of_login(user)

	def test_a_customer_out_of_use_has_no_portal(self):
		frappe.db.set_value("Customer", self.customer, "disabled", 1)
		with self.assertRaises(frappe.PermissionError):
			customer_of_login(self.user)

	def test_only_those_marked_and_in_use_are_shown_without_what_stays_inside(self):
		shown = make_document(
			self.customer, "Passport", number="AB1234567", show_in_portal=1, notes="Looks worn"
		)
		make_document(self.customer)
		make_document(self.customer, show_in_portal=1, disabled=1)
		make_document(make_customer().name, show_in_portal=1)
		rows = portal.documents_for_portal(self.customer)
		self.assertEqual([(row["name"], row["number"]) for row in rows], [(shown.name, "••••••567")])
		self.assertFalse({"notes", "company", "verified_by", "attachment"} & set(rows[0]))

	def test_the_file_of_a_shown_document_only(self):
		content = pdf()
		shown = make_document(self.customer, content=content, show_in_portal=1)
		self.assertEqual(portal.file_for_portal(self.customer, shown.name)[1], content)
		others = make_document(make_customer().name, show_in_portal=1)
		for name in (make_document(self.customer).name, others.name, "CDOC-999999", ""):
			with self.assertRaises(frappe.PermissionError):
				portal.file_for_portal(self.customer, name)
