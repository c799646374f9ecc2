"""What was found as a file: whose rows, which columns, and no formulas."""

import csv
import io

import frappe
from frappe.tests.utils import FrappeTestCase
from openpyxl import load_workbook

from workshop_crm.customer_management.search.export import FIELDS, search_as_file
from workshop_crm.exceptions import CustomerError
from workshop_crm.tests import factories


class TestExport(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.mine, cls.other = factories.make_company(), factories.make_company()
		cls.word = factories.unique("Exported").replace(" ", "")
		cls.customer = factories.make_customer(customer_name=f"=1+1 {cls.word}", company=cls.mine)
		cls.hidden = factories.make_customer(customer_name=f"{cls.word} Hidden", company=cls.other)
		cls.manager = factories.make_user("Workshop Manager", companies=(cls.mine,))

	def lines(self, text: str, conditions: list | None = None) -> list[list[str]]:
		"""Return the lines of the file that the limited manager gets, with the labels first."""
		with self.set_user(self.manager):
			content = search_as_file(text, conditions or [], None, "csv").decode("utf-8-sig")
		return list(csv.reader(io.StringIO(content)))

	def test_csv_holds_what_the_user_may_see_and_no_formula(self):
		labels, *rows = self.lines(self.word)
		self.assertEqual((len(labels), len(rows)), (len(FIELDS), 1))
		self.assertEqual(rows[0][FIELDS.index("customer_name")], f"'=1+1 {self.word}")
		self.assertEqual(rows[0][FIELDS.index("mobile_no")], f"'{self.customer.mobile_no}")

	def test_filters_alone(self):
		condition = {"fact": "division", "operator": "is", "value": self.mine}
		self.assertEqual(len(self.lines("", [condition])), 2)

	def test_xlsx(self):
		with self.set_user(self.manager):
			content = search_as_file(self.word, [], None, "xlsx")
		rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
		self.assertEqual(len(rows), 2)
		self.assertEqual(rows[1][FIELDS.index("customer_number")], self.customer.customer_number)

	def test_no_other_format(self):
		with self.assertRaises(CustomerError):
			search_as_file(self.word, [], None, "pdf")
		self.assertTrue(frappe.has_permission("Customer", "export", user=self.manager))
