"""The demo lists go through the importer like any other list."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.demo import load, staff
from workshop_crm.demo.customer_lists import BAD_LINES, make_lists
from workshop_crm.tests import factories
from workshop_crm.tests.import_factories import make_import, run_to_end


class TestLoading(FrappeTestCase):
	def test_the_clothing_list_loads_and_its_bad_lines_are_refused(self):
		company = factories.make_company()
		content = make_lists(factories._counter.__next__())["clothing"]
		document = make_import(content, company)
		progress = run_to_end(document.name)
		bad = sum(BAD_LINES["clothing"])
		self.assertEqual((progress.status, progress.rejected_rows), ("Completed", bad))
		self.assertEqual(progress.imported_rows, progress.total_rows - bad)

	def test_a_site_with_customers_of_its_own_is_refused(self):
		factories.make_customer()
		before = factories.row_counts("Company", "User", "Customer")
		with (
			patch.object(load, "DIVISIONS", {"workshop": "No Such Company"}),
			patch.object(frappe.db, "get_default", return_value=None),
			self.assertRaises(frappe.ValidationError),
		):
			load.load_demo()
		self.assertEqual(factories.row_counts("Company", "User", "Customer"), before)

	def test_a_loaded_demo_is_left_alone(self):
		with patch.object(frappe.db, "get_default", return_value="7"), patch.object(load, "_steps") as steps:
			load.load_demo()
		steps.assert_not_called()

	def test_the_logins_name_every_role_of_the_app(self):
		roles = {row["role"] for row in staff.demo_logins()}
		wanted = (
			"Workshop Manager",
			"Workshop Advisor",
			"Workshop Technician",
			"Workshop Marketing",
			"Workshop Auditor",
		)
		self.assertEqual(roles, set(wanted))
