"""The demo's documents are entered through the same functions as real ones."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.documents.documents import documents_of
from workshop_crm.demo import documents
from workshop_crm.tests.factories import make_company, make_customer


class TestDocuments(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		company = make_company()
		cls.people = [make_customer(company=company).name for _number in range(6)]
		cls.firm = make_customer(company=company, identity_type="Business").name
		with patch.object(documents, "DIVISIONS", {"workshop": company}):
			documents.make_documents(7)

	def test_everybody_has_some_with_a_private_file(self):
		for customer in (*self.people, self.firm):
			rows = documents_of(customer)
			self.assertTrue(rows)
			self.assertTrue(all(row.attachment.startswith("/private/files/") for row in rows))

	def test_a_firm_has_its_registration(self):
		types = {row.document_type for row in documents_of(self.firm)}
		self.assertIn("Commercial Registration", types)

	def test_numbers_of_identity_documents_are_masked(self):
		sealed = [row.number for customer in self.people for row in documents_of(customer)]
		stored = frappe.get_all("Customer Document", filters={"document_type": "Passport"}, pluck="number")
		self.assertTrue(sealed)
		self.assertTrue(all(number.startswith("•") for number in stored))
