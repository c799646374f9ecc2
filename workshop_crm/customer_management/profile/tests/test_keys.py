"""The keys follow the data, in the same transaction."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.external_ids import upsert_customer
from workshop_crm.customer_management.profile.keys import KEY_VERSION, keys_for, rewrite_keys
from workshop_crm.tests import factories


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
		self.assertIn(("name_token", "talal"), keys)
		self.assertNotIn(("name_token", "rashid"), keys)

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

	def test_an_address_gives_its_words_until_it_is_gone(self):
		customer = factories.make_customer(address={"address_line1": "Way 4512", "city": "Seeb"})
		address = frappe.get_doc("Address", customer.customer_primary_address)
		self.assertIn(("address", "seeb"), self.stored(customer.name))
		address.city = "Nizwa"
		address.save()
		self.assertIn(("address", "nizwa"), self.stored(customer.name))
		self.assertNotIn(("address", "seeb"), self.stored(customer.name))
		frappe.db.set_value("Customer", customer.name, "customer_primary_address", None)
		address.delete()
		self.assertEqual({kind for kind, _key in self.stored(customer.name)} & {"address"}, set())

	def test_a_new_word_enters_the_vocabulary_once(self):
		word = factories.unique("Word").replace(" ", "").lower()
		for _time in range(2):
			factories.make_customer(customer_name=f"Salim {word}")
		self.assertEqual(frappe.db.count("Customer Name Word", {"word": word}), 1)
		self.assertGreater(frappe.db.count("Customer Name Word Key", {"parent": word}), 2)

	def test_a_customer_of_ten_names_has_bounded_keys(self):
		customer = factories.make_customer(customer_name=factories.unique("Salim " * 20))
		self.assertLess(len(self.stored(customer.name)), 40)
