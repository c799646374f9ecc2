import frappe

from workshop_crm.api.v1 import warranties
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.customer_management.profile.warranties.tests.cases import WarrantyCase, day
from workshop_crm.exceptions import DivisionAccessError, FeatureSwitchedOffError
from workshop_crm.tests.factories import change_settings_of, make_user, row_counts

CLAIM = "Warranty Claim"


class WarrantiesCase(WarrantyCase):
	def setUp(self):
		super().setUp()
		self.thing = self.vehicle(20)

	def claim(self, **values):
		"""Call the endpoint about the vehicle, unless told otherwise."""
		thing = {"doctype": self.thing.doctype, "name": self.thing.name}
		defaults = {"customer": self.customer, "company": self.company, "complaint": "Gearbox", **thing}
		return warranties.claim(**{**defaults, **values})

	def assert_all_refused(self, error):
		before = row_counts(CLAIM)
		for call in (warranties.list, warranties.claims):
			with self.subTest(call.__name__):
				self.assertRaises(error, call, self.customer, self.company)
		self.assertRaises(error, self.claim)
		self.assertEqual(row_counts(CLAIM), before)


class TestCalls(WarrantiesCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(make_user("Workshop Advisor"))

	def test_claim_is_made_listed_and_counted(self):
		made = self.claim()
		self.assertEqual(str(made["covered_until"]), day(20))
		listed = warranties.claims(self.customer, self.company)
		self.assertEqual([row["name"] for row in listed["rows"]], [made["name"]])
		row = warranties.list(self.customer, self.company)["rows"][0]
		self.assertEqual((row["name"], row["open_claims"], row["days_left"]), (self.thing.name, 1, 20))

	def test_what_has_no_warranty_is_refused(self):
		before = row_counts(CLAIM)
		self.assertRaises(frappe.ValidationError, self.claim, doctype="Customer", name=self.customer)
		self.assertRaises(frappe.MandatoryError, self.claim, complaint="")
		self.assertRaises(frappe.ValidationError, self.claim, name="VEH-none")
		self.assertEqual(row_counts(CLAIM), before)

	def test_pages_are_limited(self):
		arguments = (self.customer, self.company)
		self.assertRaises(frappe.ValidationError, warranties.claims, *arguments, limit_page_length=101)


class TestRefusals(WarrantiesCase):
	def test_switched_off(self):
		change_settings_of(self.company, enable_warranties=0)
		frappe.set_user(make_user("Workshop Manager"))
		self.assert_all_refused(FeatureSwitchedOffError)

	def test_staff_of_another_division(self):
		frappe.set_user(make_user("Workshop Manager", companies=(self.other_company,)))
		self.assert_all_refused(frappe.PermissionError)

	def test_staff_who_share_the_customer_but_not_the_division(self):
		open_account(self.customer, self.other_company)
		frappe.set_user(make_user("Workshop Manager", companies=(self.other_company,)))
		self.assert_all_refused(DivisionAccessError)

	def test_guest_and_portal_user(self):
		portal_user = make_user("Customer", user_type="Website User")
		customer = frappe.get_doc("Customer", self.customer)
		customer.append("portal_users", {"user": portal_user})
		customer.save()
		for user in ("Guest", portal_user):
			frappe.set_user(user)
			self.assert_all_refused(frappe.PermissionError)
			frappe.set_user("Administrator")

	def test_technician_reads_and_does_not_claim(self):
		frappe.set_user(make_user("Workshop Technician"))
		self.assertEqual(len(warranties.list(self.customer, self.company)["rows"]), 1)
		before = row_counts(CLAIM)
		self.assertRaises(frappe.PermissionError, self.claim)
		self.assertEqual(row_counts(CLAIM), before)

	def test_marketing_sees_warranties_but_no_claims(self):
		self.claim()
		frappe.set_user(make_user("Workshop Marketing"))
		rows = warranties.list(self.customer, self.company)["rows"]
		self.assertEqual([row["open_claims"] for row in rows], [0])
		self.assertRaises(frappe.PermissionError, warranties.claims, self.customer, self.company)
