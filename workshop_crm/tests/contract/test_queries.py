"""Filters, empty values, text comparison, grouping, the query builder: the same rows on both hosts."""

import frappe
from frappe.query_builder.functions import Coalesce, Count, Max, Sum

from workshop_crm.tests.contract.papers import PAPER, ROW, PaperTestCase


class QueryTestCase(PaperTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.names = {}
		for subject, values in {
			"Müller": {
				"pieces": 3,
				"amount": 1.5,
				"state": "Closed",
				"due": "2026-01-10",
				"seen_at": "2026-01-10 12:00:00",
			},
			"muller ": {
				"pieces": 1,
				"amount": 2.25,
				"due": "2026-02-10",
				"rows": [{"label": "oil", "pieces": 2}],
			},
			"محمد": {
				"pieces": 2,
				"remark": "أحمد",
				"rows": [{"label": "Oil", "pieces": 5}, {"label": "tyre"}],
			},
			"Ahmed": {"remark": "50% off_"},
		}.items():
			cls.names[subject] = (
				frappe.get_doc({"doctype": PAPER, "subject": subject, **values}).insert().name
			)
		cls.own = {"name": ["in", list(cls.names.values())]}
		# Rows written past the document keep NULL where a document writes '' or 0.
		frappe.db.set_value(PAPER, cls.names["Ahmed"], "state", None, update_modified=False)

	def found(self, filters=None, **kwargs) -> set[str]:
		names = frappe.get_all(PAPER, filters=filters, pluck="name", **kwargs)
		return {subject for subject, name in self.names.items() if name in names}


class TestFilters(QueryTestCase):
	def test_equal_and_not_equal(self):
		self.assertEqual(self.found({"state": "Closed"}), {"Müller"})
		self.assertEqual(self.found({"state": ["!=", "Closed"]}), {"muller ", "محمد", "Ahmed"})

	def test_nothing_is_empty_text(self):
		self.assertEqual(self.found({"state": ""}), {"Ahmed"})
		self.assertEqual(self.found({"state": ["is", "not set"]}), {"Ahmed"})
		self.assertEqual(self.found({"state": ["is", "set"]}), {"Müller", "muller ", "محمد"})
		self.assertEqual(self.found({"state": ["not in", ["Closed"]]}), {"muller ", "محمد", "Ahmed"})

	def test_db_methods_compare_plainly(self):
		self.assertEqual(frappe.db.count(PAPER, {"state": ["!=", "Closed"]}), 2)
		self.assertEqual(frappe.db.count(PAPER, {"state": None}), 1)

	def test_lists_of_three_and_four(self):
		self.assertEqual(self.found([["pieces", ">", 1]]), {"Müller", "محمد"})
		self.assertEqual(self.found([[PAPER, "pieces", "<=", 1]]), {"muller ", "Ahmed"})

	def test_a_column_of_the_rows(self):
		self.assertEqual(self.found([[ROW, "label", "=", "tyre"]]), {"محمد"})

	def test_in_and_between(self):
		self.assertEqual(self.found({"pieces": ["in", [1, 2]]}), {"muller ", "محمد"})
		self.assertEqual(self.found({"due": ["between", ["2026-01-01", "2026-01-31"]]}), {"Müller"})
		self.assertEqual(self.found({"seen_at": ["between", ["2026-01-10", "2026-01-10"]]}), {"Müller"})

	def test_like_with_escaped_signs(self):
		self.assertEqual(self.found({"subject": ["like", "mül%"]}), {"Müller", "muller "})
		paper = frappe.qb.DocType(PAPER)
		for pattern, hits in (("50\\% off\\_", 1), ("5\\% off%", 0), ("5_% off_", 1)):
			self.assertEqual(
				len(frappe.qb.from_(paper).select(paper.name).where(paper.remark.like(pattern)).run()), hits
			)
		self.assertEqual(
			self.found({"remark": ["like", "50\\% off\\_"]}), set(), "get_all takes the backslash for itself"
		)
		self.assertEqual(self.found({"remark": ["not like", "50%"]}), {"Müller", "muller ", "محمد"})

	def test_one_of_several(self):
		self.assertEqual(
			self.found({"pieces": [">", 0]}, or_filters={"state": "Closed", "pieces": 2}), {"Müller", "محمد"}
		)

	def test_a_tree(self):
		filters = {"name": ["descendants of", "All Territories"]}
		found = frappe.get_all("Territory", filters=filters, pluck="name")
		self.assertIn("Rest Of The World", found)
		self.assertNotIn("All Territories", found)

	def test_an_unknown_operator_is_refused(self):
		self.assertRaises(frappe.ValidationError, self.found, [["pieces", "is about", 1]])


class TestText(QueryTestCase):
	def test_case_accents_and_trailing_blanks_are_not_seen(self):
		self.assertEqual(self.found({"subject": "MULLER"}), {"Müller", "muller "})

	def test_arabic_vowel_marks_are_not_seen_but_hamza_is(self):
		self.assertEqual(self.found({"subject": "مُحَمَّد"}), {"محمد"})
		self.assertEqual(self.found({"remark": "احمد"}), set())

	def test_the_query_builder_compares_alike(self):
		paper = frappe.qb.DocType(PAPER)
		rows = frappe.qb.from_(paper).select(paper.name).where(paper.subject == "MÜLLER").run(pluck=True)
		self.assertEqual(len(rows), 2)
		prefix = frappe.qb.from_(paper).select(paper.name).where(paper.subject.like("MUL%")).run(pluck=True)
		self.assertEqual(set(prefix), set(rows))

	def test_grouping_joins_what_is_equal(self):
		rows = frappe.get_all(
			PAPER, fields=["count(name) as n"], filters=self.own, group_by="subject", order_by="n desc"
		)
		self.assertEqual([row.n for row in rows], [2, 1, 1])


class TestShapes(QueryTestCase):
	def test_functions_with_an_alias(self):
		row = frappe.get_all(
			PAPER, fields=["sum(pieces) as pieces", "max(due) as due", "count(name) as n"], filters=self.own
		)[0]
		self.assertEqual((row.pieces, str(row.due), row.n), (6, "2026-02-10", 4))

	def test_fields_of_rows_and_links(self):
		rows = frappe.get_all(
			PAPER, fields=["subject", "rows.pieces as row_pieces"], filters={"name": self.names["محمد"]}
		)
		self.assertEqual({row.row_pieces for row in rows}, {5, 0})

	def test_order_limit_and_lists(self):
		rows = frappe.get_all(
			PAPER, fields=["pieces"], filters=self.own, order_by="pieces desc", limit=2, as_list=True
		)
		self.assertEqual([row[0] for row in rows], [3, 2])

	def test_get_value_in_its_forms(self):
		name = self.names["Müller"]
		self.assertEqual(frappe.db.get_value(PAPER, name, "pieces"), 3)
		self.assertEqual(frappe.db.get_value(PAPER, name, ["pieces", "state"]), (3, "Closed"))
		self.assertEqual(frappe.db.get_value(PAPER, name, ["pieces"], as_dict=True), {"pieces": 3})
		self.assertIsNone(frappe.db.get_value(PAPER, {"subject": "Nobody"}, "pieces"))
		self.assertEqual(frappe.db.exists(PAPER, {"subject": "ahmed"}), self.names["Ahmed"])

	def test_a_list_is_as_long_as_the_table_unless_limited(self):
		for number in range(20):
			self.stored(subject=f"Many {number}")
		many = {"subject": ["like", "Many%"]}
		self.assertEqual(len(frappe.get_list(PAPER, many)), 20)
		self.assertEqual(len(frappe.get_list(PAPER, many, limit_page_length=8)), 8)
		self.assertEqual(len(frappe.get_all(PAPER, many, start=15, page_length=10)), 5)

	def test_sub_selects_are_refused(self):
		# Frappe 15.72 lets sleep() pass as a field, 15.105 refuses it.
		for field in ("(select 1) as x", "coalesce(subject, '') as x"):
			self.assertRaises(frappe.DataError, frappe.get_list, PAPER, fields=[field])

	def test_bulk_insert_and_update(self):
		fields = ["name", "subject", "pieces", "creation", "modified"]
		stamp = frappe.utils.now()
		frappe.db.bulk_insert(PAPER, fields, [(f"Bulk {n}", "Bulk", n, stamp, stamp) for n in range(3)])
		self.assertEqual(frappe.db.count(PAPER, {"subject": "Bulk"}), 3)
		frappe.db.set_value(PAPER, {"subject": "Bulk"}, "pieces", 9)
		self.assertEqual(set(frappe.get_all(PAPER, {"subject": "Bulk"}, pluck="pieces")), {9})
		frappe.db.delete(PAPER, {"subject": "Bulk"})
		self.assertEqual(frappe.db.count(PAPER, {"subject": "Bulk"}), 0)


class TestBuilder(QueryTestCase):
	def test_join_group_and_aggregate(self):
		paper, row = frappe.qb.DocType(PAPER), frappe.qb.DocType(ROW)
		query = (
			frappe.qb.from_(paper)
			.join(row)
			.on(row.parent == paper.name)
			.select(paper.subject, Count(row.name).as_("rows"), Sum(row.pieces).as_("pieces"))
			.groupby(paper.name)
			.orderby(Sum(row.pieces), order=frappe.qb.desc)
		)
		rows = [(one.subject.strip(), one.rows, one.pieces) for one in query.run(as_dict=True)]
		self.assertEqual(rows, [("محمد", 2, 5), ("muller", 1, 2)])

	def test_coalesce_and_dates_keep_their_types(self):
		from datetime import datetime

		paper = frappe.qb.DocType(PAPER)
		query = frappe.qb.from_(paper).select(Coalesce(Max(paper.seen_at), "")).where(paper.state == "Closed")
		self.assertEqual(str(query.run()[0][0])[:19], "2026-01-10 12:00:00")
		latest = frappe.qb.from_(paper).select(Max(paper.seen_at)).run()[0][0]
		self.assertEqual(latest, datetime(2026, 1, 10, 12))

	def test_update_and_delete(self):
		paper = frappe.qb.DocType(PAPER)
		name = self.stored(subject="Builder").name
		frappe.qb.update(paper).set(paper.pieces, paper.pieces + 4).where(paper.name == name).run()
		self.assertEqual(frappe.db.get_value(PAPER, name, "pieces"), 4)
		frappe.qb.from_(paper).delete().where(paper.name == name).run()
		self.assertFalse(frappe.db.exists(PAPER, name))

	def test_quotes_stay_text(self):
		text = 'O\'Brien \\ "x" %s'
		name = self.stored(subject="Quotes", remark=text).name
		paper = frappe.qb.DocType(PAPER)
		self.assertEqual(
			frappe.qb.from_(paper).select(paper.name).where(paper.remark == text).run(pluck=True), [name]
		)
		self.assertEqual(frappe.get_all(PAPER, {"remark": text}, pluck="name"), [name])


class TestTruncate(PaperTestCase):
	"""In a class of its own, as truncating commits."""

	def test_truncating_leaves_no_row(self):
		self.stored(subject="One of the rows")
		frappe.db.truncate(PAPER)
		self.assertEqual(frappe.db.count(PAPER), 0)
