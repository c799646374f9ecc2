from pathlib import Path

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.documents import documents, files
from workshop_crm.exceptions import DocumentFileError
from workshop_crm.tests.document_factories import files_of, make_document, pdf, uploaded
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def row_of(url: str, **values) -> dict:
	return {"doctype": "File", "file_url": url, "is_private": 1, **values}


class FileCase(FrappeTestCase):
	def setUp(self):
		self.company = make_company()
		self.customer = make_customer(company=self.company).name

	def add_with(self, **values):
		return documents.add_document(self.customer, "Contract", **values)

	def assert_refused(self, call, error=DocumentFileError):
		before = row_counts("Customer Document", "File")
		self.assertRaises(error, call)
		self.assertEqual(row_counts("Customer Document", "File"), before)


class TestFile(FileCase):
	def test_the_file_is_private_and_belongs_to_the_document_alone(self):
		document = make_document(self.customer)
		row = files_of(document)[0]
		self.assertTrue(row.file_url.startswith("/private/files/"))
		self.assertEqual(
			(row.is_private, row.owner, row.attached_to_field), (1, "Administrator", "attachment")
		)

	def test_a_private_file_uploaded_before_is_taken(self):
		with self.set_user(make_user("Workshop Advisor")):
			document = self.add_with(attachment=uploaded().file_url)
		self.assertEqual([row.file_url for row in files_of(document)], [document.attachment])

	def test_no_file_is_refused(self):
		self.assert_refused(self.add_with)

	def test_a_public_file_is_refused(self):
		public = uploaded(is_private=0)
		self.assert_refused(lambda: self.add_with(attachment=public.file_url))

	def test_a_public_file_is_not_hung_on_a_document(self):
		document = make_document(self.customer)
		place = {"attached_to_doctype": "Customer Document", "attached_to_name": document.name}
		self.assert_refused(lambda: uploaded(is_private=0, **place))

	def test_the_file_does_not_become_public_later(self):
		document = make_document(self.customer)
		file = frappe.get_doc("File", files_of(document)[0].name)
		file.is_private = 0
		with self.assertRaises(DocumentFileError):
			file.save()
		self.assertEqual(files_of(document)[0].is_private, 1)

	def test_the_file_of_another_document_is_refused(self):
		other = make_document(make_customer().name)
		self.assert_refused(lambda: self.add_with(attachment=other.attachment))

	def test_a_file_that_another_user_uploaded_is_refused(self):
		with self.set_user(make_user("Workshop Advisor")):
			theirs = uploaded()
		with self.set_user(make_user("Workshop Advisor")):
			self.assert_refused(lambda: self.add_with(attachment=theirs.file_url))

	def test_an_address_outside_the_site_is_refused(self):
		for url in (
			"https://example.com/a.pdf",
			"/private/files/../../site_config.json",
			"/private/files/no-such.pdf",
		):
			self.assert_refused(lambda url=url: self.add_with(attachment=url))


class TestContent(FileCase):
	def test_kinds_that_are_not_allowed_are_refused(self):
		for name in ("page.html", "macro.docm", "picture.svg", "noending", "double.pdf.exe"):
			self.assert_refused(lambda name=name: self.add_with(upload=(name, pdf())))

	def test_a_file_that_is_not_what_its_name_says_is_refused(self):
		for name, content in (("a.pdf", b"<html>"), ("a.png", pdf()), ("a.jpg", PNG)):
			self.assert_refused(lambda upload=(name, content): self.add_with(upload=upload))

	def test_a_damaged_pdf_is_refused(self):
		self.assert_refused(lambda: self.add_with(upload=("a.pdf", b"%PDF-1.4 nothing")))

	def test_empty_and_too_large_files_are_refused(self):
		self.set_settings(largest_file_mb=1)
		self.assert_refused(lambda: self.add_with(upload=("a.pdf", b"")))
		self.assert_refused(lambda: self.add_with(upload=("a.pdf", pdf() + b"0" * 1024 * 1024)))

	def test_a_file_hung_on_it_from_the_side_is_checked_too(self):
		document = make_document(self.customer)
		place = {"attached_to_doctype": "Customer Document", "attached_to_name": document.name}
		self.assert_refused(lambda: uploaded(b"text", "notes.txt", **place))

	def test_the_site_says_which_kinds_are_allowed(self):
		self.set_settings(allowed_file_kinds=" .PNG, txt\n")
		self.assertEqual(files.allowed_kinds(), ["png", "txt"])
		self.add_with(upload=("a.png", PNG + pdf()))
		self.assert_refused(lambda: self.add_with(upload=("a.pdf", pdf())))

	def test_kinds_that_browsers_run_are_never_allowed(self):
		for kind in ("svg", "html", "../x"):
			with self.assertRaises(DocumentFileError):
				self.set_settings(allowed_file_kinds=f"pdf\n{kind}")
		self.assertNotIn("svg", files.allowed_kinds())

	def set_settings(self, **values):
		settings = frappe.get_doc(files.SETTINGS)
		before = {field: settings.get(field) for field in ("allowed_file_kinds", "largest_file_mb")}
		settings.update(values).save()
		self.addCleanup(lambda: frappe.get_doc(files.SETTINGS).update(before).save())


class TestWhoReadsTheFile(FileCase):
	def setUp(self):
		super().setUp()
		self.document = make_document(self.customer, company=self.company)
		self.file = frappe.get_doc("File", files_of(self.document)[0].name)

	def may_read(self, user: str) -> bool:
		return bool(frappe.has_permission("File", "read", doc=self.file, user=user))

	def test_those_who_may_read_the_document_read_its_file(self):
		self.assertTrue(self.may_read(make_user("Workshop Advisor")))
		self.assertTrue(self.may_read(make_user("Workshop Auditor", companies=(self.company,))))

	def test_others_do_not(self):
		for user in (
			"Guest",
			make_user("Workshop Technician"),
			make_user("Workshop Manager", companies=(make_company(),)),
			make_user("Customer", user_type="Website User"),
		):
			self.assertFalse(self.may_read(user), user)

	def test_nor_who_uploaded_it_once_he_works_for_another_division(self):
		user = make_user("Workshop Advisor")
		with self.set_user(user):
			document = make_document(self.customer)
		frappe.permissions.add_user_permission("Company", make_company(), user, ignore_permissions=True)
		file = frappe.get_doc("File", files_of(document)[0].name)
		self.assertFalse(frappe.has_permission("File", "read", doc=file, user=user))

	def test_a_file_record_that_names_the_address_is_refused(self):
		known = pdf()
		with self.set_user(make_user("Workshop Manager", companies=(make_company(),))):
			uploaded(known)
			for values in ({}, {"content": known}, {"content_hash": self.file.content_hash}):
				self.assert_refused(
					lambda values=values: frappe.get_doc(row_of(self.document.attachment, **values)).insert(),
					frappe.PermissionError,
				)

	def test_a_record_made_before_does_not_take_the_address(self):
		with self.set_user(make_user("Workshop Manager", companies=(make_company(),))):
			own = uploaded()
			own.update({"file_url": self.document.attachment, "content_hash": self.file.content_hash})
			with self.assertRaises(frappe.PermissionError):
				own.save()
		self.assertNotEqual(frappe.db.get_value("File", own.name, "file_url"), self.document.attachment)

	def test_naming_the_address_in_another_record_does_not_open_it(self):
		company = make_company()
		user = make_user("Workshop Manager", companies=(company,))
		customer = make_customer(company=company)
		with self.set_user(user):
			customer.reload().update({"image": self.document.attachment}).save()
			named = frappe.get_all("File", filters={"file_url": self.document.attachment}, pluck="name")
			readable = [name for name in named if frappe.has_permission("File", "read", doc=name, user=user)]
		self.assertEqual(readable, [])

	def test_who_has_the_same_file_himself_may_keep_it(self):
		content = Path(self.file.get_full_path()).read_bytes()
		user = make_user("Workshop Manager", companies=(make_company(),))
		with self.set_user(user):
			uploaded(content)
		self.assertFalse(self.may_read(user))
