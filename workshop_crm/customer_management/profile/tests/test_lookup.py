"""Finding a customer while typing: phone in any format, numbers, names in either script."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import divisions
from workshop_crm.customer_management.profile.external_ids import upsert_customer
from workshop_crm.customer_management.profile.keys import KEY_VERSION, keys_for, rewrite_keys
from workshop_crm.customer_management.profile.lookup import lookup_customers
from workshop_crm.tests import factories


class TestLookup(FrappeTestCase):
	"""One customer, typed in many ways."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.family = factories.unique("Dhakwan")
		cls.customer = factories.make_customer(
			customer_name=f"Zuwaina {cls.family}",
			customer_name_ar="زوينة الذكوانية",
			email="zuwaina@example.com",
		)

	def reason(self, text: str) -> str | None:
		"""Return why `text` finds the customer, or None."""
		rows = {row["name"]: row["reason"] for row in lookup_customers(text)}
		return rows.get(self.customer.name)

	def test_phone_in_any_format(self):
		phone = self.customer.mobile_no
		local = phone[4:]
		arabic = local.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
		for text in (
			phone,
			phone[1:],
			f"00{phone[1:]}",
			local,
			f"{local[:4]} {local[4:]}",
			arabic,
			local[:7],
		):
			self.assertEqual(self.reason(text), "phone", text)

	def test_numbers(self):
		account = divisions.open_account(self.customer.name, factories.make_company())
		self.assertEqual(self.reason(self.customer.customer_number.lower()), "number")
		self.assertEqual(self.reason(account.account_number), "number")

	def test_names(self):
		self.assertEqual(self.reason(f"zuwaina {self.family.lower()[:9]}"), "name")
		self.assertEqual(self.reason("زوينة الذكوان"), "name")
		self.assertEqual(self.reason("zuwaina@ex"), "name")

	def test_nothing_and_nonsense_find_nothing(self):
		for text in ("", " ", "z", "12", "%%%", "___", "\\", "'; drop", "🚗🚗", "\u200f\u202e"):
			self.assertEqual(lookup_customers(text), [], repr(text[:20]))

	def test_ten_thousand_letters_get_an_answer(self):
		self.assertIsInstance(lookup_customers("x" * 10_000), list)
		self.assertIsNone(self.reason("ب" * 10_000))

	def test_wildcards_are_letters(self):
		self.assertIsNone(self.reason(f"%{self.family}"))


class TestKeys(FrappeTestCase):
	"""The keys follow the data, in the same transaction."""

	def stored(self, customer: str) -> set:
		"""Return the stored (kind, key) pairs."""
		rows = frappe.get_all(
			"Customer Search Key",
			filters={"customer": customer},
			fields=["kind", "search_key", "key_version"],
		)
		self.assertEqual({row.key_version for row in rows}, {KEY_VERSION})
		return {(row.kind, row.search_key) for row in rows}

	def test_a_changed_name_changes_the_keys(self):
		customer = factories.make_customer(customer_name="Rashid Al Jabri")
		customer.reload()
		customer.customer_name = "Talal Al Wahaibi"
		customer.save()
		keys = self.stored(customer.name)
		self.assertIn(("name", "talal al wahaibi"), keys)
		self.assertNotIn(("name", "rashid al jabri"), keys)

	def test_a_removed_phone_loses_its_key(self):
		old, new = factories.new_mobile(), factories.new_mobile()
		customer = factories.make_customer(phone=old, more_phones=[new])
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		contact.phone_nos = [row for row in contact.phone_nos if row.phone == old]
		contact.save()
		keys = self.stored(customer.name)
		self.assertIn(("phone", old[1:]), keys)
		self.assertNotIn(("phone", new[1:]), keys)

	def test_rewriting_unchanged_keys_touches_no_row(self):
		customer = factories.make_customer()
		before = frappe.get_all("Customer Search Key", filters={"customer": customer.name}, pluck="name")
		rewrite_keys(customer.name)
		after = frappe.get_all("Customer Search Key", filters={"customer": customer.name}, pluck="name")
		self.assertEqual(sorted(before), sorted(after))

	def test_renaming_takes_the_keys_along(self):
		customer = factories.make_customer()
		new_name = factories.unique("Renamed")
		frappe.rename_doc("Customer", customer.name, new_name, force=True)
		self.assertEqual(self.stored(new_name), keys_for(new_name))

	def test_deleting_the_customer_deletes_all_that_was_his(self):
		number = str(41_000_000 + next(factories._counter))
		customer = factories.make_customer(company=factories.make_company(), national_id=number)
		other = factories.make_customer()
		pair = {"customer": other.name, "other_customer": customer.name}
		frappe.get_doc({"doctype": "Customer Duplicate Pair", **pair, "score": 1}).insert()
		upsert_customer("pos", customer.customer_number, {}, link_to=customer.name)
		frappe.delete_doc("Customer", customer.name)
		self.assertFalse(frappe.db.exists("Customer Duplicate Pair", pair))
		owned = (
			"Customer Search Key",
			"Customer Division Account",
			"Customer Identity",
			"Customer External ID",
		)
		for doctype in owned:
			self.assertEqual(frappe.db.count(doctype, {"customer": customer.name}), 0, doctype)
