"""Registering a customer: what is written, what is refused, and that a refusal changes nothing."""

import frappe
from frappe.tests.utils import FrappeTestCase, patch_hooks

from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.registration import register, registration_from
from workshop_crm.exceptions import (
	CustomerError,
	DivisionAccessError,
	DuplicateCustomerError,
	InvalidEmailError,
	InvalidIdentityError,
	InvalidPhoneError,
)
from workshop_crm.tests import factories

WRITTEN = (
	"Customer",
	"Contact",
	"Customer Division Account",
	"Customer Search Key",
	"Customer Identity",
	"Address",
)


def failing_listener(customer, registration):
	"""Stand for a capability that joins registration and breaks."""
	raise CustomerError("the listener broke")


def occupying_listener(customer, registration):
	"""Stand for a capability that writes something of its own."""
	customer.db_set("occupation", f"knows {registration.phone}")


class TestRegistration(FrappeTestCase):
	"""A complete registration leaves a customer that ERPNext and every division can work with."""

	def test_counter_registration_needs_name_phone_and_language_only(self):
		customer = register(factories.make_registration(customer_name="Badr Al Maskari", language="ar"))
		self.assertEqual(customer.customer_name, "Badr Al Maskari")
		self.assertRegex(customer.customer_number, r"^UCST-\d{6}$")
		self.assertEqual(customer.language, "ar")
		self.assertEqual((customer.given_name, customer.family_name), ("Badr", "Al Maskari"))
		self.assertEqual(customer.registration_source, "Walk-in")
		self.assertEqual(customer.customer_type, "Individual")

	def test_the_time_of_registration_is_not_taken_for_the_best_time_to_contact(self):
		customer = frappe.get_doc("Customer", factories.make_customer().name)
		self.assertEqual((customer.best_contact_from, customer.best_contact_to), (None, None))
		wished = factories.make_customer(best_contact_from="09:00", best_contact_to="12:30").name
		times = frappe.db.get_value("Customer", wished, ["best_contact_from", "best_contact_to"])
		self.assertEqual([str(time) for time in times], ["9:00:00", "12:30:00"])

	def test_numbers_follow_one_another(self):
		first, second = factories.make_customer(), factories.make_customer()
		difference = int(second.customer_number[5:]) - int(first.customer_number[5:])
		self.assertEqual(difference, 1)
		self.assertNotEqual(first.referral_code, second.referral_code)

	def test_a_limited_advisor_registers_in_his_division(self):
		company = factories.make_company()
		advisor = factories.make_user("Workshop Advisor", companies=(company,))
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(advisor)
		customer = register(factories.make_registration(company=company))
		accounts = frappe.get_all(
			"Customer Division Account", filters={"customer": customer.name}, pluck="company"
		)
		self.assertEqual(accounts, [company])

	def test_phones_are_kept_on_the_contact_in_e164(self):
		phone, whatsapp = factories.new_mobile(), factories.new_mobile()
		customer = factories.make_customer(
			phone=f"00{phone[1:]}", whatsapp=whatsapp, email="Badr@Example.com "
		)
		details = contact_details(customer.name)
		numbers = [(row.number, row.type, row.is_primary) for row in details["phones"]]
		self.assertEqual(numbers, [(phone, "Mobile", 1), (whatsapp, "WhatsApp", 0)])
		self.assertEqual([row.address for row in details["emails"]], ["badr@example.com"])
		self.assertEqual(frappe.db.get_value("Customer", customer.name, "mobile_no"), phone)

	def test_the_division_account_has_a_number_of_its_own(self):
		company = factories.make_company(number_prefix=f"T{next(factories._counter) % 100000}")
		prefix = frappe.db.get_value("Division Settings", company, "number_prefix")
		customer = factories.make_customer(company=company)
		account = frappe.get_doc("Customer Division Account", {"customer": customer.name})
		self.assertEqual((account.company, account.status), (company, "Active"))
		self.assertEqual(account.account_number, f"{prefix}-CUST-000001")

	def test_a_name_typed_in_arabic_serves_both_fields(self):
		customer = factories.make_customer(customer_name="محمد بن سالم الحارثي")
		self.assertEqual(customer.customer_name, "محمد بن سالم الحارثي")
		self.assertEqual(customer.customer_name_ar, "محمد بن سالم الحارثي")
		self.assertEqual(customer.given_name_ar, "محمد")

	def test_namesakes_are_told_apart_by_number(self):
		name = factories.unique("Said Al Habsi")
		first, second = (factories.make_customer(customer_name=name) for _time in range(2))
		self.assertEqual(first.name, name)
		self.assertEqual(second.name, f"{name} - {second.customer_number}")
		self.assertEqual(second.customer_name, name)

	def test_a_firm_is_a_company_for_erpnext(self):
		customer = factories.make_customer(
			customer_name=factories.unique("Al Noor Trading"), identity_type="NGO"
		)
		self.assertEqual((customer.customer_type, customer.identity_type), ("Company", "NGO"))

	def test_keys_are_written_once_and_complete(self):
		phone = factories.new_mobile()
		customer = factories.make_customer(
			customer_name="Mohammed Al Harthy", phone=phone, email="moh@example.com"
		)
		rows = frappe.get_all(
			"Customer Search Key", filters={"customer": customer.name}, fields=["kind", "search_key"]
		)
		keys = {(row.kind, row.search_key) for row in rows}
		self.assertEqual(len(rows), len(keys))
		expected = {("phone", phone[1:]), ("phone_part", phone[-4:]), ("email", "moh@example.com")}
		expected |= {("customer_number", customer.customer_number), ("name_key", "MHMD HRT")}
		self.assertEqual(expected - keys, set())

	def test_listeners_join_the_transaction(self):
		with patch_hooks({"customer_registered": [f"{__name__}.occupying_listener"]}):
			customer = factories.make_customer()
		self.assertEqual(
			frappe.db.get_value("Customer", customer.name, "occupation"), f"knows {customer.mobile_no}"
		)

	def test_preferred_channels_keep_their_order(self):
		customer = factories.make_customer(preferred_channels=["WhatsApp", "Email"])
		self.assertEqual([row.channel for row in customer.preferred_channels], ["WhatsApp", "Email"])

	def test_an_address_becomes_the_primary_one(self):
		address = {"address_line1": "Way 2345, House 12", "city": "Seeb"}
		customer = factories.make_customer(address=address)
		saved = frappe.get_doc("Address", customer.customer_primary_address)
		self.assertEqual(
			(saved.city, saved.country, saved.links[0].link_name), ("Seeb", "Oman", customer.name)
		)

	def test_a_city_alone_is_an_address(self):
		customer = factories.make_customer(address={"city": "Nizwa"})
		line, city = frappe.db.get_value(
			"Address", customer.customer_primary_address, ["address_line1", "city"]
		)
		self.assertEqual((line, city), ("Nizwa", "Nizwa"))


class TestRefusedRegistration(FrappeTestCase):
	"""Each refusal names its reason and leaves no row behind."""

	def refuse(self, error, pattern, **values):
		"""Register with `values`, expect `error` whose text matches `pattern`, and prove that no row was added."""
		before = factories.row_counts(*WRITTEN)
		with self.assertRaisesRegex(error, pattern):
			factories.make_customer(**values)
		self.assertEqual(factories.row_counts(*WRITTEN), before)

	def test_malformed_phone(self):
		self.refuse(InvalidPhoneError, "not a valid phone number", phone="12")

	def test_landline_as_first_phone_of_a_person(self):
		self.refuse(InvalidPhoneError, "not a mobile number", phone="24123456")

	def test_address_without_a_city(self):
		self.refuse(frappe.MandatoryError, "City", address={"address_line1": "Way 1"})

	def test_malformed_email(self):
		self.refuse(InvalidEmailError, "not a valid e-mail address", email="badr@")

	def test_malformed_identity_numbers(self):
		self.refuse(InvalidIdentityError, "National ID", national_id="12AB")
		self.refuse(InvalidIdentityError, "Passport", passport="!")
		self.refuse(InvalidIdentityError, "Commercial Registration", commercial_registration="1")

	def test_missing_name_phone_language(self):
		self.refuse(frappe.MandatoryError, "Name", customer_name=" ")
		self.refuse(frappe.MandatoryError, "Phone", phone="")
		self.refuse(frappe.MandatoryError, "Language", language="")

	def test_unknown_source(self):
		self.refuse(frappe.ValidationError, "not a source", source="Pigeon")

	def test_unknown_field(self):
		with self.assertRaisesRegex(frappe.ValidationError, "shoe_size"):
			registration_from({"shoe_size": 43})

	def test_same_phone_in_another_format(self):
		holder = factories.make_customer()
		phone = holder.mobile_no
		self.refuse(DuplicateCustomerError, holder.customer_number, phone=f"00968 {phone[4:8]} {phone[8:]}")

	def test_same_email_in_other_case(self):
		email = f"{factories.unique('mail').replace(' ', '')}@example.com"
		factories.make_customer(email=email)
		self.refuse(DuplicateCustomerError, "same e-mail", email=email.upper())

	def test_same_identity_number_even_when_the_phone_is_shared(self):
		number = str(10_000_000 + next(factories._counter))
		factories.make_customer(national_id=number)
		self.refuse(
			DuplicateCustomerError, "same identity number", national_id=f" {number} ", shared_phone=True
		)

	def test_demanded_by_the_division(self):
		company = factories.make_company(demand_email=1)
		self.refuse(frappe.MandatoryError, "E-mail", company=company)
		self.assertTrue(factories.make_customer(company=company, source="Import").name)

	def test_listener_that_fails_undoes_everything(self):
		path = f"{__name__}.failing_listener"
		with patch_hooks({"customer_registered": [path]}):
			self.refuse(CustomerError, "the listener broke", company=factories.make_company())

	def test_unknown_referral_code(self):
		self.refuse(frappe.ValidationError, "referral code", referral_code="NOSUCHCODE")

	def test_user_without_the_right(self):
		with self.set_user(factories.make_user("Workshop Technician")):
			with self.assertRaises(frappe.PermissionError):
				register(factories.make_registration())

	def test_user_of_another_division(self):
		mine, other = factories.make_company(), factories.make_company()
		with self.set_user(factories.make_user("Workshop Advisor", companies=(mine,))):
			with self.assertRaises(DivisionAccessError):
				register(factories.make_registration(company=other))


class TestSharedNumbers(FrappeTestCase):
	"""A family may share a phone when staff say so, and the answer is remembered."""

	def test_shared_phone_is_accepted_and_remembered(self):
		father = factories.make_customer()
		son = factories.make_customer(phone=father.mobile_no, shared_phone=True)
		answer = frappe.get_doc("Customer Duplicate Answer", {"customer": son.name})
		self.assertEqual((answer.other_customer, answer.answer), (father.name, "Shared Number"))
		self.assertEqual(answer.shared_value, father.mobile_no)
		for customer in (father, son):
			contact = frappe.get_doc(
				"Contact", frappe.db.get_value("Customer", customer.name, "customer_primary_contact")
			)
			contact.designation = "Family"
			contact.save()

	def test_a_third_person_is_asked_again(self):
		father = factories.make_customer()
		factories.make_customer(phone=father.mobile_no, shared_phone=True)
		with self.assertRaises(DuplicateCustomerError):
			factories.make_customer(phone=father.mobile_no)

	def test_sharing_with_named_customers_only(self):
		father = factories.make_customer()
		son = factories.make_customer(phone=father.mobile_no, shared_with=[father.name])
		with self.assertRaises(DuplicateCustomerError) as refusal:
			factories.make_customer(phone=father.mobile_no, shared_with=[father.name])
		self.assertEqual([row["customer"] for row in refusal.exception.candidates], [son.name])

	def test_a_contact_taking_over_a_phone_is_refused(self):
		holder, other = factories.make_customer(), factories.make_customer()
		contact = frappe.get_doc(
			"Contact", frappe.db.get_value("Customer", other.name, "customer_primary_contact")
		)
		contact.append("phone_nos", {"phone": holder.mobile_no})
		with self.assertRaises(DuplicateCustomerError):
			contact.save()
		self.assertEqual(frappe.db.count("Contact Phone", {"parent": contact.name}), 1)
