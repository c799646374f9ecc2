"""What a host does around a call over HTTP: who may, what lasts, how it answers."""

from unittest.mock import patch

import frappe
from frappe.rate_limiter import rate_limit
from frappe.sessions import get_csrf_token
from frappe.tests.utils import FrappeTestCase
from frappe.utils.password import update_password

from workshop_crm.tests.connections import Browser, forget_limits, on_own_connection
from workshop_crm.tests.factories import make_user, unique

PASSWORD = "Bahla-Wall-1650"
HERE = __name__


# Plain functions: only a test that is running opens them to calls.


def write(text: str, fail: bool = False):
	frappe.get_doc({"doctype": "ToDo", "description": text}).insert(ignore_permissions=True)
	if fail:
		frappe.throw("Refused after writing", title="No")


def echo(text: str):
	return text


def add_one(number: int):
	return number + 1


def token():
	return get_csrf_token()


def is_written(text: str) -> bool:
	return bool(frappe.db.exists("ToDo", {"description": text}))


def forget(texts: list[str]):
	frappe.db.delete("ToDo", {"description": ("in", texts)})


class HttpCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.user = on_own_connection(_make_user)
		cls.addClassCleanup(on_own_connection, frappe.delete_doc, "User", cls.user, force=True)

	def open(self, function, **options) -> str:
		"""Make `function` callable over HTTP until the test ends and return its address."""
		opened = frappe.whitelist(**options)(function)
		patcher = patch(f"{HERE}.{function.__name__}", opened)
		patcher.start()
		self.addCleanup(patcher.stop)
		return f"{HERE}.{function.__name__}"

	def new_text(self) -> str:
		text = unique("Written over HTTP")
		self.addCleanup(on_own_connection, forget, [text])
		return text

	def browser(self) -> Browser:
		return Browser(self.user, PASSWORD)


class TestWhatLasts(HttpCase):
	def test_get_writes_nothing_and_post_does(self):
		address, by_get, by_post = self.open(write), self.new_text(), self.new_text()
		self.assertEqual(self.browser().get(address, text=by_get).status_code, 200)
		self.assertEqual(self.browser().post(address, text=by_post).status_code, 200)
		self.assertFalse(on_own_connection(is_written, by_get))
		self.assertTrue(on_own_connection(is_written, by_post))

	def test_refused_call_leaves_nothing_and_says_why(self):
		address, text = self.open(write), self.new_text()
		answer = self.browser().post(address, text=text, fail=True)
		self.assertEqual(answer.status_code, 417)
		self.assertEqual(answer.json["exc_type"], "ValidationError")
		message = frappe.parse_json(frappe.parse_json(answer.json["_server_messages"])[0])
		self.assertEqual((message["message"], message["title"]), ("Refused after writing", "No"))
		self.assertFalse(on_own_connection(is_written, text))


class TestWhoMayCall(HttpCase):
	def test_verb_that_is_not_named_is_refused(self):
		address, text = self.open(write, methods=["POST"]), self.new_text()
		self.assertEqual(self.browser().get(address, text=text).status_code, 403)
		self.assertEqual(self.browser().post(address, text=text).status_code, 200)

	def test_function_that_is_not_opened_is_refused(self):
		self.assertEqual(self.browser().get(f"{HERE}.echo", text="x").status_code, 403)

	def test_guest_needs_an_invitation(self):
		self.assertEqual(Browser().get(self.open(echo), text="x").status_code, 403)
		self.assertEqual(Browser().get(self.open(add_one, allow_guest=True), number=1).json["message"], 2)

	def test_text_of_a_guest_is_cleaned_unless_the_function_says_it_copes(self):
		text = "<b>fair</b><script>foul()</script>"
		self.assertNotIn(
			"<script>", Browser().post(self.open(echo, allow_guest=True), text=text).json["message"]
		)

	def test_text_for_a_function_that_copes_arrives_as_it_was(self):
		text = "<script>foul()</script>"
		address = self.open(echo, allow_guest=True, xss_safe=True)
		self.assertEqual(Browser().post(address, text=text).json["message"], text)

	def test_calls_above_the_limit_are_refused(self):
		self.addCleanup(forget_limits)
		forget_limits()
		address = self.open(rate_limit(limit=2, seconds=60)(echo))
		answers = [self.browser().get(address, text="x").status_code for _ in range(3)]
		self.assertEqual(answers, [200, 200, 429])


class TestArguments(HttpCase):
	def test_text_becomes_the_number_that_is_asked_for(self):
		self.assertEqual(self.browser().get(self.open(add_one), number="3").json["message"], 4)

	def test_wrong_and_missing_arguments(self):
		address, browser = self.open(add_one), self.browser()
		wrong, missing = browser.get(address, number="three"), browser.get(address)
		self.assertEqual((wrong.status_code, wrong.json["exc_type"]), (417, "FrappeTypeError"))
		self.assertEqual((missing.status_code, missing.json["exc_type"]), (500, "TypeError"))

	def test_unknown_arguments_are_dropped(self):
		answer = self.browser().get(self.open(echo), text="x", stranger="y")
		self.assertEqual(answer.json["message"], "x")


class TestSessions(HttpCase):
	def test_wrong_password_opens_no_session(self):
		answer = Browser().post("login", usr=self.user, pwd="wrong")
		self.assertEqual(answer.status_code, 401)
		self.assertEqual(answer.json["exc_type"], "AuthenticationError")

	def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(self):
		answer = Browser().post("login", usr=self.user, pwd=PASSWORD)
		cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("sid="))
		self.assertIn("HttpOnly", cookie)
		self.assertIn("SameSite=Lax", cookie)

	def test_logout_ends_the_session(self):
		browser = self.browser()
		self.assertEqual(browser.get("frappe.auth.get_logged_user").json["message"], self.user)
		browser.post("logout")
		self.assertEqual(browser.get("frappe.auth.get_logged_user").status_code, 403)

	def test_change_needs_the_token_once_the_session_has_one(self):
		browser, address, text = self.browser(), self.open(write), self.new_text()
		right = browser.get(self.open(token)).json["message"]
		refused = browser.post(address, text=text)
		self.assertEqual((refused.status_code, refused.json["exc_type"]), (400, "CSRFTokenError"))
		self.assertFalse(on_own_connection(is_written, text))
		self.assertEqual(browser.post(address, text=text, csrf_token=right).status_code, 200)


class TestDocuments(HttpCase):
	def test_missing_document_is_told_to_those_who_may_read_its_kind(self):
		self.assertEqual(self.browser().get("/api/resource/Customer/None Such").status_code, 404)
		self.assertEqual(Browser().get("/api/resource/Customer/None Such").status_code, 403)

	def test_private_file_is_sent_to_its_owner_alone(self):
		address = on_own_connection(_make_file, user=self.user)
		self.addCleanup(on_own_connection, _remove_file, address)
		self.assertEqual(self.browser().get(address).text, "kept close")
		other = on_own_connection(_make_user)
		self.addCleanup(on_own_connection, frappe.delete_doc, "User", other, force=True)
		self.assertEqual(Browser(other, PASSWORD).get(address).status_code, 403)
		self.assertEqual(Browser().get(address).status_code, 403)


def _make_user() -> str:
	user = make_user("Workshop Advisor")
	update_password(user, PASSWORD)
	return user


def _make_file() -> str:
	values = {
		"doctype": "File",
		"file_name": f"{unique('note')}.txt",
		"is_private": 1,
		"content": "kept close",
	}
	return frappe.get_doc(values).insert(ignore_permissions=True).file_url


def _remove_file(address: str):
	for name in frappe.get_all("File", {"file_url": address}, pluck="name"):
		frappe.delete_doc("File", name, force=True)
