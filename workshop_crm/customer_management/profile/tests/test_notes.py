import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import notes
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts

NOTE = "Customer Note"


def make_note(customer: str, **values):
	return notes.add_note(customer, **{"content": "Prefers calls after four.", **values})


class NoteTestCase(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name
		self.writer = make_user("Workshop Advisor")
		self.colleague = make_user("Workshop Manager")

	def tearDown(self):
		frappe.set_user("Administrator")


class TestWriting(NoteTestCase):
	def test_subject_is_taken_from_the_text(self):
		frappe.set_user(self.writer)
		note = make_note(self.customer, content="<p>Calls &amp; visits</p><p>after four</p>")
		self.assertEqual(note.subject, "Calls & visits after four")

	def test_scripts_are_taken_out_of_the_text(self):
		note = make_note(self.customer, content='<p>Hello</p><script>alert("x")</script>', subject="Hello")
		self.assertNotIn("<script", frappe.db.get_value(NOTE, note.name, "content"))

	def test_reader_cannot_write(self):
		frappe.set_user(make_user("Workshop Auditor"))
		before = row_counts(NOTE)
		with self.assertRaises(frappe.PermissionError):
			make_note(self.customer)
		self.assertEqual(row_counts(NOTE), before)

	def test_unknown_type_is_refused(self):
		before = row_counts(NOTE)
		with self.assertRaises(frappe.ValidationError):
			make_note(self.customer, note_type="Gossip")
		self.assertEqual(row_counts(NOTE), before)

	def test_only_given_fields_change(self):
		frappe.set_user(self.writer)
		note = make_note(self.customer, subject="Calls", priority="High")
		notes.update_note(note.name, content="Prefers messages.")
		note.reload()
		self.assertEqual((note.subject, note.priority, note.content), ("Calls", "High", "Prefers messages."))

	def test_writer_deletes_own_note_without_the_right_to_delete(self):
		frappe.set_user(self.writer)
		note = make_note(self.customer)
		notes.delete_note(note.name)
		self.assertFalse(frappe.db.exists(NOTE, note.name))

	def test_advisor_cannot_delete_the_note_of_another(self):
		note = make_note(self.customer)
		frappe.set_user(self.writer)
		with self.assertRaises(frappe.PermissionError):
			notes.delete_note(note.name)
		self.assertTrue(frappe.db.exists(NOTE, note.name))


class TestPrivateNotes(NoteTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user(self.writer)
		self.note = make_note(self.customer, subject="Between us", is_private=1, is_alert=1)

	def test_writer_and_administrator_read_it(self):
		for user in (self.writer, "Administrator"):
			frappe.set_user(user)
			self.assertEqual([row.name for row in notes.visible_notes(self.customer)], [self.note.name])
			self.assertTrue(frappe.get_doc(NOTE, self.note.name).has_permission("read"))

	def test_nobody_else_finds_it_in_lists_or_alerts(self):
		for user in (self.colleague, make_user("System Manager", "Workshop Manager")):
			frappe.set_user(user)
			self.assertEqual(notes.visible_notes(self.customer), [])
			self.assertEqual(notes.alerts(self.customer), [])
			self.assertEqual(frappe.get_list(NOTE, filters={"name": self.note.name}), [])

	def test_nobody_else_opens_changes_or_deletes_it(self):
		frappe.set_user(self.colleague)
		for refused in (
			lambda: frappe.get_doc(NOTE, self.note.name).check_permission("read"),
			lambda: notes.update_note(self.note.name, content="Seen."),
			lambda: notes.delete_note(self.note.name),
		):
			with self.assertRaises(frappe.PermissionError):
				refused()
		self.assertEqual(frappe.db.get_value(NOTE, self.note.name, "content"), "Prefers calls after four.")

	def test_claiming_to_be_the_writer_does_not_open_it(self):
		frappe.set_user(self.colleague)
		claimed = frappe.get_doc(NOTE, self.note.name)
		claimed.update({"owner": self.colleague, "is_private": 0, "content": "Mine now."})
		with self.assertRaises(frappe.PermissionError):
			claimed.save()
		stored = frappe.db.get_value(NOTE, self.note.name, ["owner", "is_private", "content"])
		self.assertEqual(stored, (self.writer, 1, "Prefers calls after four."))

	def test_open_note_is_made_private_by_its_writer_only(self):
		note = make_note(self.customer, subject="Open")
		frappe.set_user(self.colleague)
		with self.assertRaises(frappe.PermissionError):
			notes.update_note(note.name, is_private=1)
		self.assertEqual(frappe.db.get_value(NOTE, note.name, "is_private"), 0)


class TestDivisions(NoteTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.workshop, cls.clothing = make_company(), make_company()

	def setUp(self):
		super().setUp()
		for company in (self.workshop, self.clothing):
			open_account(self.customer, company)
		make_note(self.customer, subject="All", is_alert=1)
		self.of_workshop = make_note(self.customer, subject="Workshop", company=self.workshop, is_alert=1)
		make_note(self.customer, subject="Clothing", company=self.clothing, is_alert=1, priority="Urgent")
		self.limited = make_user("Workshop Advisor", companies=(self.clothing,))

	def subjects(self, rows) -> list[str]:
		return [row.subject for row in rows]

	def test_limited_user_sees_own_division_and_all(self):
		frappe.set_user(self.limited)
		self.assertEqual(sorted(self.subjects(notes.visible_notes(self.customer))), ["All", "Clothing"])

	def test_limited_user_opens_no_note_of_another_division(self):
		frappe.set_user(self.limited)
		self.assertFalse(frappe.get_doc(NOTE, self.of_workshop.name).has_permission("read"))

	def test_limited_user_writes_no_note_for_another_division(self):
		frappe.set_user(self.limited)
		before = row_counts(NOTE)
		with self.assertRaises(frappe.PermissionError):
			make_note(self.customer, company=self.workshop)
		self.assertEqual(row_counts(NOTE), before)

	def test_notes_on_a_customer_of_another_division_are_hidden(self):
		stranger = make_customer(company=self.workshop).name
		note = make_note(stranger)
		frappe.set_user(self.limited)
		self.assertEqual(notes.visible_notes(stranger), [])
		with self.assertRaises(frappe.PermissionError):
			make_note(stranger)
		self.assertFalse(frappe.get_doc(NOTE, note.name).has_permission("read"))

	def test_alerts_of_a_sale_are_those_of_its_division_the_urgent_first(self):
		self.assertEqual(self.subjects(notes.alerts(self.customer, self.clothing)), ["Clothing", "All"])

	def test_who_may_not_read_notes_is_shown_no_alert(self):
		frappe.set_user(make_user("Sales User"))
		self.assertEqual(notes.alerts(self.customer), [])

	def test_limits_apply_to_counts_as_well(self):
		frappe.set_user(self.limited)
		counted = frappe.get_list(NOTE, filters={"customer": self.customer}, fields=["count(name) as total"])
		self.assertEqual(counted[0].total, 2)
