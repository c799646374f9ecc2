import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today
from frappe.utils.password import update_password

from workshop_crm.api.v1 import documents
from workshop_crm.tests.connections import Browser, on_own_connection
from workshop_crm.tests.document_factories import make_document, pdf, uploaded
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts

PASSWORD = "Bahla-Pottery-1987"
API = "workshop_crm.api.v1.documents"


class TestDocuments(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.customer = make_customer().name
		frappe.set_user(make_user("Workshop Manager"))

	def created(self, **values) -> dict:
		file = uploaded().file_url
		return documents.create(customer=self.customer, document_type="Contract", attachment=file, **values)

	def test_a_document_is_entered_changed_verified_listed_and_deleted(self):
		row = self.created(number="C-12", expiry_date=add_days(today(), 9))
		self.assertEqual((row["number"], row["state"], row["is_verified"]), ("C-12", "Running Out", 0))
		changes = {"expiry_date": add_days(today(), 400), "show_in_portal": True}
		changed = documents.update(row["name"], changes)
		self.assertEqual((changed["state"], changed["show_in_portal"]), ("Valid", 1))
		self.assertEqual(documents.verify(row["name"])["is_verified"], 1)
		listed = documents.list(self.customer)
		self.assertEqual([found["name"] for found in listed["rows"]], [row["name"]])
		self.assertTrue(all(listed["may"].values()))
		self.assertEqual(documents.delete(row["name"]), {"deleted": row["name"]})
		self.assertEqual(documents.list(self.customer)["rows"], [])

	def test_without_a_division_it_is_for_all_whatever_the_users_own(self):
		frappe.defaults.set_user_default("Company", make_company())
		self.assertIsNone(self.created()["company"])
		self.assertIsNone(self.created(company="")["company"])

	def test_near_expiry_lists_and_counts(self):
		before = documents.number_near_expiry()["value"]
		row = self.created(expiry_date=add_days(today(), 9))
		self.assertIn(row["name"], [found["name"] for found in documents.near_expiry(limit_page_length=100)])
		self.assertEqual(documents.number_near_expiry()["value"], before + 1)

	def test_unknown_fields_and_pages_over_a_hundred_are_refused(self):
		row = self.created()
		for call in (
			lambda: documents.update(row["name"], {"is_verified": 1}),
			lambda: self.created(verified_by="Administrator"),
			lambda: documents.near_expiry(limit_page_length=101),
		):
			with self.assertRaises(frappe.ValidationError):
				call()
		self.assertEqual(frappe.db.get_value("Customer Document", row["name"], "is_verified"), 0)

	def test_the_whole_number_is_for_managers(self):
		file = uploaded().file_url
		row = documents.create(
			customer=self.customer, document_type="Passport", attachment=file, number="AB1234567"
		)
		self.assertEqual(row["number"], "••••••567")
		self.assertEqual(documents.show_number(row["name"]), {"number": "AB1234567"})
		frappe.set_user(make_user("Workshop Advisor"))
		self.assertRaises(frappe.PermissionError, documents.show_number, row["name"])

	def test_staff_of_another_division_and_without_the_right_are_refused(self):
		row = self.created()
		before = row_counts("Customer Document", "File")
		for user in (
			make_user("Workshop Manager", companies=(make_company(),)),
			make_user("Workshop Technician"),
			make_user("Customer", user_type="Website User"),
		):
			frappe.set_user(user)
			for call in (
				lambda: documents.list(self.customer),
				lambda: documents.create(customer=self.customer, document_type="Contract"),
				lambda: documents.update(row["name"], {"notes": "x"}),
				lambda: documents.verify(row["name"]),
				lambda: documents.delete(row["name"]),
				lambda: documents.show_number(row["name"]),
				lambda: documents.mine(),
				lambda: documents.download_mine(row["name"]),
			):
				self.assertRaises(frappe.PermissionError, call)
		frappe.set_user("Administrator")
		self.assertEqual(row_counts("Customer Document", "File"), before)


class TestOverHTTP(FrappeTestCase):
	"""Files sent and fetched by real requests: by staff, by two customers, by another division, by a guest."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.made = on_own_connection(_make_records)
		cls.addClassCleanup(on_own_connection, _remove_records, cls.made)

	def browser(self, user: str) -> Browser:
		return Browser(self.made[user], PASSWORD)

	def test_the_file_itself_is_sent_to_those_who_may_read_the_document(self):
		url = self.made.attachment
		self.assertEqual(self.browser("advisor").get(url).data, self.made.content)
		self.assertEqual(Browser().get(url).status_code, 403)
		for user in ("other_division", "owner", "stranger"):
			self.assertEqual(self.browser(user).get(url).status_code, 403, user)

	def test_a_customer_sees_and_fetches_his_own_only(self):
		owner, stranger = self.browser("owner"), self.browser("stranger")
		self.assertEqual(
			[row["name"] for row in owner.get(f"{API}.mine").json["message"]], [self.made.document]
		)
		self.assertEqual(stranger.get(f"{API}.mine").json["message"], [])
		fetched = owner.get(f"{API}.download_mine", document=self.made.document)
		self.assertEqual((fetched.status_code, fetched.data), (200, self.made.content))
		for browser in (stranger, Browser()):
			answer = browser.get(f"{API}.download_mine", document=self.made.document)
			self.assertEqual(answer.status_code, 403)
			self.assertNotIn(b"%PDF", answer.data)

	def test_a_file_is_sent_with_the_call(self):
		content = pdf()
		sent = {"customer": self.made.customer, "document_type": "Warranty"}
		answer = self.browser("advisor").send_file(f"{API}.create", "paper.pdf", content, **sent)
		self.assertEqual(answer.status_code, 200, answer.text)
		url = answer.json["message"]["attachment"]
		self.assertTrue(url.startswith("/private/files/"))
		self.assertEqual(self.browser("advisor").get(url).data, content)

	def test_a_page_sent_as_a_file_is_refused(self):
		sent = {"customer": self.made.customer, "document_type": "Warranty"}
		before = on_own_connection(row_counts, "Customer Document", "File")
		answer = self.browser("advisor").send_file(f"{API}.create", "page.html", b"<script>", **sent)
		self.assertEqual(answer.status_code, 417)
		self.assertEqual(on_own_connection(row_counts, "Customer Document", "File"), before)


def _make_records():
	users = {
		"advisor": make_user("Workshop Advisor"),
		"other_division": make_user("Workshop Manager", companies=(_a_company(),)),
		"owner": make_user("Customer", user_type="Website User"),
		"stranger": make_user("Customer", user_type="Website User"),
	}
	for user in users.values():
		update_password(user, PASSWORD)
	customer, second = make_customer().name, make_customer().name
	frappe.db.set_value("Customer", customer, "linked_user", users["owner"])
	frappe.db.set_value("Customer", second, "linked_user", users["stranger"])
	content = pdf()
	document = make_document(customer, "Contract", content, show_in_portal=1)
	made = {"customer": customer, "second": second, "content": content}
	return frappe._dict(made, document=document.name, attachment=document.attachment, **users)


def _a_company() -> str:
	return frappe.get_all("Company", pluck="name", limit=1)[0]


def _remove_records(made) -> None:
	for customer in (made.customer, made.second):
		for document in frappe.get_all("Customer Document", filters={"customer": customer}, pluck="name"):
			frappe.delete_doc("Customer Document", document, force=True)
		links = {"link_doctype": "Customer", "link_name": customer, "parenttype": "Contact"}
		for contact in frappe.get_all("Dynamic Link", filters=links, pluck="parent"):
			frappe.delete_doc("Contact", contact, force=True)
		frappe.delete_doc("Customer", customer, force=True)
	for user in ("advisor", "other_division", "owner", "stranger"):
		frappe.delete_doc("User", made[user], force=True)
