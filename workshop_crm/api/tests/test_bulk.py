"""Bulk actions over HTTP: previewed, followed, undone; and every refusal with nothing changed."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import bulk, segments
from workshop_crm.customer_management.profile.bulk import records, run, start
from workshop_crm.exceptions import BulkActionError, CustomerError, SegmentError
from workshop_crm.tests.bulk_factories import batches_within_test
from workshop_crm.tests.connections import forget_limits
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts, unique

WRITTEN = (records.DOCTYPE, records.ROW, "Tag Link", "ToDo", "File")
NGOS = [{"fact": "identity_type", "operator": "is", "values": ["NGO"]}]


class BulkApiCase(FrappeTestCase):
	def setUp(self):
		forget_limits()
		self.company = make_company()
		self.manager = make_user("Workshop Manager", companies=(self.company,))
		self.elsewhere = make_user("Workshop Manager", companies=(make_company(),))
		self.customers = [make_customer(company=self.company, identity_type="NGO").name for _n in range(2)]
		self.segment = segments.create(unique("Charities"), NGOS, self.company)["name"]
		self.tag = unique("Offer")

	def asked(self, **source) -> dict:
		return {"action": "add_tag", "parameters": {"tag": self.tag}, "source": source}

	def done(self) -> str:
		"""Tag the chosen customers as the manager, to the end."""
		with batches_within_test(), self.set_user(self.manager):
			name = bulk.start(**self.asked(customers=self.customers))["name"]
			run.run_action(name)
		return name


class TestBulk(BulkApiCase):
	def test_actions_name_what_they_ask_for(self):
		with self.set_user(self.manager):
			found = {action["name"]: action for action in bulk.actions()}
		expected = ["add_tag", "assign", "export", "remove_tag", "set_segment", "verify_addresses"]
		self.assertEqual(sorted(found), expected)
		self.assertEqual(
			found["add_tag"]["parameters"],
			[{"name": "tag", "label": "Tag", "kind": "text", "required": True, "options": []}],
		)
		self.assertEqual((found["add_tag"]["may_undo"], found["assign"]["may_undo"]), (True, False))
		companies = found["set_segment"]["parameters"][0]["options"]
		self.assertEqual(companies, [{"value": self.company, "label": self.company}])
		with self.set_user(make_user("Workshop Marketing")):
			found = {action["name"] for action in bulk.actions()}
		self.assertEqual(found, {"assign"})

	def test_a_preview_says_who_is_left_out_and_writes_nothing(self):
		tagged, disabled, stranger = *self.customers, make_customer(company=make_company()).name
		frappe.get_doc("Customer", tagged).add_tag(self.tag)
		frappe.db.set_value("Customer", disabled, "disabled", 1)
		third = make_customer(company=self.company).name
		before = row_counts(*WRITTEN)
		with self.set_user(self.manager):
			chosen = [tagged, disabled, stranger, "No such customer", third]
			shown = bulk.preview(**self.asked(customers=chosen))
			counts = (shown["count"], shown["checked"], shown["would_change"], shown["unseen"])
			self.assertEqual(counts, (3, 3, 1, 2))
			reasons = {row["reason"]: row["count"] for row in shown["skipped"]}
			self.assertEqual(reasons, {"Has the tag already.": 1, "The customer is disabled.": 1})
			rows = [(row["name"], row["reason"]) for row in shown["rows"]]
			self.assertEqual(
				rows,
				[(tagged, "Has the tag already."), (disabled, "The customer is disabled."), (third, "")],
			)
			of_segment = bulk.preview(**self.asked(segment=self.segment))
			of_conditions = bulk.preview(**self.asked(conditions=NGOS, company=self.company))
		self.assertEqual((of_segment["count"], of_segment["would_change"]), (1, 0))
		self.assertEqual(of_conditions, of_segment)
		self.assertEqual(row_counts(*WRITTEN), before)

	def test_started_followed_listed_and_undone(self):
		with batches_within_test(), self.set_user(self.manager):
			started = bulk.start(**self.asked(segment=self.segment))
			self.assertEqual((started["status"], started["total"], started["percent"]), ("Queued", 2, 0))
			run.run_action(started["name"])
			progress = bulk.progress(started["name"])
			self.assertEqual(
				(progress["label"], progress["detail"], progress["status"], progress["percent"]),
				("Add a tag", self.tag, "Finished", 100),
			)
			listed = bulk.list(self.segment)["rows"]
			self.assertEqual([(row["name"], row["may_undo"]) for row in listed], [(started["name"], True)])
			rows = bulk.rows(started["name"], "Changed")
			self.assertEqual({row["customer"] for row in rows["rows"]}, set(self.customers))
			self.assertEqual(bulk.rows(started["name"], limit_page_length=1)["has_more"], True)
			self.assertEqual(bulk.undo(started["name"])["status"], "Undoing")
			run.run_action(started["name"])
			self.assertEqual(bulk.progress(started["name"])["status"], "Undone")
		self.assertFalse(frappe.db.exists("Tag Link", {"tag": self.tag}))

	def test_the_file_of_an_export(self):
		with batches_within_test(), self.set_user(self.manager):
			source = {"customers": self.customers}
			name = bulk.start("export", source, {"file_format": "CSV"})["name"]
			run.run_action(name)
			bulk.as_file(name)
			self.assertEqual(len(frappe.response.pop("filecontent").decode("utf-8-sig").splitlines()), 3)
			with self.assertRaises(frappe.DoesNotExistError):
				bulk.as_file(self.done())
		for user in (self.elsewhere, make_user("Workshop Marketing"), make_user("Workshop Advisor"), "Guest"):
			with self.subTest(user), self.set_user(user):
				self.assertRaises(frappe.PermissionError, bulk.as_file, name)
				self.assertRaises(frappe.PermissionError, bulk.progress, name)
				file = frappe.get_doc("File", records.exported_file(name))
				self.assertFalse(file.has_permission("read"))
		self.assertNotIn("filecontent", frappe.response)


class TestRefusals(BulkApiCase):
	def refused(self, error: type, user: str, *calls) -> None:
		"""Each of `calls` by `user` raises `error`, and nothing is changed by it."""
		before = row_counts(*WRITTEN)
		with self.set_user(user):
			for number, call in enumerate(calls):
				with self.subTest(user, call=number):
					self.assertRaises(error, call)
		self.assertEqual(row_counts(*WRITTEN), before)

	def test_who_has_no_right_to_bulk_actions(self):
		name = self.done()
		portal = make_user("Customer", user_type="Website User")
		for user in ("Guest", portal, make_user("Workshop Advisor"), make_user("Workshop Technician")):
			self.refused(
				frappe.PermissionError,
				user,
				bulk.actions,
				lambda: bulk.preview(**self.asked(customers=self.customers)),
				lambda: bulk.start(**self.asked(customers=self.customers)),
				lambda: bulk.progress(name),
				lambda: bulk.rows(name),
				lambda: bulk.stop(name),
				lambda: bulk.resume(name),
				lambda: bulk.undo(name),
				bulk.list,
			)
		self.assertEqual(bulk.progress(name)["status"], "Finished")

	def test_an_auditor_looks_only(self):
		name = self.done()
		auditor = make_user("Workshop Auditor")
		with self.set_user(auditor):
			self.assertEqual(bulk.progress(name)["changed"], 2)
		calls = [lambda: bulk.start(**self.asked(customers=self.customers)), lambda: bulk.undo(name)]
		self.refused(frappe.PermissionError, auditor, *calls)

	def test_marketing_may_not_change_customers(self):
		marketing = make_user("Workshop Marketing", companies=(self.company,))
		calls = [
			lambda action=action, asked=asked: bulk.start(action, {"segment": self.segment}, asked)
			for action, asked in (
				("add_tag", {"tag": self.tag}),
				("remove_tag", {"tag": self.tag}),
				("verify_addresses", {"notes": "Looked"}),
				("set_segment", {"company": self.company, "segment": "Fleet"}),
				("export", {}),
			)
		]
		self.refused(frappe.PermissionError, marketing, *calls)

	def test_another_division_gets_nothing(self):
		name = self.done()
		self.refused(
			frappe.PermissionError,
			self.elsewhere,
			lambda: bulk.start(**self.asked(segment=self.segment)),
			lambda: bulk.start(**self.asked(conditions=NGOS, company=self.company)),
			lambda: bulk.preview(**self.asked(segment=self.segment)),
			lambda: bulk.progress(name),
			lambda: bulk.rows(name),
			lambda: bulk.undo(name),
		)
		self.refused(
			BulkActionError, self.elsewhere, lambda: bulk.start(**self.asked(customers=self.customers))
		)
		with self.set_user(self.elsewhere):
			self.assertNotIn(name, [row["name"] for row in bulk.list(limit_page_length=100)["rows"]])

	def test_a_colleague_may_look_but_not_undo(self):
		name = self.done()
		colleague = make_user("Workshop Manager")
		with self.set_user(colleague):
			self.assertEqual(bulk.progress(name)["changed"], 2)
		self.refused(frappe.PermissionError, colleague, lambda: bulk.undo(name), lambda: bulk.resume(name))

	def test_nobody_too_many_and_unclear_sources(self):
		empty = [{"fact": "identity_type", "operator": "is", "values": ["Government"]}]
		self.refused(
			BulkActionError,
			self.manager,
			lambda: bulk.start(**self.asked(conditions=empty, company=self.company)),
			lambda: bulk.start(**self.asked(customers=["No such customer"])),
			lambda: bulk.start(**self.asked(customers=[])),
			lambda: bulk.start(**self.asked()),
			lambda: bulk.start(**self.asked(segment=self.segment, customers=self.customers)),
			lambda: bulk.start(**self.asked(customers=[f"C{number}" for number in range(1001)])),
			lambda: bulk.preview(**self.asked(customers=[])),
		)
		with patch.object(start, "_check_number", wraps=start._check_number) as check:
			action = records.registered_actions()["assign"]
			self.assertRaises(BulkActionError, check, action, action.most + 1)

	def test_wrong_actions_and_values(self):
		source = {"customers": self.customers}
		self.refused(
			CustomerError,
			self.manager,
			lambda: bulk.start("dance", source, {}),
			lambda: bulk.start("message", source, {"text": "Hello"}),
			lambda: bulk.start("add_tag", source, {}),
			lambda: bulk.start("add_tag", source, {"tag": "a,b"}),
			lambda: bulk.start("add_tag", source, {"tag": "x" * 61}),
			lambda: bulk.start("set_segment", source, {"company": "Nowhere Ltd"}),
		)
		wrong = [{"fact": "shoe_size", "operator": "is", "values": ["44"]}]
		self.refused(SegmentError, self.manager, lambda: bulk.start(**self.asked(conditions=wrong)))
		self.refused(
			frappe.ValidationError, self.manager, lambda: bulk.start("add_tag", {"everybody": True}, {})
		)

	def test_the_same_twice_at_once_and_many_at_once(self):
		with patch.object(start, "queue"), self.set_user(self.manager):
			bulk.start(**self.asked(segment=self.segment))
			bulk.start(**self.asked(customers=self.customers))
		same = [
			lambda: bulk.start(**self.asked(segment=self.segment)),
			lambda: bulk.start(**self.asked(customers=self.customers[::-1])),
		]
		self.refused(BulkActionError, self.manager, *same)
		with patch.object(start, "queue"), self.set_user(self.manager):
			bulk.start(**self.asked(customers=self.customers[:1]))
		self.refused(
			BulkActionError, self.manager, lambda: bulk.start(**self.asked(customers=self.customers[1:]))
		)

	def test_what_cannot_be_undone(self):
		with batches_within_test(), self.set_user(self.manager):
			exported = bulk.start("export", {"customers": self.customers}, {})["name"]
			run.run_action(exported)
			undone = self.done()
			nobody = bulk.start(**self.asked(customers=self.customers))["name"]
			self.refused(BulkActionError, self.manager, lambda: bulk.undo(nobody))
			run.run_action(nobody)
			bulk.undo(undone)
			self.refused(BulkActionError, self.manager, lambda: bulk.undo(undone))
			run.run_action(undone)
		calls = [lambda name=name: bulk.undo(name) for name in (exported, undone, nobody)]
		self.refused(BulkActionError, self.manager, *calls)
		self.refused(frappe.DoesNotExistError, self.manager, lambda: bulk.undo("CBULK-none"))

	def test_a_record_made_by_hand_is_refused(self):
		values = {"doctype": records.DOCTYPE, "action": "add_tag", "requested_by": self.manager}
		self.refused(
			BulkActionError,
			self.manager,
			lambda: frappe.get_doc({**values, "status": "Finished"}).insert(),
		)
		name = self.done()
		document = frappe.get_doc(records.DOCTYPE, name)
		document.requested_by = self.elsewhere
		self.refused(frappe.PermissionError, self.manager, document.save, document.delete)
		self.assertEqual(frappe.db.get_value(records.DOCTYPE, name, "requested_by"), self.manager)
