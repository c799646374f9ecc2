import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.customer_360.timeline import timeline
from workshop_crm.customer_management.profile.documents import documents, numbers
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.merging.undo import undo_merge
from workshop_crm.exceptions import CustomerError, InvalidIdentityError
from workshop_crm.tests.document_factories import files_of, make_document, pdf
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts

DOCTYPE = "Customer Document"


class DocumentCase(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name

	def assert_refused(self, error, call, *doctypes: str):
		"""Expect `error` from `call()` and prove that no row was added or removed."""
		before = row_counts(DOCTYPE, "File", *doctypes)
		self.assertRaises(error, call)
		self.assertEqual(row_counts(DOCTYPE, "File", *doctypes), before)


class TestDocument(DocumentCase):
	def test_a_document_is_entered_with_its_file(self):
		document = make_document(
			self.customer, "Insurance", number="P-77", expiry_date=add_days(today(), 200)
		)
		row = documents.documents_of(self.customer)[0]
		self.assertEqual((row.name, row.number, row.title, row.state), (document.name, "P-77", None, "Valid"))
		self.assertEqual((row.company, row.is_verified, row.file_name[-4:]), (None, 0, ".pdf"))

	def test_dates_that_cannot_be_are_refused(self):
		for issued, expires in (
			(today(), today()),
			(today(), add_days(today(), -1)),
			(add_days(today(), 1), None),
		):
			self.assert_refused(
				CustomerError,
				lambda issued=issued, expires=expires: make_document(
					self.customer, issue_date=issued, expiry_date=expires
				),
			)

	def test_state_follows_the_days_of_the_reminder(self):
		day = getdate("2026-03-10")
		row = frappe._dict(expiry_date="2026-03-20", reminder_days=None)
		self.assertEqual(documents.state_of(row, day), "Running Out")
		row.reminder_days = 9
		self.assertEqual(documents.state_of(row, day), "Valid")
		self.assertEqual(documents.state_of(row, getdate("2026-03-20")), "Running Out")
		self.assertEqual(documents.state_of(row, getdate("2026-03-21")), "Expired")

	def test_those_in_use_come_first_and_the_soonest_to_run_out(self):
		late = make_document(self.customer, expiry_date=add_days(today(), 90))
		never = make_document(self.customer)
		soon = make_document(self.customer, expiry_date=add_days(today(), 3))
		gone = make_document(self.customer, expiry_date=add_days(today(), 1), disabled=1)
		names = [row.name for row in documents.documents_of(self.customer)]
		self.assertEqual(names, [soon.name, late.name, never.name, gone.name])
		self.assertEqual(documents.number_of_documents(self.customer), 3)

	def test_another_file_replaces_the_one_before_which_stays_attached(self):
		document = make_document(self.customer)
		old = document.attachment
		changed = documents.update_document(document.name, {}, ("new.pdf", pdf()))
		self.assertNotEqual(changed.attachment, old)
		self.assertEqual({row.file_url for row in files_of(document)}, {old, changed.attachment})

	def test_deleting_takes_the_file_along(self):
		document = make_document(self.customer)
		documents.delete_document(document.name)
		self.assertEqual((files_of(document), frappe.db.exists(DOCTYPE, document.name)), ([], None))

	def test_advisors_take_out_of_use_but_do_not_delete(self):
		document = make_document(self.customer)
		with self.set_user(make_user("Workshop Advisor")):
			self.assert_refused(frappe.PermissionError, lambda: documents.delete_document(document.name))
			documents.update_document(document.name, {"disabled": 1})
		self.assertEqual(frappe.db.get_value(DOCTYPE, document.name, "disabled"), 1)

	def test_a_deleted_customer_takes_his_documents_along(self):
		make_document(self.customer)
		frappe.delete_doc("Customer", self.customer, force=True)
		self.assertFalse(frappe.db.exists(DOCTYPE, {"customer": self.customer}))

	def test_the_timeline_tells_when_it_came_and_who_verified_it(self):
		document = make_document(self.customer, "Contract", title="Fleet contract")
		documents.verify_document(document.name)
		found = timeline(self.customer, ["document"])["events"]
		told = {(event["title"], event["detail"], event["name"]) for event in found}
		self.assertEqual(
			told,
			{
				("Document added", "Fleet contract", document.name),
				("Document verified", "Fleet contract", document.name),
			},
		)


class TestNumbers(DocumentCase):
	def test_the_number_of_an_identity_document_is_encrypted_and_masked(self):
		document = make_document(self.customer, "Passport", number="ab 1234567")
		self.assertEqual(document.number, "••••••567")
		stored = str(frappe.db.get_value(DOCTYPE, document.name, "*", as_dict=True))
		self.assertNotIn("1234567", stored)
		self.assertEqual(numbers.whole_number(document.name), "AB1234567")

	def test_it_outlives_other_changes_and_is_replaced_by_a_new_one(self):
		document = make_document(self.customer, "National ID", number="٧٠٠١٢٣٤٥")
		documents.update_document(document.name, {"notes": "Copy is faint"})
		self.assertEqual(numbers.whole_number(document.name), "70012345")
		documents.update_document(document.name, {"number": "70099999"})
		self.assertEqual(numbers.whole_number(document.name), "70099999")

	def test_a_change_of_type_does_not_unmask_it(self):
		document = make_document(self.customer, "National ID", number="70012345")
		changed = documents.update_document(document.name, {"document_type": "Contract"})
		self.assertIsNone(changed.number)
		with self.assertRaises(CustomerError):
			numbers.whole_number(document.name)

	def test_a_malformed_number_is_refused(self):
		for kind, number in (("National ID", "12"), ("Passport", "!"), ("Commercial Registration", "#")):
			self.assert_refused(
				InvalidIdentityError,
				lambda kind=kind, number=number: make_document(self.customer, kind, number=number),
			)

	def test_only_managers_see_the_whole_number_and_it_is_written_down(self):
		document = make_document(self.customer, "Passport", number="AB1234567")
		for role in ("Workshop Advisor", "Workshop Auditor"):
			with self.set_user(make_user(role)), self.assertRaises(frappe.PermissionError):
				numbers.whole_number(document.name)
		manager = make_user("Workshop Manager")
		with self.set_user(manager):
			self.assertEqual(numbers.whole_number(document.name), "AB1234567")
		filters = {"reference_doctype": DOCTYPE, "reference_name": document.name, "comment_type": "Info"}
		self.assertEqual(frappe.get_all("Comment", filters=filters, pluck="owner"), [manager])

	def test_versions_do_not_tell_it(self):
		document = make_document(self.customer, "Passport", number="AB1234567")
		document.reload().update({"number": "CD7654321", "notes": "Renewed"})
		# While testing, Frappe tracks changes only when asked to.
		document.save(ignore_version=False)
		data = str(frappe.get_all("Version", filters={"docname": document.name}, pluck="data"))
		self.assertIn("Renewed", data)
		self.assertNotIn("7654321", data)


class TestVerification(DocumentCase):
	def verified(self, document) -> int:
		return frappe.db.get_value(DOCTYPE, document.name, "is_verified")

	def test_a_manager_verifies_and_takes_it_back(self):
		document = make_document(self.customer)
		manager = make_user("Workshop Manager")
		with self.set_user(manager):
			shown = documents.verify_document(document.name)
			self.assertEqual((shown.is_verified, shown.verified_by), (1, manager))
			taken_back = documents.verify_document(document.name, verified=False)
		self.assertEqual((taken_back.is_verified, taken_back.verified_by), (0, None))

	def test_advisors_do_not_verify(self):
		document = make_document(self.customer)
		with self.set_user(make_user("Workshop Advisor")), self.assertRaises(frappe.PermissionError):
			documents.verify_document(document.name)
		self.assertEqual(self.verified(document), 0)

	def test_what_a_form_sends_is_not_believed(self):
		document = make_document(self.customer)
		document.update({"is_verified": 1, "verified_by": "Administrator"}).save()
		self.assertEqual(self.verified(document), 0)

	def test_it_outlives_notes_and_ends_with_another_number_date_or_file(self):
		for change in ({"number": "9"}, {"expiry_date": add_days(today(), 9)}, None):
			document = make_document(self.customer, number="7", expiry_date=add_days(today(), 5))
			documents.verify_document(document.name)
			documents.update_document(document.name, {"notes": "Seen"})
			self.assertEqual(self.verified(document), 1)
			upload = None if change else ("other.pdf", pdf())
			documents.update_document(document.name, change or {}, upload)
			self.assertEqual(self.verified(document), 0, change)

	def test_one_that_has_run_out_is_not_verified(self):
		document = make_document(self.customer, expiry_date=add_days(today(), -1))
		with self.assertRaises(CustomerError):
			documents.verify_document(document.name)
		self.assertEqual(self.verified(document), 0)


class TestDivisions(DocumentCase):
	def test_staff_see_those_of_their_divisions_and_of_all(self):
		mine, other = make_company(), make_company()
		customer = make_customer(company=mine).name
		own, common = make_document(customer, company=mine), make_document(customer)
		hidden = make_document(customer, company=other)
		stranger = make_document(self.customer)
		with self.set_user(make_user("Workshop Manager", companies=(mine,))):
			names = {row.name for row in frappe.get_list(DOCTYPE, limit_page_length=0)}
			self.assertEqual(
				names & {own.name, common.name, hidden.name, stranger.name}, {own.name, common.name}
			)
			for document in (hidden, stranger):
				with self.assertRaises(frappe.PermissionError):
					frappe.get_doc(DOCTYPE, document.name).check_permission("read")
				self.assert_refused(
					frappe.PermissionError, lambda name=document.name: documents.delete_document(name)
				)

	def test_a_document_is_not_entered_or_moved_into_another_division(self):
		mine, other = make_company(), make_company()
		customer = make_customer(company=mine).name
		own = make_document(customer, company=mine)
		with self.set_user(make_user("Workshop Advisor", companies=(mine,))):
			self.assert_refused(frappe.PermissionError, lambda: make_document(customer, company=other))
			self.assert_refused(frappe.PermissionError, lambda: make_document(self.customer))
			with self.assertRaises(frappe.PermissionError):
				documents.update_document(own.name, {"company": other})
		self.assertEqual(frappe.db.get_value(DOCTYPE, own.name, "company"), mine)

	def test_technicians_and_marketing_see_none(self):
		make_document(self.customer)
		for role in ("Workshop Technician", "Workshop Marketing"):
			with self.set_user(make_user(role)):
				self.assertEqual(documents.documents_of(self.customer), [])


class TestMerged(DocumentCase):
	def test_a_merge_moves_documents_and_undo_brings_them_back(self):
		document = make_document(self.customer, "Passport", number="AB1234567")
		target = make_customer().name
		merge = merge_customers(self.customer, target)
		self.assertEqual([row.name for row in documents.documents_of(target)], [document.name])
		self.assertEqual(numbers.whole_number(document.name), "AB1234567")
		self.assertEqual([row.is_private for row in files_of(document)], [1])
		undo_merge(merge.name)
		self.assertEqual([row.name for row in documents.documents_of(self.customer)], [document.name])
