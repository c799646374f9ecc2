"""Finding a customer by what a receptionist hears, reads or half remembers."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import divisions
from workshop_crm.customer_management.profile.segments.tags import add_tag
from workshop_crm.customer_management.search.search import search_customers, suggest_customers
from workshop_crm.tests import factories
from workshop_crm.tests.vehicle_factories import make_device, make_vehicle

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class SearchCase(FrappeTestCase):
	"""What tests of the search have in common."""

	def reason(self, text: str, customer: str | None = None) -> dict:
		"""Return why `text` finds the customer (default: the one of the class), {} where it does not."""
		wanted = customer or self.customer.name
		rows = {row["name"]: row["reason"] for row in suggest_customers(text, 20)}
		return rows.get(wanted, {})

	def kind(self, text: str, customer: str | None = None) -> str | None:
		"""Return the kind of that reason."""
		return self.reason(text, customer).get("kind")

	def marked(self, text: str) -> list[str]:
		"""Return the letters that are marked in what was found."""
		reason = self.reason(text)
		return [reason["matched"][start:end] for start, end in reason["spans"]]


class TestNames(SearchCase):
	"""One person, typed in many ways."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.word = factories.unique("Dhakwan").replace(" ", "")
		cls.customer = factories.make_customer(
			customer_name=f"Zuwaina Khalfan Al {cls.word}", customer_name_ar="زوينة بنت خلفان الذكوانية"
		)
		cls.arabic_only = factories.make_customer(
			customer_name="خويطر بن سويلم الجحافي", customer_name_ar="خويطر بن سويلم الجحافي"
		)
		cls.compound = factories.make_customer(
			customer_name="Abdul Qudous Al Mandhari", customer_name_ar="عبدالقدوس المنذري"
		)

	def test_the_words_as_they_are_stored(self):
		for text in (
			"zuwaina",
			f"Zuwaina {self.word}",
			f"al-{self.word} zuwaina",
			"زوينة الذكوانية",
			"خلفان زوينه",
		):
			self.assertEqual(self.kind(text + " "), "name", text)

	def test_an_unfinished_word(self):
		self.assertEqual(self.kind("zuwaina khalf"), "prefix")
		self.assertEqual(self.kind(f"zuwaina al {self.word[:6]}"), "prefix")
		self.assertEqual(self.kind("زوينة خلف"), "prefix")
		self.assertEqual(self.kind("zuwaina al"), "name")

	def test_the_other_script(self):
		self.assertEqual(self.kind("khuwaiter al jahafi", self.arabic_only.name), "cross_script")
		self.assertEqual(self.kind("khuwaiter", self.arabic_only.name), "cross_script")

	def test_slips_of_the_finger(self):
		for text in ("zuwaian khalfan", "zuwina khalfan", "zuwaina kalfan", "zuwainna khalfan"):
			self.assertIn(self.kind(text), ("fuzzy", "cross_script"), text)

	def test_compounds_of_abd_however_they_are_spaced(self):
		for text in ("abdul qudous", "abdulqudous", "عبد القدوس", "abdul qudous mandhari", "عبد القد"):
			self.assertIn(self.kind(text, self.compound.name), ("name", "prefix"), text)

	def test_what_is_marked(self):
		self.assertEqual(self.marked("zuw"), ["Zuw"])
		self.assertEqual(self.marked("zuwaina khalfan "), ["Zuwaina", "Khalfan"])
		self.assertEqual(self.marked("زوينة "), ["زوينة"])

	def test_a_firm_is_found_by_its_words(self):
		firm = factories.make_customer(
			customer_name=factories.unique("Qurayyat Fibreglass Trading"), identity_type="Business"
		)
		self.assertEqual(self.kind("fibreglass qurayyat", firm.name), "name")

	def test_exact_names_come_before_begun_ones_and_those_before_alike_ones(self):
		word = factories.unique("Quzmar").replace(" ", "") + "bd"
		alike, begun, exact = (
			factories.make_customer(customer_name=f"{name} Al Busaidi").name
			for name in (word[:-2] + word[-1] + word[-2], word + "iya", word)
		)
		found = [row["name"] for row in suggest_customers(word)]
		self.assertEqual(found[:2], [exact, begun])
		self.assertIn(alike, found)

	def test_recent_and_frequent_customers_break_ties(self):
		word = factories.unique("Tiebreak").replace(" ", "")
		first, second = (factories.make_customer(customer_name=f"{word} Salim").name for _time in range(2))
		frappe.db.set_value("Customer Search Key", {"customer": second}, "weight", 900)
		self.assertEqual([row["name"] for row in suggest_customers(word)], [second, first])
		frappe.db.set_value("Customer Search Key", {"customer": first}, "weight", 901)
		self.assertEqual([row["name"] for row in suggest_customers(word)], [first, second])


class TestNumbers(SearchCase):
	"""Phones, numbers, plates and papers."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.customer = factories.make_customer(
			email=f"{factories.unique('Zahra').replace(' ', '.')}@example.com",
			address={"address_line1": "Way 4512", "city": "Bukha"},
		)
		cls.phone = cls.customer.mobile_no

	def test_a_phone_in_any_format(self):
		local = self.phone[4:]
		texts = (self.phone, self.phone[1:], f"00{self.phone[1:]}", local, f"{local[:4]} {local[4:]}")
		texts += (local.translate(ARABIC_DIGITS), local[:7], f"({self.phone[:4]}) {local[:4]}-{local[4:]}")
		for text in texts:
			self.assertEqual(self.kind(text), "phone", text)

	def test_any_part_of_a_phone(self):
		local = self.phone[4:]
		for text in (local[1:], local[-4:], local[2:7], local[3:].translate(ARABIC_DIGITS)):
			reason = self.reason(text)
			self.assertEqual(reason["kind"], "phone", text)
			start, end = reason["spans"][0]
			self.assertEqual(
				reason["matched"][start:end], text.translate({0x660 + n: str(n) for n in range(10)})
			)

	def test_numbers_of_customer_and_account(self):
		account = divisions.open_account(self.customer.name, factories.make_company())
		number = self.customer.customer_number
		for text in (number, number.lower(), account.account_number):
			self.assertEqual(self.kind(text), "number", text)
		self.assertEqual(suggest_customers(number)[0]["name"], self.customer.name)

	def test_the_digits_of_a_customer_number_alone(self):
		digits = self.customer.customer_number.rpartition("-")[2]
		self.assertEqual(self.kind(digits), "number")
		self.assertEqual(self.kind(digits.lstrip("0").rjust(4, "0")), "number")

	def test_an_email_and_its_beginning(self):
		email = frappe.db.get_value("Customer", self.customer.name, "email_id")
		for text in (email, email.upper(), email[:10]):
			self.assertEqual(self.kind(text), "email", text)

	def test_an_identity_number_only_as_a_whole_and_by_those_who_may(self):
		number = str(30_000_000 + next(factories._counter))
		holder = factories.make_customer(national_id=number).name
		self.assertEqual(self.kind(number, holder), "identity")
		self.assertEqual(suggest_customers(number)[0]["name"], holder)
		self.assertIsNone(self.kind(number[:-1], holder))
		with self.set_user(factories.make_user("Workshop Technician")):
			self.assertIsNone(self.kind(number, holder))

	def test_a_plate_in_either_script_and_any_part(self):
		vehicle = make_vehicle(self.customer.name)
		digits, letters = vehicle.plate_number.split()
		for text in (
			f"{digits} {letters}",
			f"{letters}{digits}",
			f"{digits[1:]}{letters}",
			digits.translate(ARABIC_DIGITS),
		):
			self.assertEqual(self.kind(text), "plate", text)
		for text in (vehicle.vin, vehicle.vin[-6:]):
			self.assertEqual(self.kind(text), "vehicle", text)

	def test_an_imei(self):
		self.assertEqual(self.kind(make_device(self.customer.name).imei), "vehicle")

	def test_words_of_an_address(self):
		for text in ("bukha", "bukh"):
			self.assertEqual(self.kind(text), "address", text)

	def test_a_tag(self):
		tag = factories.unique("Fleetlike")
		add_tag(self.customer.name, tag)
		self.assertEqual(self.kind(tag), "tag")
		self.assertEqual(self.kind(tag[:6].lower()), "tag")


class TestPagesAndFilters(SearchCase):
	"""The page of results: filters are the conditions of segments."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.word = factories.unique("Pagebound").replace(" ", "")
		cls.company = factories.make_company()
		cls.names = [factories.make_customer(customer_name=f"{cls.word} Rashid").name for _time in range(3)]
		cls.customer = factories.make_customer(
			customer_name=f"{cls.word} Hilal", company=cls.company, identity_type="Business"
		)

	def test_pages_follow_each_other(self):
		first = search_customers(self.word, limit=3)
		rest = search_customers(self.word, start=3, limit=3)
		self.assertEqual((len(first.rows), first.has_more), (3, True))
		self.assertEqual((len(rest.rows), rest.has_more), (1, False))
		found = {row["name"] for row in first.rows + rest.rows}
		self.assertEqual(found, {*self.names, self.customer.name})

	def test_conditions_narrow(self):
		conditions = [{"fact": "identity_type", "operator": "is", "value": "Business"}]
		rows = search_customers(self.word, conditions).rows
		self.assertEqual([row["name"] for row in rows], [self.customer.name])
		rows = search_customers(self.word, company=self.company).rows
		self.assertEqual([row["name"] for row in rows], [self.customer.name])

	def test_conditions_alone(self):
		conditions = [{"fact": "division", "operator": "is", "value": self.company}]
		rows = search_customers("", conditions).rows
		self.assertEqual([(row["name"], row["reason"]) for row in rows], [(self.customer.name, None)])

	def test_nothing_asked_nobody_found(self):
		self.assertEqual(search_customers("").rows, [])
