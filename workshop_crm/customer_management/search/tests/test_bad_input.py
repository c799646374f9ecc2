"""Any text gets an answer or a clear error, soon, and never another division's customer."""

import random
import time

import frappe
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import customers
from workshop_crm.customer_management.profile import divisions
from workshop_crm.customer_management.profile.segments.tags import add_tag
from workshop_crm.customer_management.search.search import search_customers, suggest_customers
from workshop_crm.exceptions import DivisionAccessError
from workshop_crm.tests import factories
from workshop_crm.tests.vehicle_factories import make_vehicle

# Seconds; far above what is measured, as a test machine may be busy.
TIME_LIMIT = 5
TEXTS = 300
SEED = 20261
PIECES = (
	"%", "_", "\\", "'", '"', "`", ";", "--", "/*", "*/", ")", "(", "' or 1=1 --", "'; drop table `tabCustomer`; --",
	"%(name)s", "%s", "{0}", "${x}", "\x00", "\t", "\n", "\u200f", "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff",
	"🚗", "👨‍👩‍👧", "ﷺ", "ﷲ", "ﻻ", "ً", "ـ", "محمد", "الحارثي", "عبد", "ال", "بن", "bin", "al", "abdul", "Mohammed", "9",
	"968", "٩٦٨", "۰", "UCST-", "ACC-SINV-", "@", ".", "+", "-", " ", "  ", "é", "ß", "İ", "ŉ", "漢字", "हिन्दी", "\ud83d",
)  # fmt: skip


class TestBadInput(FrappeTestCase):
	"""The list of the specification, one by one."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.customer = factories.make_customer(customer_name=factories.unique("Badinput Harthy"))

	def test_texts_that_ask_nothing_find_nobody(self):
		for text in (
			"",
			" ",
			"\n",
			"...",
			"!?؟،",
			"%",
			"%%%",
			"___",
			"\\",
			"🚗🚗",
			"\u200f\u202e",
			"\u200b",
			"'",
			'"',
		):
			self.assertEqual(suggest_customers(text), [], repr(text))

	def test_one_letter_gets_an_answer(self):
		for text in ("b", "م", "9", "é"):
			self.assertIsInstance(suggest_customers(text), list)

	def test_ten_thousand_letters_get_an_answer(self):
		for letter in ("x", "ب", "9", "a b ", "abd ", "\u202e", "🚗"):
			self.assertLess(self.seconds(letter * 10_000), TIME_LIMIT, letter)

	def test_wildcards_quotes_and_sql_are_letters(self):
		name = self.customer.customer_name
		for text in (f"{name}%", f"'{name}", f"{name[:6]}_{name[7:]}"):
			self.assertIn(self.customer.name, [row["name"] for row in suggest_customers(text)], text)
		before = frappe.db.count("Customer")
		suggest_customers("'; delete from `tabCustomer`; --")
		self.assertEqual(frappe.db.count("Customer"), before)
		self.assertNotIn(self.customer.name, [row["name"] for row in suggest_customers("b%h")])

	def test_invisible_marks_and_mixed_directions(self):
		first, second, third = self.customer.customer_name.split()
		for text in (
			f"\u202b{first}\u200f {second}\u202c {third}",
			f"\u2067{first} {second} {third}\u2069",
			f"{first} الحارثي",
		):
			self.assertIn(self.customer.name, [row["name"] for row in suggest_customers(text)], repr(text))

	def test_a_name_made_of_stop_words(self):
		for name in ("Al Bin", "The And Of", "بن ال", "Al"):
			customer = factories.make_customer(customer_name=factories.unique(name), identity_type="Business")
			found = [row["name"] for row in suggest_customers(customer.customer_name, 100)]
			self.assertIn(customer.name, found, name)

	def test_a_broken_surrogate_is_no_reason_to_fail(self):
		self.assertIsInstance(suggest_customers("Moh\ud83dammed"), list)

	def seconds(self, text: str) -> float:
		"""How long the answer takes."""
		started = time.perf_counter()
		self.assertIsInstance(suggest_customers(text), list)
		return time.perf_counter() - started


class TestNobodyElses(FrappeTestCase):
	"""Staff limited to one division, and customers of both, one, and none."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.mine, cls.other = factories.make_company(), factories.make_company()
		cls.word = factories.unique("Wallbound").replace(" ", "")
		values = {
			"customer_name_ar": "محمد بن سالم الحارثي",
			"address": {"city": "Khasab", "address_line1": "Way 77"},
		}
		cls.seen = factories.make_customer(customer_name=f"{cls.word} Seen", company=cls.mine, **values)
		cls.hidden = factories.make_customer(
			customer_name=f"{cls.word} Hidden",
			company=cls.other,
			email=f"{cls.word.lower()}@example.com",
			national_id=str(40_000_000 + next(factories._counter)),
			**values,
		)
		cls.vehicle = make_vehicle(cls.hidden.name)
		cls.tag = factories.unique("Hiddentag")
		add_tag(cls.hidden.name, cls.tag)
		cls.limited = factories.make_user("Workshop Advisor", companies=(cls.mine,))

	def invoice(self, customer: str, company: str) -> str:
		"""Store an invoice without its posting, and return its number."""
		invoice = frappe.new_doc("Sales Invoice")
		name = f"ACC-SINV-2026-9{next(factories._counter)}"
		invoice.update({"name": name, "customer": customer, "company": company, "docstatus": 1})
		invoice.db_insert()
		return name

	def found(self, text: str) -> set[str]:
		"""Return whom the limited advisor finds."""
		with self.set_user(self.limited):
			return {row["name"] for row in suggest_customers(text, 100)}

	def test_by_whatever_he_types(self):
		account = frappe.db.get_value("Customer Division Account", {"customer": self.hidden.name})
		number = self.hidden.customer_number
		texts = [
			self.word,
			f"{self.word} Hidden",
			"محمد الحارثي",
			self.hidden.mobile_no[-6:],
			number,
			account,
		]
		texts += [
			f"{self.word.lower()}@example.com",
			self.vehicle.plate_number,
			self.vehicle.vin,
			self.tag,
			"khasab",
		]
		texts += [self.invoice(self.hidden.name, self.other)]
		for text in texts:
			with self.subTest(text):
				self.assertIn(self.hidden.name, {row["name"] for row in suggest_customers(text, 100)})
				self.assertNotIn(self.hidden.name, self.found(text))
		self.assertIn(self.seen.name, self.found(self.word))

	def test_an_invoice_of_another_division_does_not_lead_to_a_common_customer(self):
		divisions.open_account(self.seen.name, self.other)
		theirs, ours = self.invoice(self.seen.name, self.other), self.invoice(self.seen.name, self.mine)
		self.assertEqual(self.found(theirs), set())
		self.assertEqual(self.found(ours), {self.seen.name})

	def test_filters_and_division_do_not_open_the_wall(self):
		condition = [{"fact": "identity_type", "operator": "is set", "value": ""}]
		with self.set_user(self.limited):
			names = {row["name"] for row in search_customers("", condition, limit=100).rows}
			self.assertNotIn(self.hidden.name, names)
			with self.assertRaises(DivisionAccessError):
				search_customers(self.word, company=self.other)

	def test_any_text_at_all(self):
		"""Texts drawn at random, one seed; never the hidden one, never an error, never long."""
		rng = random.Random(SEED)
		parts = (*PIECES, self.word, self.hidden.mobile_no, self.hidden.customer_number, self.tag)
		for _time in range(TEXTS):
			text = "".join(rng.choice(parts) for _piece in range(rng.randint(1, 8))) * rng.choice(
				(1, 1, 1, 400)
			)
			started = time.perf_counter()
			found = self.found(text)
			self.assertLess(time.perf_counter() - started, TIME_LIMIT, repr(text[:80]))
			self.assertNotIn(self.hidden.name, found, repr(text[:80]))

	def test_fields_above_ones_level_are_neither_shown_nor_searched(self):
		make_property_setter("Customer", "mobile_no", "permlevel", 1, "Int")
		frappe.clear_cache(doctype="Customer")
		with self.set_user(self.limited):
			rows = {row["name"]: row for row in suggest_customers(self.word)}
			self.assertIsNone(rows[self.seen.name]["mobile_no"])
			self.assertEqual(suggest_customers(self.seen.mobile_no[-6:]), [])
		frappe.db.delete("Property Setter", {"doc_type": "Customer", "property": "permlevel"})
		frappe.clear_cache(doctype="Customer")


class TestRefusals(FrappeTestCase):
	"""Who may not search at all."""

	CALLS = (
		lambda: customers.search("salim"),
		lambda: customers.suggest("salim"),
		lambda: customers.search_file("salim"),
		lambda: customers.search(conditions=[{"fact": "is_vip", "operator": "is", "values": ["1"]}]),
	)

	def test_guests_and_portal_users(self):
		portal = factories.make_user("Customer", user_type="Website User")
		for user in ("Guest", portal):
			for call in self.CALLS:
				with self.set_user(user), self.assertRaises(frappe.PermissionError):
					call()

	def test_no_file_without_the_right_to_export(self):
		for role in ("Workshop Advisor", "Workshop Technician", "Workshop Marketing"):
			with self.set_user(factories.make_user(role)), self.assertRaises(frappe.PermissionError):
				customers.search_file("salim")

	def test_wrong_pages_and_conditions(self):
		for wrong in (
			{"limit_page_length": 101},
			{"limit_start": -1},
			{"conditions": [{"fact": "nothing", "operator": "is", "values": ["1"]}]},
			{"conditions": "not json"},
		):
			with self.assertRaises(frappe.ValidationError):
				customers.search("salim", **wrong)
