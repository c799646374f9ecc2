"""Tags given to and taken from many customers, and given back: exactly those that the action changed."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.bulk import records
from workshop_crm.customer_management.profile.segments import tags
from workshop_crm.tests import factories
from workshop_crm.tests.bulk_factories import outcomes_of, run_to_end, undo_to_end

LINK = "Tag Link"


class TestTagging(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company()
		cls.manager = factories.make_user("Workshop Manager", companies=(cls.company,))

	def setUp(self):
		self.customers = [factories.make_customer(company=self.company).name for _number in range(3)]
		self.tag = factories.unique("Campaign")
		self.set_manager = self.set_user(self.manager)
		self.set_manager.__enter__()
		self.addCleanup(self.set_manager.__exit__, None, None, None)

	def source(self) -> dict:
		return {"customers": self.customers}

	def tagged(self, tag: str | None = None) -> set[str]:
		filters = {"document_type": "Customer", "tag": tag or self.tag}
		linked = set(frappe.get_all(LINK, filters=filters, pluck="document_name"))
		self.assertEqual(linked, {name for name in linked if (tag or self.tag) in tags.tags_of(name)})
		return linked

	def test_every_customer_gets_the_tag_as_frappe_gives_it(self):
		tags.add_tag(self.customers[0], "Fleet")
		progress = run_to_end("add_tag", {"tag": f" {self.tag} "}, self.source(), batch=2)
		self.assertEqual((progress["status"], progress["changed"], progress["percent"]), ("Finished", 3, 100))
		self.assertEqual(self.tagged(), set(self.customers))
		self.assertEqual(tags.tags_of(self.customers[0]), ["Fleet", self.tag])
		link = frappe.get_doc(LINK, {"document_name": self.customers[1], "tag": self.tag})
		title = frappe.db.get_value("Customer", self.customers[1], "customer_name")
		self.assertEqual((link.title, link.document_type), (title, "Customer"))
		self.assertEqual(tags.remove_tag(self.customers[1], self.tag), [])
		self.assertFalse(frappe.db.exists(LINK, link.name))

	def test_who_has_it_in_other_letters_is_left_out(self):
		tags.add_tag(self.customers[0], self.tag)
		progress = run_to_end("add_tag", {"tag": self.tag.upper()}, self.source())
		self.assertEqual((progress["changed"], progress["skipped"]), (2, 1))
		self.assertEqual(progress["reasons"], [{"reason": "Has the tag already.", "count": 1}])
		self.assertEqual(self.tagged(), set(self.customers))
		self.assertEqual(tags.tags_of(self.customers[0]), [self.tag])

	def test_a_second_run_changes_nobody(self):
		run_to_end("add_tag", {"tag": self.tag}, self.source())
		before = factories.row_counts(LINK)
		progress = run_to_end("add_tag", {"tag": self.tag}, self.source())
		self.assertEqual((progress["changed"], progress["skipped"]), (0, 3))
		self.assertEqual(factories.row_counts(LINK), before)

	def test_undo_takes_only_what_this_action_gave(self):
		had, given, again = self.customers
		tags.add_tag(had, self.tag)
		tags.add_tag(given, "Fleet")
		done = run_to_end("add_tag", {"tag": self.tag}, self.source())
		tags.add_tag(given, "Later")
		tags.remove_tag(again, self.tag)
		tags.add_tag(again, self.tag)
		self.assertTrue(records.progress(done["name"])["may_undo"])
		progress = undo_to_end(done["name"], batch=1)
		self.assertEqual((progress["status"], progress["undone"]), ("Undone", 1))
		self.assertEqual(self.tagged(), {had, again})
		self.assertEqual(tags.tags_of(given), ["Fleet", "Later"])
		outcomes = outcomes_of(done["name"])
		self.assertEqual(outcomes[given], ("Undone", ""))
		self.assertEqual(outcomes[again], ("Kept", "The tag that this action gave was taken away since."))
		self.assertFalse(progress["may_undo"])

	def test_a_tag_is_taken_and_given_back(self):
		has, has_not, again = self.customers
		for name in (has, again):
			tags.add_tag(name, self.tag)
		progress = run_to_end("remove_tag", {"tag": self.tag.lower()}, self.source())
		self.assertEqual((progress["changed"], progress["skipped"]), (2, 1))
		self.assertEqual((self.tagged(), tags.tags_of(has)), (set(), []))
		tags.add_tag(again, self.tag)
		progress = undo_to_end(progress["name"])
		self.assertEqual((progress["status"], progress["undone"]), ("Undone", 1))
		self.assertEqual(self.tagged(), {has, again})
		outcomes = outcomes_of(progress["name"])
		self.assertEqual((outcomes[again], outcomes[has_not][0]), (("Kept", "Has the tag again."), "Skipped"))

	def test_customers_deleted_or_disabled_meanwhile_do_not_stop_the_undo(self):
		done = run_to_end("add_tag", {"tag": self.tag}, self.source())
		frappe.set_user("Administrator")
		frappe.delete_doc("Customer", self.customers[0])
		frappe.db.set_value("Customer", self.customers[1], "disabled", 1)
		frappe.set_user(self.manager)
		progress = undo_to_end(done["name"])
		self.assertEqual((progress["status"], progress["undone"]), ("Undone", 2))
		self.assertEqual(self.tagged(), set())
