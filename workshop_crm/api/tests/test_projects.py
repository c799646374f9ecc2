import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import projects
from workshop_crm.exceptions import DivisionAccessError, FeatureSwitchedOffError
from workshop_crm.tests.factories import (
	change_settings_of,
	make_company,
	make_customer,
	make_project,
	make_user,
	row_counts,
)

LINE = {"description": "Kitchen, built in", "rate": 900.0}
SELLER = ("Workshop Advisor", "Sales User")


class ProjectsCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company, cls.other_company = make_company(), make_company()

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		change_settings_of(self.company, enable_project_quotes=1)
		self.customer = make_customer(company=self.company).name
		self.project = make_project(self.customer, self.company)

	def create(self, **values):
		"""Call the endpoint with one line for the project, unless told otherwise."""
		defaults = {"customer": self.customer, "company": self.company, "project": self.project}
		return projects.create_quotation(**{**defaults, "items": [LINE], **values})

	def calls(self) -> tuple:
		"""Every endpoint of the resource, ready to be called."""
		return (
			lambda: projects.list(self.customer, self.company),
			lambda: projects.quotations(self.project),
			self.create,
		)

	def assert_all_refused(self, error):
		before = row_counts("Quotation", "Project")
		for number, call in enumerate(self.calls()):
			with self.subTest(number):
				self.assertRaises(error, call)
		self.assertEqual(row_counts("Quotation", "Project"), before)


class TestCalls(ProjectsCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(make_user(*SELLER))

	def test_quotation_is_created_listed_and_read(self):
		made = self.create()
		self.assertEqual(made["project"], self.project)
		listed = projects.list(self.customer, self.company)["rows"][0]
		self.assertEqual([row["name"] for row in listed["quotations"]], [made["quotation"]])
		read = projects.quotations(self.project)["rows"]
		self.assertEqual([(row["name"], row["amount"]) for row in read], [(made["quotation"], 900)])

	def test_lines_come_as_json_text_too(self):
		made = self.create(items=frappe.as_json([LINE]))
		self.assertEqual(frappe.db.get_value("Quotation", made["quotation"], "grand_total"), 900)

	def test_unknown_arguments_and_fields_of_a_line_are_refused(self):
		before = row_counts("Quotation")
		for values in ({"discount": 5}, {"items": [{**LINE, "margin": 3}]}, {"items": "no list"}):
			self.assertRaises(frappe.ValidationError, self.create, **values)
		self.assertEqual(row_counts("Quotation"), before)

	def test_pages_are_limited(self):
		for call in (projects.list, projects.quotations):
			arguments = {"customer": self.customer, "company": self.company} if call is projects.list else {}
			arguments = arguments or {"project": self.project}
			self.assertRaises(frappe.ValidationError, call, **arguments, limit_page_length=101)


class TestRefusals(ProjectsCase):
	def test_switched_off(self):
		change_settings_of(self.company, enable_project_quotes=0)
		frappe.set_user(make_user(*SELLER))
		self.assert_all_refused(FeatureSwitchedOffError)

	def test_staff_of_another_division(self):
		frappe.set_user(make_user(*SELLER, companies=(self.other_company,)))
		self.assert_all_refused(frappe.PermissionError)

	def test_staff_who_share_the_customer_but_not_the_division(self):
		account = {"customer": self.customer, "company": self.other_company}
		frappe.get_doc({"doctype": "Customer Division Account", **account}).insert()
		frappe.set_user(make_user(*SELLER, companies=(self.other_company,)))
		self.assertRaises(DivisionAccessError, projects.list, self.customer, self.company)
		self.assert_all_refused(frappe.PermissionError)

	def test_guest_and_portal_user(self):
		portal_user = make_user("Customer", user_type="Website User")
		customer = frappe.get_doc("Customer", self.customer)
		customer.append("portal_users", {"user": portal_user})
		customer.save()
		for user in ("Guest", portal_user):
			frappe.set_user(user)
			self.assert_all_refused(frappe.PermissionError)
			frappe.set_user("Administrator")

	def test_advisor_without_the_right_to_quotations(self):
		frappe.set_user(make_user("Workshop Advisor"))
		before = row_counts("Quotation", "Project")
		self.assertRaises(frappe.PermissionError, self.create)
		self.assertRaises(frappe.PermissionError, self.create, project=None, project_name="Secret villa")
		self.assertEqual(row_counts("Quotation", "Project"), before)
		self.assertEqual(len(projects.list(self.customer, self.company)["rows"]), 1)
