import pkgutil
import typing
from dataclasses import fields
from importlib import import_module
from inspect import Parameter, getdoc, getsource, signature
from pathlib import Path

import frappe
from frappe.tests.utils import FrappeTestCase

import workshop_crm
from workshop_crm.tests.connections import Browser, forget_limits, on_own_connection
from workshop_crm.tests.factories import make_customer, make_user

PASSWORD = "Nizwa-Fort-1650"
# The first word of a name that tells of a change.
CHANGING = frozenset(
	"add create update delete disable enable open set remove link unlink share start pause resume map "
	"send resend make register import export move merge undo not issue use".split()
)
WITH_GUESTS = {
	"workshop_crm.closed_methods.create_appointment",
	"workshop_crm.api.v1.verification.confirm_email",
}
# What an argument is filled with, so that a call gets past the check of its types.
FILLERS = {dict: {}, list: ["none"], str: "none", int: 0, float: 0.0, bool: False}


def whitelisted() -> dict[str, typing.Callable]:
	"""Every function of this app that an HTTP call can reach, by its address; found by walking the package."""
	found = {}
	for info in pkgutil.walk_packages(workshop_crm.__path__, "workshop_crm."):
		if ".tests" in info.name or ".test_" in info.name or not _mentions_whitelist(info):
			continue
		module = import_module(info.name)
		for name, member in vars(module).items():
			if (
				callable(member)
				and getattr(member, "__module__", "") == info.name
				and _is_whitelisted(member)
			):
				found[f"{info.name}.{name}"] = member
	return found


def _mentions_whitelist(info: pkgutil.ModuleInfo) -> bool:
	source = Path(info.module_finder.find_spec(info.name).origin)
	return "frappe.whitelist" in source.read_text(encoding="utf-8")


def _is_whitelisted(member) -> bool:
	return member in frappe.whitelisted


class TestSurface(FrappeTestCase):
	def setUp(self):
		self.endpoints = whitelisted()

	def test_the_search_finds_endpoints(self):
		for address in ("api.v1.customers.create", "api.v1.notes.delete", "api.v1.imports.start"):
			self.assertIn(f"workshop_crm.{address}", self.endpoints)

	def test_every_argument_and_result_has_a_type(self):
		for address, endpoint in self.endpoints.items():
			with self.subTest(address):
				for parameter in signature(endpoint).parameters.values():
					self.assertIsNot(parameter.annotation, Parameter.empty, parameter.name)
					self.assertNotIsInstance(
						parameter.annotation, str, "types written as text are not checked"
					)

	def test_every_endpoint_has_a_docstring(self):
		for address, endpoint in self.endpoints.items():
			with self.subTest(address):
				self.assertTrue(getdoc(endpoint))

	def test_changes_take_post_only(self):
		for address, endpoint in self.endpoints.items():
			first_word = address.rsplit(".", 1)[1].split("_")[0]
			if first_word in CHANGING:
				with self.subTest(address):
					verbs = frappe.allowed_http_methods_for_whitelisted_func[endpoint]
					self.assertEqual(list(verbs), ["POST"])

	def test_endpoints_are_short(self):
		for address, endpoint in self.endpoints.items():
			if ".api.v1." in address:
				with self.subTest(address):
					self.assertLessEqual(_body_lines(endpoint), 20)

	def test_guests_are_let_in_by_name_and_with_a_limit_only(self):
		for address, endpoint in self.endpoints.items():
			if endpoint in frappe.guest_methods:
				with self.subTest(address):
					self.assertIn(address, WITH_GUESTS)
					self.assertIn("@rate_limit(", getsource(endpoint))


class TestStrangers(FrappeTestCase):
	"""Every endpoint, asked over HTTP by those who have no right, about a customer who exists."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.made = on_own_connection(_make_records)
		cls.addClassCleanup(on_own_connection, _remove_records, cls.made)

	def setUp(self):
		forget_limits()
		self.addCleanup(forget_limits)

	def test_guest_gets_nothing(self):
		self.assert_all_refused(Browser())

	def test_portal_user_of_another_customer_gets_nothing(self):
		self.assert_all_refused(Browser(self.made.stranger, PASSWORD))

	def test_nothing_was_changed(self):
		for browser in (Browser(), Browser(self.made.stranger, PASSWORD)):
			self.ask_all(browser)
		self.assertEqual(on_own_connection(_stored, self.made), self.made.stored)

	def assert_all_refused(self, browser: Browser):
		for address, answer in self.ask_all(browser):
			with self.subTest(address):
				# What guests may call reaches its own check, which refuses an invented token.
				refused = (401, 403, 417) if address in WITH_GUESTS else (401, 403)
				self.assertIn(answer.status_code, refused, answer.text[:500])
				self.assertNotIn("message", answer.json)
				for secret in (self.made.phone, self.made.phone[4:], self.made.customer_number, "Between us"):
					self.assertNotIn(secret, answer.text)

	def ask_all(self, browser: Browser):
		for address, endpoint in whitelisted().items():
			arguments = _arguments(endpoint, self.made)
			verbs = frappe.allowed_http_methods_for_whitelisted_func[endpoint]
			yield address, browser.post(address, **arguments)
			if "GET" in verbs:
				yield (
					address,
					browser.get(address, **{name: _as_text(value) for name, value in arguments.items()}),
				)


def _arguments(endpoint, made) -> dict:
	"""Fill in what the endpoint demands: the existing customer, note or account where it takes one."""
	known = {
		"customer": made.customer,
		"other": made.customer,
		"note": made.note,
		"account": made.account or "none",
		"text": made.phone,
		"company": made.company,
	}
	arguments = {}
	for parameter in signature(endpoint).parameters.values():
		if parameter.kind is Parameter.VAR_KEYWORD:
			taken = getattr(endpoint, "takes", None)
			names = {field.name for field in fields(taken)} if taken else set()
			arguments |= {
				name: value for name, value in (known | {"phone": made.phone}).items() if name in names
			}
		elif parameter.name in known:
			arguments[parameter.name] = known[parameter.name]
		elif parameter.default is Parameter.empty:
			arguments[parameter.name] = _filler(parameter.annotation)
	return arguments


def _filler(annotation):
	kinds = (annotation, typing.get_origin(annotation), *typing.get_args(annotation))
	return next((filler for kind, filler in FILLERS.items() if kind in kinds), "none")


def _as_text(value) -> str:
	return value if isinstance(value, str) else frappe.as_json(value)


def _body_lines(endpoint) -> int:
	"""Count the lines of the body, without signature, docstring and blank lines."""
	import ast

	function = ast.parse(getsource(endpoint)).body[0]
	body = function.body[1:] if getdoc(endpoint) else function.body
	return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def _make_records():
	stranger = make_user("Customer", user_type="Website User")
	frappe.utils.password.update_password(stranger, PASSWORD)
	own = make_customer()
	own.reload()
	own.append("portal_users", {"user": stranger})
	own.save()
	company = frappe.get_all("Company", pluck="name", limit=1)[0]
	customer = make_customer(company=company)
	note = frappe.get_doc({"doctype": "Customer Note", "customer": customer.name, "content": "Between us"})
	customer.reload()
	made = frappe._dict(
		stranger=stranger,
		own=own.name,
		customer=customer.name,
		customer_number=customer.customer_number,
		phone=customer.mobile_no,
		note=note.insert().name,
		company=company,
		account=frappe.db.get_value("Customer Division Account", {"customer": customer.name}),
	)
	made.stored = _stored(made)
	return made


def _stored(made) -> tuple:
	return (
		frappe.db.get_value("Customer", made.customer, ["modified", "disabled", "linked_user"]),
		frappe.db.get_value("Customer Note", made.note, ["modified", "content"]),
		frappe.db.get_value("Customer Division Account", made.account, ["modified", "status"]),
		frappe.db.count("Customer"),
	)


def _remove_records(made) -> None:
	for customer in (made.customer, made.own):
		links = {"link_doctype": "Customer", "link_name": customer, "parenttype": "Contact"}
		for contact in frappe.get_all("Dynamic Link", filters=links, pluck="parent"):
			frappe.delete_doc("Contact", contact, force=True)
		frappe.delete_doc("Customer", customer, force=True)
	frappe.delete_doc("User", made.stranger, force=True)
