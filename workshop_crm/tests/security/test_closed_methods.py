from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.hooks import override_whitelisted_methods
from workshop_crm.tests.connections import Browser, forget_limits, on_own_connection
from workshop_crm.tests.factories import make_customer, make_user, unique
from workshop_crm.tests.hosts import bench_only

ISSUE = "erpnext.support.doctype.issue.issue"
LOYALTY = "erpnext.accounts.doctype.loyalty_program.loyalty_program"
PAYMENT_REQUEST = "erpnext.accounts.doctype.payment_request.payment_request"
STATEMENTS = "erpnext.accounts.doctype.process_statement_of_accounts.process_statement_of_accounts"
SEND_SMS = "frappe.core.doctype.sms_settings.sms_settings.send_sms"
SEND_EMAILS = "erpnext.selling.doctype.customer.customer.send_emails"
GET_BALANCE = "erpnext.accounts.utils.get_balance_on"
CREATE_APPOINTMENT = "erpnext.www.book_appointment.index.create_appointment"
PASSWORD = "Nizwa-Fort-1650"


class ClosedMethodCase(FrappeTestCase):
	def setUp(self):
		forget_limits()
		self.addCleanup(forget_limits)

	def assert_forbidden(self, answer):
		self.assertIn(answer.status_code, (401, 403), answer.text)
		self.assertNotIn("message", answer.json)

	def assert_answered(self, answer):
		self.assertEqual(answer.status_code, 200, answer.text)
		return answer.json.get("message")


class TestGuests(ClosedMethodCase):
	def test_guest_reaches_no_closed_method(self):
		guest = Browser()
		for method in override_whitelisted_methods:
			with self.subTest(method):
				self.assert_forbidden(guest.post(method, **_any_arguments("none")))


@bench_only
class TestLoggedIn(ClosedMethodCase):
	"""Committed on a connection of their own, as the requests come in on others."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.made = on_own_connection(_make_records)
		cls.addClassCleanup(on_own_connection, _remove_records, cls.made)
		cls.portal = Browser(cls.made.portal_user, PASSWORD)
		cls.staff = Browser(cls.made.staff_user, PASSWORD)

	def issue_status(self) -> str:
		return on_own_connection(frappe.db.get_value, "Issue", self.made.issue, "status")

	# Portal user

	def test_portal_user_reaches_no_closed_method(self):
		arguments = _any_arguments(
			self.made.customer, issue=self.made.issue, request=self.made.payment_request
		)
		for method in override_whitelisted_methods:
			with self.subTest(method):
				self.assert_forbidden(self.portal.post(method, **arguments))
		self.assertEqual(self.issue_status(), "Open")

	def test_reading_verbs_are_refused_as_well(self):
		answer = self.portal.get(GET_BALANCE, party_type="Customer", party=self.made.customer)
		self.assert_forbidden(answer)

	def test_second_version_of_the_interface_is_refused_as_well(self):
		answer = self.portal.post(f"/api/v2/method/{ISSUE}.set_status", name=self.made.issue, status="Closed")
		self.assertEqual(answer.status_code, 403)
		self.assertEqual(self.issue_status(), "Open")

	def test_name_of_an_importing_module_is_no_way_in(self):
		alias = "erpnext.accounts.doctype.journal_entry.journal_entry.get_balance_on"
		self.assert_forbidden(self.portal.get(alias, party_type="Customer", party=self.made.customer))

	def test_search_by_a_named_function_is_no_way_in(self):
		arguments = {
			"doctype": "",
			"txt": "",
			"searchfield": "Customer",
			"page_length": 0,
			"query": GET_BALANCE,
		}
		answer = self.portal.get("frappe.desk.search.search_widget", party=self.made.customer, **arguments)
		self.assert_forbidden(answer)

	def test_upload_to_a_named_function_is_no_way_in(self):
		arguments = {"method": GET_BALANCE, "party_type": "Customer", "party": self.made.customer}
		self.assert_forbidden(self.portal.post("upload_file", **arguments))

	def test_tree_of_a_named_function_is_no_way_in(self):
		arguments = {"doctype": self.made.issue, "parent": "Closed", "tree_method": f"{ISSUE}.set_status"}
		self.assert_forbidden(self.portal.post("frappe.desk.treeview.get_all_nodes", label="", **arguments))
		self.assertEqual(self.issue_status(), "Open")

	# Rightful staff

	def test_staff_reach_the_text_message_gateway(self):
		self.assert_answered(self.staff.post(SEND_SMS, receiver_list='["+96891234567"]', msg="Ready"))

	def test_staff_set_the_status_of_issues(self):
		for method, arguments in (
			("set_status", {"name": self.made.issue, "status": "Replied"}),
			("set_multiple_status", {"names": f'["{self.made.issue}"]', "status": "Open"}),
		):
			self.assert_answered(self.staff.post(f"{ISSUE}.{method}", **arguments))
			self.assertEqual(self.issue_status(), arguments["status"])

	def test_staff_without_the_right_on_issues_set_no_status(self):
		other = Browser(self.made.other_user, PASSWORD)
		self.assert_forbidden(other.post(f"{ISSUE}.set_status", name=self.made.issue, status="Closed"))
		self.assertEqual(self.issue_status(), "Open")

	def test_accountant_reads_a_balance(self):
		arguments = {"party_type": "Customer", "party": self.made.customer, "company": self.made.company}
		self.assertEqual(self.assert_answered(self.staff.get(GET_BALANCE, **arguments)), 0.0)

	def test_staff_read_the_loyalty_programme(self):
		arguments = {
			"customer": self.made.customer,
			"loyalty_program": self.made.programme,
			"company": self.made.company,
		}
		found = self.assert_answered(self.staff.get(f"{LOYALTY}.get_loyalty_program_details", **arguments))
		self.assertEqual(found["loyalty_program"], self.made.programme)
		found = self.assert_answered(
			self.staff.get(f"{LOYALTY}.get_loyalty_program_details_with_points", **arguments)
		)
		self.assertEqual(found["loyalty_points"], 0)
		factor = self.staff.get(f"{LOYALTY}.get_redeemption_factor", loyalty_program=self.made.programme)
		self.assertEqual(self.assert_answered(factor), 0.005)

	def test_staff_tell_credit_controllers_and_nobody_else(self):
		told = {"customer": self.made.customer, "credit_controller_users_list": [self.made.controller]}
		self.assert_answered(self.staff.post(SEND_EMAILS, args=frappe.as_json(told)))
		told["credit_controller_users_list"].append("stranger@example.com")
		self.assert_forbidden(self.staff.post(SEND_EMAILS, args=frappe.as_json(told)))

	def test_staff_reach_payment_requests(self):
		for name, arguments in (
			("make_payment_request", {"dt": "Customer", "dn": self.made.customer}),
			("resend_payment_email", {"docname": self.made.payment_request}),
			("make_payment_entry", {"docname": self.made.payment_request}),
		):
			with self.subTest(name), patch(f"{PAYMENT_REQUEST}.{name}", return_value="reached") as original:
				self.assertEqual(
					self.assert_answered(self.staff.post(f"{PAYMENT_REQUEST}.{name}", **arguments)), "reached"
				)
				original.assert_called_once()

	def test_accountants_reach_statements(self):
		for name, arguments in (
			("send_emails", {"document_name": self.made.statements}),
			("download_statements", {"document_name": self.made.statements}),
			("send_auto_email", {}),
			("fetch_customers", {"customer_collection": "Sales Person", "collection_name": "x"}),
			("get_customer_emails", {"customer_name": self.made.customer}),
		):
			with self.subTest(name), patch(f"{STATEMENTS}.{name}", return_value="reached") as original:
				answer = self.staff.post(f"{STATEMENTS}.{name}", **arguments)
				self.assertEqual(self.assert_answered(answer), "reached")
				original.assert_called_once()

	def test_staff_who_keep_no_accounts_send_no_statements(self):
		other = Browser(self.made.other_user, PASSWORD)
		with patch(f"{STATEMENTS}.get_report_pdf") as made_report:
			for name in ("send_emails", "download_statements"):
				self.assert_forbidden(other.post(f"{STATEMENTS}.{name}", document_name=self.made.statements))
		made_report.assert_not_called()

	def test_page_that_is_switched_on_takes_five_bookings_an_hour(self):
		on_own_connection(_switch_booking, 1)
		self.addCleanup(on_own_connection, _switch_booking, 0)
		wanted = {"date": "2030-01-01", "time": "10:00:00", "tz": "Asia/Muscat", "contact": "{}"}
		with patch(CREATE_APPOINTMENT, return_value="booked"):
			answers = [Browser().post(CREATE_APPOINTMENT, **wanted).status_code for _number in range(6)]
		self.assertEqual(answers, [200] * 5 + [429])


def _any_arguments(customer: str, issue: str = "none", request: str = "none") -> dict:
	"""Arguments by which each closed method would do harm or tell something."""
	return {
		"receiver_list": '["+96891234567"]',
		"msg": "Hello",
		"args": frappe.as_json(
			{"customer": customer, "credit_controller_users_list": ["stranger@example.com"]}
		),
		"name": issue,
		"names": frappe.as_json([issue]),
		"status": "Closed",
		"party_type": "Customer",
		"party": customer,
		"customer": customer,
		"dt": "Customer",
		"dn": customer,
		"docname": request,
		"date": "2030-01-01",
		"time": "10:00:00",
		"tz": "Asia/Muscat",
		"contact": "{}",
		"document_name": "none",
		"customer_name": customer,
		"customer_collection": "Customer Group",
		"collection_name": "All Customer Groups",
		"primary_mandatory": 0,
	}


def _make_records():
	users = {
		"portal_user": make_user("Customer", user_type="Website User"),
		"staff_user": make_user("Support Team", "Accounts User", "Sales User"),
		"other_user": make_user("Sales User"),
		"controller": make_user("Sales Master Manager"),
	}
	for user in users.values():
		frappe.utils.password.update_password(user, PASSWORD)
	company = frappe.get_all("Company", pluck="name")[0]
	customer = make_customer().name
	issue = frappe.get_doc(
		{"doctype": "Issue", "subject": unique("Noise"), "customer": customer, "status": "Open"}
	)
	request = {"doctype": "Payment Request", "reference_doctype": "Sales Order", "company": company}
	request = frappe.get_doc({**request, "name": unique("PR"), "party_type": "Customer", "party": customer})
	request.db_insert()
	return frappe._dict(
		users,
		customer=customer,
		company=company,
		issue=issue.insert().name,
		payment_request=request.name,
		statements=_make_statements(company),
		programme=_make_programme(company),
	)


def _make_statements(company: str) -> str:
	values = {"doctype": "Process Statement Of Accounts", "name": unique("Statements"), "company": company}
	statements = frappe.get_doc(values)
	statements.db_insert()
	return statements.name


def _make_programme(company: str) -> str:
	programme = frappe.get_doc(
		{
			"doctype": "Loyalty Program",
			"loyalty_program_name": unique("Points"),
			"from_date": "2020-01-01",
			"company": company,
			"conversion_factor": 0.005,
			"collection_rules": [{"tier_name": "All", "collection_factor": 1, "min_spent": 0}],
		}
	)
	return programme.insert().name


def _remove_records(made) -> None:
	frappe.db.delete("Payment Request", {"name": made.payment_request})
	frappe.db.delete("Process Statement Of Accounts", {"name": made.statements})
	for contact in frappe.get_all(
		"Dynamic Link", {"link_name": made.customer, "parenttype": "Contact"}, pluck="parent"
	):
		frappe.delete_doc("Contact", contact, force=True)
	for doctype, name in (
		("Issue", made.issue),
		("Customer", made.customer),
		("Loyalty Program", made.programme),
		("User", made.portal_user),
		("User", made.staff_user),
		("User", made.other_user),
		("User", made.controller),
	):
		frappe.delete_doc(doctype, name, force=True)


def _switch_booking(enabled: int) -> None:
	frappe.db.set_single_value("Appointment Booking Settings", "enable_scheduling", enabled)
