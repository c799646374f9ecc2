"""Names of documents: series, controllers, formats, hashes, and what no name may be."""

import frappe
from frappe.model.naming import append_number_if_name_exists, getseries, make_autoname

from workshop_crm.tests.contract.papers import PAPER, PaperTestCase


def series_now(prefix: str) -> int | None:
	"""The counter of a prefix as stored."""
	rows = frappe.qb.from_("Series").select("current").where(frappe.qb.DocType("Series").name == prefix).run()
	return rows[0][0] if rows else None


class TestNames(PaperTestCase):
	def test_a_series_counts(self):
		first, second = self.stored().name, self.stored().name
		self.assertEqual(int(second[4:]), int(first[4:]) + 1)
		self.assertRegex(first, r"^PAP-\d{4}$")

	def test_the_counter_rolls_back_with_the_transaction(self):
		self.stored()
		before = series_now("PAP-")
		frappe.db.savepoint("naming")
		self.stored()
		frappe.db.rollback(save_point="naming")
		self.assertEqual(series_now("PAP-"), before)

	def test_deleting_the_last_steps_the_counter_back(self):
		first = self.stored()
		before = series_now("PAP-")
		self.stored().delete()
		self.assertEqual(series_now("PAP-"), before)
		self.assertTrue(frappe.db.exists(PAPER, first.name))

	def test_a_refused_document_takes_no_number(self):
		self.stored()
		before = series_now("PAP-")
		frappe.db.savepoint("refused")
		with self.assertRaises(frappe.MandatoryError):
			self.stored(subject="")
		frappe.db.rollback(save_point="refused")
		self.assertEqual(series_now("PAP-"), before)

	def test_getseries_pads(self):
		self.assertEqual([getseries("CONTRACT-A-", 6) for _ in range(2)], ["000001", "000002"])

	def test_a_key_with_a_year(self):
		year = frappe.utils.nowdate()[:4]
		self.assertEqual(make_autoname("CONTRACT-B-.YYYY.-.###"), f"CONTRACT-B-{year}-001")

	def test_a_hash_has_ten_characters(self):
		self.assertRegex(make_autoname("hash"), r"^[0-9a-z]{10}$")

	def test_a_name_given_is_kept(self):
		self.assertEqual(self.paper().insert(set_name="Given 1").name, "Given 1")

	def test_a_name_is_taken_whatever_its_case(self):
		self.paper().insert(set_name="Given 2")
		self.assertRaises(frappe.DuplicateEntryError, self.paper().insert, set_name="given 2")

	def test_no_angle_brackets(self):
		self.assertRaises(frappe.NameError, self.paper().insert, set_name="<b>")

	def test_the_name_of_its_doctype_is_refused(self):
		self.assertRaises(frappe.NameError, self.paper().insert, set_name=PAPER)

	def test_numbering_a_taken_name(self):
		self.paper().insert(set_name="Given 3")
		self.assertEqual(append_number_if_name_exists(PAPER, "Given 3"), "Given 3-1")
		self.assertEqual(append_number_if_name_exists(PAPER, "Given 4"), "Given 4")

	def test_a_field_as_name_follows_the_name(self):
		territory = frappe.get_doc(
			{
				"doctype": "Territory",
				"territory_name": " Contract Hill ",
				"parent_territory": "All Territories",
			}
		)
		self.assertEqual(territory.insert().name, "Contract Hill")

	def test_a_second_customer_of_a_name_is_numbered(self):
		values = {"doctype": "Customer", "customer_name": "Contract Twin", "customer_type": "Individual"}
		values |= {"customer_group": "Individual", "territory": "Rest Of The World"}
		names = []
		for _ in range(3):
			doc = frappe.get_doc(values.copy())
			doc.flags.ignore_mandatory = True
			names.append(doc.insert().name)
		self.assertEqual(names, ["Contract Twin", "Contract Twin - 1", "Contract Twin - 2"])

	def test_renaming_moves_links_and_rows(self):
		paper = self.paper(rows=[{"label": "a"}]).insert(set_name="Given 5")
		answer = self.stored(answers="Given 5")
		frappe.rename_doc(PAPER, "Given 5", "Given 6", force=True)
		self.assertFalse(frappe.db.exists(PAPER, "Given 5"))
		self.assertEqual(frappe.db.get_value(PAPER, answer.name, "answers"), "Given 6")
		self.assertEqual(frappe.db.get_value("Contract Paper Row", paper.rows[0].name, "parent"), "Given 6")
