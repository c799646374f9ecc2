"""Identity numbers: encrypted, masked, unique, erasable, and not to be probed."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import identity
from workshop_crm.exceptions import DuplicateCustomerError, InvalidIdentityError
from workshop_crm.tests import factories


def new_number() -> str:
	"""Return a national ID that no other call gets."""
	return str(30_000_000 + next(factories._counter))


class TestIdentity(FrappeTestCase):
	"""Storing, showing, finding and erasing an identity number."""

	def test_the_number_is_stored_encrypted_and_shown_masked(self):
		number = new_number()
		customer = factories.make_customer(national_id=number)
		row = frappe.db.get_value("Customer Identity", {"customer": customer.name}, "*", as_dict=True)
		self.assertNotIn(number, [str(value) for value in row.values()])
		self.assertEqual(row.national_id_masked, "•" * (len(number) - 3) + number[-3:])
		self.assertEqual(identity.masked_identity(customer.name), {"national_id": row.national_id_masked})
		doc = frappe.get_doc("Customer Identity", row.name)
		self.assertEqual(doc.get_password("national_id"), number)

	def test_the_exact_number_finds_the_customer_in_any_digits(self):
		number = new_number()
		customer = factories.make_customer(national_id=number)
		arabic = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
		self.assertEqual(identity.find_by_identity("national_id", f" {arabic} "), customer.name)
		self.assertIsNone(identity.find_by_identity("national_id", number[:-1]))
		self.assertIsNone(identity.find_by_identity("passport", number))

	def test_saving_again_keeps_what_was_not_touched(self):
		number = new_number()
		customer = factories.make_customer(national_id=number)
		identity.store_identity(customer.name, passport="AB12345")
		self.assertEqual(identity.find_by_identity("national_id", number), customer.name)
		self.assertEqual(identity.masked_identity(customer.name)["passport"], "••••345")

	def test_an_emptied_number_is_erased(self):
		number = new_number()
		customer = factories.make_customer(national_id=number)
		identity.store_identity(customer.name, national_id="")
		doc = frappe.get_doc("Customer Identity", {"customer": customer.name})
		self.assertIsNone(doc.get_password("national_id", raise_exception=False))
		self.assertFalse(doc.national_id_hash or doc.national_id_masked)
		self.assertIsNone(identity.find_by_identity("national_id", number))

	def test_a_taken_number_is_refused(self):
		number = new_number()
		factories.make_customer(national_id=number)
		other = factories.make_customer()
		with self.assertRaisesRegex(DuplicateCustomerError, "National ID"):
			identity.store_identity(other.name, national_id=number)
		self.assertFalse(frappe.db.exists("Customer Identity", {"customer": other.name}))

	def test_a_malformed_number_is_refused(self):
		customer = factories.make_customer()
		for kind, wrong in (("national_id", "12-34"), ("passport", "A"), ("commercial_registration", "؟؟؟؟")):
			with self.assertRaises(InvalidIdentityError, msg=kind):
				identity.store_identity(customer.name, **{kind: wrong})
		self.assertFalse(frappe.db.exists("Customer Identity", {"customer": customer.name}))

	def test_hashes_differ_between_kinds(self):
		self.assertNotEqual(
			identity.identity_hmac("national_id", "12345"), identity.identity_hmac("passport", "12345")
		)

	def test_short_numbers_show_nothing(self):
		self.assertEqual((identity.mask("12345"), identity.mask("12345678")), ("•••••", "•••••678"))
