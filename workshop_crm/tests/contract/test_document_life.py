"""Order of events, child rows, docstatus, stale saves, checks: what the app takes for granted of its host."""

from unittest.mock import patch

import frappe
from frappe.model.document import Document

from workshop_crm.tests.contract.papers import PAPER, ROW, PaperTestCase

EVENTS = (
	*(
		"before_insert",
		"before_naming",
		"autoname",
		"before_validate",
		"validate",
		"before_save",
		"after_insert",
	),
	*(
		"on_update",
		"on_change",
		"before_submit",
		"on_submit",
		"before_cancel",
		"on_cancel",
		"on_trash",
		"after_delete",
	),
	*(
		"before_update_after_submit",
		"on_update_after_submit",
		"before_change",
		"before_rename",
		"after_rename",
	),
)


class TestEvents(PaperTestCase):
	def events_of(self, action, doctype=PAPER) -> list[str]:
		seen, original = [], Document.run_method

		def recording(doc, method, *args, **kwargs):
			if doc.doctype == doctype and method in EVENTS:
				seen.append(method)
			return original(doc, method, *args, **kwargs)

		with patch.object(Document, "run_method", recording):
			action()
		return seen

	def test_insert(self):
		expected = [
			"before_insert",
			"before_naming",
			"autoname",
			"before_validate",
			"validate",
			"before_save",
		]
		self.assertEqual(
			self.events_of(self.paper().insert), [*expected, "after_insert", "on_update", "on_change"]
		)

	def test_save(self):
		paper = self.stored()
		expected = ["before_validate", "validate", "before_save", "on_update", "on_change"]
		self.assertEqual(self.events_of(paper.save), expected)

	def test_submit(self):
		paper = self.stored()
		expected = ["before_validate", "validate", "before_submit", "on_update", "on_submit", "on_change"]
		self.assertEqual(self.events_of(paper.submit), expected)

	def test_update_after_submit(self):
		paper = self.stored().submit()
		paper.remark = "Picked up"
		expected = ["before_update_after_submit", "on_update_after_submit", "on_change"]
		self.assertEqual(self.events_of(paper.save), expected)

	def test_cancel(self):
		paper = self.stored().submit()
		self.assertEqual(self.events_of(paper.cancel), ["before_cancel", "on_cancel", "on_change"])

	def test_delete(self):
		paper = self.stored()
		self.assertEqual(self.events_of(paper.delete), ["on_trash", "on_change", "after_delete"])

	def test_db_set(self):
		paper = self.stored()
		self.assertEqual(
			self.events_of(lambda: paper.db_set("state", "Closed")), ["before_change", "on_change"]
		)


class TestRows(PaperTestCase):
	def test_rows_missing_from_the_list_are_deleted_and_the_rest_renumbered(self):
		paper = self.stored(rows=[{"label": "a"}, {"label": "b"}, {"label": "c"}])
		gone = paper.rows[0].name
		paper.remove(paper.rows[0])
		paper.append("rows", {"label": "d"})
		paper.save()
		self.assertFalse(frappe.db.exists(ROW, gone))
		rows = frappe.get_all(ROW, filters={"parent": paper.name}, fields=["label", "idx"], order_by="idx")
		self.assertEqual([(row.label, row.idx) for row in rows], [("b", 1), ("c", 2), ("d", 3)])

	def test_a_row_knows_its_document(self):
		row = self.stored(rows=[{"label": "a"}]).rows[0]
		stored = frappe.db.get_value(ROW, row.name, ["parent", "parenttype", "parentfield"])
		self.assertEqual(stored, (row.parent, PAPER, "rows"))

	def test_rows_follow_the_documents_state(self):
		paper = self.stored(rows=[{"label": "a"}]).submit()
		self.assertEqual(frappe.db.get_value(ROW, paper.rows[0].name, "docstatus"), 1)

	def test_a_row_without_its_mandatory_value_refuses_the_document(self):
		before = frappe.db.count(PAPER)
		with self.assertRaises(frappe.MandatoryError):
			self.stored(rows=[{"pieces": 2}])
		self.assertEqual(frappe.db.count(PAPER), before)


class TestDocstatus(PaperTestCase):
	def test_a_draft_cannot_be_cancelled(self):
		paper = self.stored()
		paper.docstatus = 2
		self.assertRaises(frappe.DocstatusTransitionError, paper.save)

	def test_a_submitted_paper_does_not_become_a_draft(self):
		paper = self.stored().submit()
		paper.docstatus = 0
		self.assertRaises(frappe.DocstatusTransitionError, paper.save)

	def test_a_cancelled_paper_is_not_edited(self):
		paper = self.stored().submit()
		paper.cancel()
		self.assertRaises(frappe.ValidationError, paper.save)

	def test_a_submitted_value_stays(self):
		paper = self.stored().submit()
		paper.subject = "Engine"
		self.assertRaises(frappe.UpdateAfterSubmitError, paper.save)
		self.assertEqual(frappe.db.get_value(PAPER, paper.name, "subject"), "Gearbox")

	def test_a_submitted_paper_is_not_deleted(self):
		paper = self.stored().submit()
		self.assertRaises(frappe.ValidationError, paper.delete)
		self.assertTrue(frappe.db.exists(PAPER, paper.name))

	def test_amending_counts_on(self):
		paper = self.stored().submit()
		paper.cancel()
		amended = frappe.copy_doc(paper)
		amended.docstatus, amended.amended_from = 0, paper.name
		self.assertEqual(amended.insert().name, f"{paper.name}-1")

	def test_a_link_to_a_cancelled_paper_is_refused(self):
		paper = self.stored().submit()
		paper.cancel()
		with self.assertRaises(frappe.CancelledLinkError):
			self.stored(answers=paper.name)

	def test_a_paper_that_a_submitted_one_answers_is_not_cancelled(self):
		paper = self.stored().submit()
		self.stored(answers=paper.name).submit()
		paper.reload()
		self.assertRaises(frappe.LinkExistsError, paper.cancel)


class TestStaleSave(PaperTestCase):
	def test_the_second_of_two_who_read_the_same_is_refused(self):
		first = self.stored()
		second = frappe.get_doc(PAPER, first.name)
		first.subject = "Engine"
		first.save()
		second.subject = "Brakes"
		self.assertRaises(frappe.TimestampMismatchError, second.save)
		self.assertEqual(frappe.db.get_value(PAPER, first.name, "subject"), "Engine")

	def test_writing_a_value_makes_what_was_read_stale(self):
		paper = self.stored()
		frappe.db.set_value(PAPER, paper.name, "state", "Closed")
		self.assertRaises(frappe.TimestampMismatchError, paper.save)

	def test_writing_without_the_timestamp_does_not(self):
		paper = self.stored()
		frappe.db.set_value(PAPER, paper.name, "state", "Closed", update_modified=False)
		paper.reload().save()
		self.assertEqual(paper.state, "Closed")


class TestChecks(PaperTestCase):
	def refused(self, error, **values):
		before = frappe.db.count(PAPER)
		with self.assertRaises(error):
			self.stored(**values)
		self.assertEqual(frappe.db.count(PAPER), before)

	def test_mandatory(self):
		self.refused(frappe.MandatoryError, subject=" ")

	def test_a_link_to_nothing(self):
		self.refused(frappe.LinkValidationError, answers="PAP-9999")

	def test_a_link_that_something_is_fetched_through_is_not_checked(self):
		self.assertEqual(self.stored(territory="Atlantis").territory, "Atlantis")

	def test_a_link_takes_the_spelling_of_its_target(self):
		self.assertEqual(self.stored(territory="all territories").territory, "All Territories")

	def test_an_option_that_is_none(self):
		self.refused(frappe.ValidationError, state="Lost")

	def test_a_select_without_a_value_takes_its_first_option(self):
		self.assertEqual(self.stored().state, "Open")

	def test_too_long(self):
		self.refused(frappe.CharacterLengthExceededError, subject="x" * 141)

	def test_unique(self):
		self.stored(code="A-1")
		self.refused(frappe.UniqueValidationError, code="A-1")

	def test_unique_is_blind_to_case(self):
		self.stored(code="B-1")
		self.refused(frappe.UniqueValidationError, code="b-1")

	def test_an_empty_unique_value_is_not_compared(self):
		self.assertIsNone(frappe.db.get_value(PAPER, self.stored(code="").name, "code"))
		self.stored(code="")

	def test_set_only_once(self):
		paper = self.stored(origin="Counter")
		paper.origin = "Phone"
		self.assertRaises(frappe.CannotChangeConstantError, paper.save)

	def test_fetched(self):
		paper = self.stored(territory="Rest Of The World", parent_territory="Typed")
		self.assertEqual(paper.parent_territory, "All Territories")

	def test_defaults(self):
		paper = self.stored()
		self.assertEqual((str(paper.today), paper.writer), (frappe.utils.nowdate(), "Administrator"))

	def test_html_is_cleaned(self):
		self.assertNotIn("<script", self.stored(subject="Fit <script>alert(1)</script> <b>now</b>").subject)

	def test_number_fields_are_never_empty(self):
		stored = frappe.db.get_value(PAPER, self.stored(done="1").name, ["amount", "pieces", "done"])
		self.assertEqual(stored, (0, 0, 1))

	def test_dates_come_back_typed(self):
		from datetime import date, datetime, timedelta

		name = self.stored(due="2026-01-31", seen_at="2026-01-31 08:30:00", opens="08:30:00").name
		stored = frappe.db.get_value(PAPER, name, ["due", "seen_at", "opens"])
		self.assertEqual(
			stored, (date(2026, 1, 31), datetime(2026, 1, 31, 8, 30), timedelta(hours=8, minutes=30))
		)

	def test_what_was_before_the_save_can_be_asked(self):
		paper = self.stored()
		paper.subject = "Engine"
		paper.save()
		self.assertTrue(paper.has_value_changed("subject"))
		self.assertFalse(paper.has_value_changed("state"))
		self.assertEqual(paper.get_doc_before_save().subject, "Gearbox")

	def test_a_new_document_has_no_before(self):
		self.assertIsNone(self.stored().get_doc_before_save())

	def test_a_linked_record_is_not_deleted(self):
		territory = frappe.get_doc(
			{"doctype": "Territory", "territory_name": "Contract Land", "parent_territory": "All Territories"}
		)
		territory.insert()
		self.stored(territory=territory.name)
		self.assertRaises(frappe.LinkExistsError, territory.delete)

	def test_a_copy_of_the_deleted_is_kept(self):
		paper = self.stored()
		paper.delete()
		self.assertTrue(
			frappe.db.exists("Deleted Document", {"deleted_doctype": PAPER, "deleted_name": paper.name})
		)


class TestSecrets(PaperTestCase):
	def test_a_password_is_stored_apart_and_encrypted(self):
		paper = self.stored(secret="open sesame")
		self.assertEqual(paper.secret, "*" * 11)
		self.assertEqual(frappe.db.get_value(PAPER, paper.name, "secret"), "*" * 11)
		self.assertEqual(frappe.get_doc(PAPER, paper.name).get_password("secret"), "open sesame")

	def test_saving_the_asterisks_keeps_it_and_emptying_it_removes_it(self):
		paper = self.stored(secret="open sesame")
		paper.save()
		self.assertEqual(paper.get_password("secret"), "open sesame")
		paper.secret = ""
		paper.save()
		self.assertIsNone(paper.get_password("secret", raise_exception=False))


class TestVersions(PaperTestCase):
	def versions(self, paper) -> int:
		return frappe.db.count("Version", {"ref_doctype": PAPER, "docname": paper.name})

	def test_a_change_is_noted_when_versions_are_asked_for(self):
		paper = self.stored()
		paper.subject = "Engine"
		paper.save(ignore_version=False)
		self.assertEqual(self.versions(paper), 1)

	def test_tests_note_none_by_themselves(self):
		paper = self.stored()
		paper.subject = "Engine"
		paper.save()
		self.assertEqual(self.versions(paper), 0)
