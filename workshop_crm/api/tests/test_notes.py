import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import notes
from workshop_crm.tests.factories import make_customer, make_user, row_counts

NOTE = "Customer Note"


class TestNotes(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.customer = make_customer().name
		self.advisor = make_user("Workshop Advisor")
		frappe.set_user(self.advisor)

	def test_note_is_written_and_listed(self):
		written = notes.create(self.customer, "Calls after four.", priority="High", is_alert=True)
		self.assertEqual(
			(written["subject"], written["owner"], written["company"]),
			("Calls after four.", self.advisor, None),
		)
		listed = notes.list(self.customer)
		self.assertEqual(
			[(row.name, row.priority, row.is_alert) for row in listed], [(written["name"], "High", 1)]
		)
		self.assertEqual(listed[0].owner_name, "Staff")
		self.assertEqual([row.text for row in notes.alerts(self.customer)], ["Calls after four."])

	def test_empty_note_is_refused(self):
		before = row_counts(NOTE)
		with self.assertRaises(frappe.MandatoryError):
			notes.create(self.customer, "<p> </p>")
		self.assertEqual(row_counts(NOTE), before)

	def test_subject_alone_is_a_note(self):
		self.assertEqual(notes.create(self.customer, subject="Allergic to cats")["content"] or "", "")

	def test_only_given_fields_change(self):
		written = notes.create(self.customer, "Calls after four.", is_alert=True)
		changed = notes.update(written["name"], is_alert=False, note_type="Follow-up")
		self.assertEqual(
			(changed["is_alert"], changed["note_type"], changed["content"]),
			(0, "Follow-up", "Calls after four."),
		)

	def test_writer_deletes_the_note(self):
		written = notes.create(self.customer, "Calls after four.")
		self.assertEqual(notes.delete(written["name"]), {"deleted": written["name"]})
		self.assertEqual(notes.list(self.customer), [])

	def test_private_note_is_out_of_reach_of_others(self):
		written = notes.create(self.customer, "Between us.", is_private=True, is_alert=True)
		frappe.set_user(make_user("Workshop Manager"))
		self.assertEqual((notes.list(self.customer), notes.alerts(self.customer)), ([], []))
		for call in (
			lambda: notes.update(written["name"], content="Seen."),
			lambda: notes.delete(written["name"]),
		):
			with self.assertRaises(frappe.PermissionError):
				call()
		self.assertEqual(frappe.db.get_value(NOTE, written["name"], "content"), "Between us.")

	def test_page_over_a_hundred_is_refused(self):
		with self.assertRaises(frappe.ValidationError):
			notes.list(self.customer, limit_page_length=101)

	def test_who_may_not_read_notes_is_refused_the_list(self):
		frappe.set_user(make_user("Sales User"))
		with self.assertRaises(frappe.PermissionError):
			notes.list(self.customer)
