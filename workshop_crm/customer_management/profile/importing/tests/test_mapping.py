import unittest

from workshop_crm.customer_management.profile.importing.mapping import (
	ImportOptions,
	check_mapping,
	guess_targets,
	note_in,
	to_registration,
)
from workshop_crm.exceptions import CustomerError, ImportFileError

OPTIONS = ImportOptions(company="Any Division")


class TestGuessing(unittest.TestCase):
	def test_english_headers(self):
		header = ["Customer Name", "MOBILE_NO", "E-mail", "Date of Birth", "Shoe Size"]
		self.assertEqual(guess_targets(header), ["customer_name", "phone", "email", "date_of_birth", ""])

	def test_arabic_headers_in_any_spelling(self):
		header = ["الاسم", "رقم الهاتف", "البريد الإلكتروني", "الجنس", "المقاس"]
		self.assertEqual(guess_targets(header), ["customer_name_ar", "phone", "email", "gender", ""])

	def test_a_field_is_guessed_once(self):
		self.assertEqual(guess_targets(["Phone", "Mobile"]), ["phone", ""])


class TestCheckingTheMapping(unittest.TestCase):
	def test_name_and_phone_are_demanded(self):
		for targets, missing in ((["customer_name", "email"], "phone"), (["phone", "email"], "name")):
			with self.subTest(missing=missing), self.assertRaises(ImportFileError) as refusal:
				check_mapping(targets)
			self.assertIn(missing, str(refusal.exception))

	def test_unknown_and_repeated_fields_are_refused(self):
		for targets in (["customer_name", "phone", "disabled"], ["customer_name", "phone", "phone"]):
			with self.subTest(targets=targets), self.assertRaises(ImportFileError):
				check_mapping(targets)

	def test_an_arabic_name_suffices(self):
		check_mapping(["customer_name_ar", "", "phone"])


class TestUnderstandingValues(unittest.TestCase):
	def registration(self, options=OPTIONS, **values):
		return to_registration(list(values), list(values.values()), options)

	def test_the_same_meaning_in_both_languages(self):
		english = self.registration(
			language="Arabic", gender="F", identity_type="company", shared_phone="Yes"
		)
		arabic = self.registration(
			language="العربية", gender="أنثى", identity_type="شركة", shared_phone="نعم"
		)
		self.assertEqual(english, arabic)
		self.assertEqual(
			(arabic.language, arabic.gender, arabic.identity_type, arabic.shared_phone),
			("ar", "Female", "Business", True),
		)

	def test_dates_are_read_day_first_in_western_and_arabic_digits(self):
		for text in ("05/03/1990", "5-3-1990", "1990-03-05", "٠٥/٠٣/١٩٩٠"):
			with self.subTest(text=text):
				self.assertEqual(self.registration(date_of_birth=text).date_of_birth, "1990-03-05")

	def test_lists_are_cut_at_either_comma(self):
		found = self.registration(preferred_channels="WhatsApp، رسالة", more_phones="91234567; 92345678")
		self.assertEqual(found.preferred_channels, ["WhatsApp", "SMS"])
		self.assertEqual(found.more_phones, ["91234567", "92345678"])

	def test_address_columns_make_one_address(self):
		found = self.registration(address_line1="Way 1", city="Sohar")
		self.assertEqual(found.address, {"address_line1": "Way 1", "city": "Sohar"})

	def test_what_the_line_leaves_open_comes_from_the_options(self):
		options = ImportOptions(company="Any Division", default_language="en", families_share_numbers=True)
		found = self.registration(options, customer_name="Salim", shared_phone="")
		self.assertEqual((found.company, found.source), ("Any Division", "Import"))
		self.assertEqual((found.language, found.shared_phone), ("en", True))

	def test_values_not_understood_are_refused(self):
		for field, value in (
			("language", "Klingon"),
			("gender", "?"),
			("identity_type", "dog"),
			("preferred_channels", "pigeon"),
			("shared_phone", "perhaps"),
			("date_of_birth", "31/02/1990"),
		):
			with self.subTest(field=field), self.assertRaises(CustomerError) as refusal:
				self.registration(**{field: value})
			self.assertIn(value, str(refusal.exception))

	def test_the_note_is_kept_apart(self):
		self.assertEqual(note_in(["phone", "notes"], ["91", "Calls late"]), "Calls late")
		self.assertEqual(note_in(["phone"], ["91"]), "")
