"""Switching a feature on brings its links to the desk, switching it off takes them away."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.dashboard import link_own_documents
from workshop_crm.customer_management.profile.division_settings import divisions_with
from workshop_crm.customer_management.profile.feature_links import CARD, WORKSPACE, keep_links
from workshop_crm.tests import factories

SWITCHED = ("Customer Measurement", "Measurement Set", "takeaway")


def links() -> list[str]:
	filters = {"parent": WORKSPACE, "link_to": ("in", SWITCHED)}
	return frappe.get_all("Workspace Link", filters=filters, pluck="link_to", order_by="idx")


def cards() -> int:
	return frappe.db.count("Workspace Link", {"parent": WORKSPACE, "label": CARD})


def linked_from_customer() -> list[str]:
	groups = link_own_documents({})["transactions"]
	return [item for group in groups for item in group["items"]]


class TestFeatureLinks(FrappeTestCase):
	def setUp(self):
		for feature in ("measurements", "takeaway"):
			for company in divisions_with(feature):
				factories.change_settings_of(company, **{f"enable_{feature}": 0})
		self.company = factories.make_company()

	def test_links_come_with_the_first_division_and_go_with_the_last(self):
		self.assertEqual((links(), cards()), ([], 0))
		self.assertNotIn("Customer Measurement", linked_from_customer())
		other = factories.make_company(enable_takeaway=1)
		self.assertEqual((links(), cards()), (["takeaway"], 1))
		factories.change_settings_of(self.company, enable_measurements=1)
		self.assertEqual(links(), ["takeaway", "Customer Measurement", "Measurement Set"])
		self.assertIn("Customer Measurement", linked_from_customer())
		factories.change_settings_of(other, enable_takeaway=0)
		factories.change_settings_of(self.company, enable_measurements=0)
		self.assertEqual((links(), cards()), ([], 0))
		self.assertNotIn("Customer Measurement", linked_from_customer())

	def test_they_go_with_the_settings_of_the_last_division(self):
		factories.change_settings_of(self.company, enable_takeaway=1)
		frappe.delete_doc("Division Settings", self.company)
		self.assertEqual((links(), cards()), ([], 0))

	def test_keeping_them_again_changes_nothing(self):
		factories.change_settings_of(self.company, enable_measurements=1)
		rows = frappe.get_all("Workspace Link", {"parent": WORKSPACE}, pluck="name", order_by="name")
		keep_links()
		again = frappe.get_all("Workspace Link", {"parent": WORKSPACE}, pluck="name", order_by="name")
		self.assertEqual(again, rows)

	def test_other_links_of_the_workspace_stay(self):
		others = {"parent": WORKSPACE, "link_to": ("not in", SWITCHED), "type": "Link"}
		before = frappe.db.count("Workspace Link", others)
		factories.change_settings_of(self.company, enable_takeaway=1)
		factories.change_settings_of(self.company, enable_takeaway=0)
		self.assertEqual(frappe.db.count("Workspace Link", others), before)
