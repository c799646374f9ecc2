"""Merging over HTTP: what comes back, and who is refused with nothing changed."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import merges
from workshop_crm.customer_management.profile import duplicates
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.customer_management.profile.merging.sweep import PAIR, sweep
from workshop_crm.customer_management.profile.merging.tasks import queue_sweep
from workshop_crm.exceptions import MergeRefusedError
from workshop_crm.tests.factories import make_company, make_customer, make_user, new_mobile, row_counts

WRITTEN = ("Customer Merge", "Customer Merge Entry", PAIR, duplicates.ANSWER_DOCTYPE)


def likely_pair(**values) -> tuple:
	"""Register two customers with one phone and return them with the name of the pair that the sweep lists."""
	phone = new_mobile()
	first = make_customer(phone=phone, **values)
	second = make_customer(phone=phone, shared_phone=True, **values)
	frappe.db.delete(duplicates.ANSWER_DOCTYPE, {"customer": ("in", (first.name, second.name))})
	sweep()
	among = ("in", (first.name, second.name))
	pair = frappe.db.get_value(PAIR, {"customer": among, "other_customer": among})
	return first, second, pair


class TestPairs(FrappeTestCase):
	def setUp(self):
		self.company = make_company()
		self.first, self.second, self.pair = likely_pair(company=self.company)

	def listed(self, user: str) -> list[dict]:
		"""Return the pair as `user` finds it in the list."""
		with self.set_user(user):
			return [row for row in merges.pairs(limit_page_length=100)["rows"] if row["name"] == self.pair]

	def test_a_pair_says_who_and_why(self):
		(row,) = self.listed(make_user("Workshop Manager", companies=(self.company,)))
		self.assertEqual(row["score"], 1.0)
		names = {self.first.name, self.second.name}
		self.assertEqual({customer.name for customer in row["customers"]}, names)
		self.assertEqual(len(row["reasons"]), 1)
		self.assertIn("same phone", row["reasons"][0])

	def test_a_pair_with_a_customer_of_another_division_is_hidden(self):
		self.assertEqual(self.listed(make_user("Workshop Manager", companies=(make_company(),))), [])

	def test_dismissed_it_leaves_the_list_and_the_answer_stays(self):
		manager = make_user("Workshop Manager", companies=(self.company,))
		with self.set_user(manager):
			self.assertEqual(merges.dismiss(self.pair), {"dismissed": self.pair})
		self.assertEqual(self.listed(manager), [])
		among = ("in", (self.first.name, self.second.name))
		answers = {"customer": among, "other_customer": among, "answer": duplicates.NOT_A_DUPLICATE}
		self.assertEqual(frappe.db.count(duplicates.ANSWER_DOCTYPE, answers), 1)

	def test_an_advisor_reads_and_does_not_judge(self):
		advisor = make_user("Workshop Advisor", companies=(self.company,))
		self.assertEqual(len(self.listed(advisor)), 1)
		with self.set_user(advisor), self.assertRaises(frappe.PermissionError):
			merges.dismiss(self.pair)
		self.assertEqual(frappe.db.get_value(PAIR, self.pair, "status"), "Open")

	def test_the_sweep_is_put_on_the_queue_once(self):
		with (
			patch("workshop_crm.api.v1.merges.queue_sweep") as queue,
			self.set_user(make_user("Workshop Manager")),
		):
			self.assertEqual(merges.start_sweep(), {"queued": True})
		queue.assert_called_once_with()
		with patch("frappe.enqueue") as enqueue:
			queue_sweep()
		job = enqueue.call_args
		self.assertTrue(callable(frappe.get_attr(job.args[0])))
		self.assertEqual((job.kwargs["job_id"], job.kwargs["deduplicate"]), ("duplicate_sweep", True))

	def test_pages_are_limited(self):
		for page in ((0, 101), (-1, 20), (0, 0)):
			with self.assertRaises(frappe.ValidationError):
				merges.pairs(*page)


class TestMerges(FrappeTestCase):
	def setUp(self):
		self.company = make_company()
		self.source = make_customer(company=self.company, occupation="Driver")
		self.target = make_customer(company=self.company, occupation="Pilot")
		self.manager = make_user("Workshop Manager", companies=(self.company,))

	def merged(self, **values) -> dict:
		"""Look at the preview and merge."""
		seen = merges.preview(self.source.name, self.target.name)["modified"]
		return merges.merge(self.source.name, self.target.name, seen, **values)

	def test_the_preview_says_what_differs_and_what_moves(self):
		with self.set_user(self.manager):
			preview = merges.preview(self.source.name, self.target.name)
		fields = {row["fieldname"]: row for row in preview["fields"]}
		occupation = fields["occupation"]
		self.assertEqual(
			(occupation["source"], occupation["target"], occupation["chosen"]), ("Driver", "Pilot", "target")
		)
		self.assertEqual(preview["accounts_joined"], [self.company])
		self.assertEqual(preview["customers"]["source"]["divisions"], [self.company])
		documents = {row["doctype"]: row for row in preview["documents"]}
		self.assertEqual(documents["Contact"]["count"], 1)
		self.assertEqual(documents["Contact"]["names"], [self.source.customer_primary_contact])

	def test_names_of_documents_out_of_reach_are_not_told(self):
		hidden = make_company()
		open_account(self.source.name, hidden)
		note = {"doctype": "Customer Note", "customer": self.source.name, "company": hidden}
		frappe.get_doc({**note, "subject": "Secret", "content": "Secret"}).insert()
		with self.set_user(self.manager):
			documents = merges.preview(self.source.name, self.target.name)["documents"]
		(notes,) = [row for row in documents if row["doctype"] == "Customer Note"]
		self.assertEqual((notes["count"], notes["names"]), (1, []))

	def test_merge_with_choices_history_and_undo(self):
		with self.set_user(self.manager):
			done = self.merged(choices={"occupation": "source"})
			self.assertEqual((done["status"], done["may_undo"]), ("Merged", True))
			self.assertEqual(frappe.db.get_value("Customer", self.target.name, "occupation"), "Driver")
			(row,) = merges.history(self.target.name)["rows"]
			self.assertEqual(
				(row["name"], row["customers"]["source"]["name"]), (done["name"], self.source.name)
			)
			undone = merges.undo(done["name"])
			self.assertEqual((undone["status"], undone["undone_by"]), ("Undone", self.manager))
		self.assertEqual(frappe.db.get_value("Customer", self.target.name, "occupation"), "Pilot")

	def test_who_sees_only_the_remaining_customer_may_undo(self):
		other = make_company()
		source, target = make_customer(company=self.company), make_customer(company=other)
		with self.set_user(make_user("Workshop Manager", companies=(self.company, other))):
			seen = merges.preview(source.name, target.name)["modified"]
			done = merges.merge(source.name, target.name, seen)
			self.assertEqual(merges.undo(done["name"])["status"], "Undone")
		with self.set_user(self.manager):
			self.assertEqual(merges.history()["rows"], [])

	def test_the_same_calls_take_json_texts(self):
		seen = merges.preview(self.source.name, self.target.name)["modified"]
		texts = {"choices": '{"occupation": "source"}', "modified": frappe.as_json(seen)}
		self.assertEqual(merges.merge(self.source.name, self.target.name, **texts)["status"], "Merged")

	def refuse(self, error, call, pattern: str = ""):
		"""Expect `error` and prove that neither a record nor a customer changed."""
		fields = ["modified", "disabled", "merged_into", "occupation"]
		stored = [frappe.db.get_value("Customer", doc.name, fields) for doc in (self.source, self.target)]
		before = row_counts(*WRITTEN)
		with self.assertRaisesRegex(error, pattern):
			call()
		self.assertEqual(row_counts(*WRITTEN), before)
		now = [frappe.db.get_value("Customer", doc.name, fields) for doc in (self.source, self.target)]
		self.assertEqual(now, stored)

	def test_every_call_refuses_who_may_not(self):
		_first, _second, pair = likely_pair(company=self.company)
		done = merges.merge(_first.name, _second.name, merges.preview(_first.name, _second.name)["modified"])
		source, target = self.source.name, self.target.name
		seen = merges.preview(source, target)["modified"]
		changing = (
			lambda: merges.preview(source, target),
			lambda: merges.merge(source, target, seen),
			lambda: merges.undo(done["name"]),
			lambda: merges.history(source),
		)
		reading = (merges.pairs, lambda: merges.dismiss(pair), merges.start_sweep, merges.history)
		insiders = [make_user("Workshop Technician"), make_user("Workshop Marketing")]
		strangers = [make_user("Customer", user_type="Website User"), "Guest"]
		users = [(user, (*changing, *reading)) for user in (*insiders, *strangers)]
		users.append((make_user("Workshop Manager", companies=(make_company(),)), changing))
		users.append((make_user("Workshop Advisor"), changing))
		users.append((make_user("Workshop Auditor"), changing[:3]))
		for user, calls in users:
			for number, call in enumerate(calls):
				with self.subTest(user=user, call=number), self.set_user(user):
					self.refuse(frappe.PermissionError, call)

	def test_refused_input(self):
		source, target = self.source.name, self.target.name
		seen = merges.preview(source, target)["modified"]
		stale = {**seen, target: "2020-01-01 00:00:00.000000"}
		self.refuse(MergeRefusedError, lambda: merges.preview(source, source), "into himself")
		self.refuse(MergeRefusedError, lambda: merges.merge(source, target, stale), "changed by another user")
		self.refuse(
			MergeRefusedError, lambda: merges.merge(source, target, {source: seen[source]}), "preview"
		)
		self.refuse(
			MergeRefusedError,
			lambda: merges.merge(source, target, seen, {"disabled": "source"}),
			"do not differ",
		)
		self.refuse(
			frappe.ValidationError,
			lambda: merges.merge(source, target, seen, {"occupation": "both"}),
			"wrong value",
		)
		self.refuse(frappe.ValidationError, lambda: merges.merge(source, target, "{"), "not valid JSON")
		self.refuse(frappe.DoesNotExistError, lambda: merges.undo("MRG-0"))
		self.refuse(frappe.DoesNotExistError, lambda: merges.preview(source, "Nobody"))

	def test_an_undo_that_is_too_late_says_what_stands_against_it(self):
		done = self.merged()
		open_account(self.target.name, make_company())
		self.refuse(MergeRefusedError, lambda: merges.undo(done["name"]), "was made since")
		self.assertEqual(frappe.db.get_value("Customer Merge", done["name"], "status"), "Merged")
