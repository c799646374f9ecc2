"""The timeline: what it shows to whom, in which order, page by page, at a constant number of queries."""

from datetime import datetime
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase, patch_hooks
from frappe.utils import add_to_date

from workshop_crm.customer_management.profile import notes
from workshop_crm.customer_management.profile.customer_360.timeline import (
	TimelineEvent,
	registered_sources,
	timeline,
	timeline_source,
)
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts

START = datetime(2020, 1, 1, 8, 0)


def write_comments(customer: str, count: int) -> None:
	"""Put `count` comments on the customer's page, one an hour from START."""
	fields = ["name", "creation", "modified", "owner", "modified_by", "comment_type", "reference_doctype"]
	fields += ["reference_name", "content"]
	rows = []
	for number in range(count):
		moment = add_to_date(START, hours=number)
		owner = "Administrator"
		name = frappe.generate_hash(length=12)
		rows.append(
			(name, moment, moment, owner, owner, "Comment", "Customer", customer, f"comment {number}")
		)
	frappe.db.bulk_insert("Comment", fields, rows)


def query_count(action) -> int:
	"""How many statements `action` sends to the database."""
	database = frappe.db.__class__
	with patch.object(database, "sql", autospec=True, side_effect=database.sql) as sql:
		action()
	return sql.call_count


def titles(page: dict, kind: str) -> list[str]:
	return [event["title"] for event in page["events"] if event["kind"] == kind]


def suspend(account: str, reason: str) -> None:
	"""Change the status as a form does; while testing, Frappe tracks changes only when asked to."""
	doc = frappe.get_doc("Customer Division Account", account)
	doc.update({"status": "Suspended", "status_reason": reason})
	doc.save(ignore_version=False)


@timeline_source("visit", lambda: "Visits")
def visits(customer, companies, limit):
	"""A reader as another capability would bring one."""
	moment = datetime(2019, 5, 5, 10, 0)
	return [TimelineEvent("visit", moment.date(), moment, "Oil change", "Customer", customer)]


class TimelineCase(FrappeTestCase):
	def tearDown(self):
		frappe.set_user("Administrator")


class TestPages(TimelineCase):
	def test_newest_event_comes_first(self):
		customer = make_customer().name
		write_comments(customer, 3)
		page = timeline(customer)
		self.assertEqual(titles(page, "comment"), ["comment 2", "comment 1", "comment 0"])
		self.assertEqual(page["events"][0]["kind"], "registration")

	def test_pages_follow_without_gap_or_repetition(self):
		customer = make_customer().name
		write_comments(customer, 25)
		shown, start, has_more = [], 0, True
		while has_more:
			page = timeline(customer, start=start, limit=10)
			shown += titles(page, "comment")
			start, has_more = page["next_start"], page["has_more"]
		self.assertEqual(shown, [f"comment {number}" for number in range(24, -1, -1)])

	def test_filter_by_kind_leaves_the_other_kinds_out(self):
		customer = make_customer().name
		write_comments(customer, 2)
		page = timeline(customer, kinds=["registration"])
		self.assertEqual([event["kind"] for event in page["events"]], ["registration"])

	def test_kinds_are_listed_once_with_their_label(self):
		kinds = [entry["kind"] for entry in timeline(make_customer().name)["kinds"]]
		self.assertEqual(len(kinds), len(set(kinds)))
		self.assertIn("account", kinds)

	def test_a_page_holds_at_most_a_hundred_events(self):
		customer = make_customer().name
		write_comments(customer, 120)
		page = timeline(customer, limit=5000)
		self.assertEqual(len(page["events"]), 100)
		self.assertTrue(page["has_more"])

	def test_negative_start_and_limit_are_read_as_the_least(self):
		page = timeline(make_customer().name, start=-5, limit=-5)
		self.assertEqual(page["next_start"], 1)

	def test_reading_writes_nothing(self):
		customer = make_customer().name
		before = row_counts("Comment", "Communication", "Version", "Customer")
		timeline(customer)
		self.assertEqual(row_counts("Comment", "Communication", "Version", "Customer"), before)


class TestSources(TimelineCase):
	def test_another_capability_joins_by_the_hook(self):
		customer = make_customer().name
		paths = [*frappe.get_hooks("timeline_sources"), f"{__name__}.visits"]
		with patch_hooks({"timeline_sources": paths}):
			page = timeline(customer)
		self.assertEqual(titles(page, "visit"), ["Oil change"])
		self.assertIn({"kind": "visit", "label": "Visits"}, page["kinds"])

	def test_every_registered_source_is_marked(self):
		for source in registered_sources():
			self.assertTrue(source.event_kind)
			self.assertTrue(source.event_label())

	def test_change_of_standing_names_both_and_the_reason(self):
		customer = make_customer(company=make_company()).name
		account = frappe.db.get_value("Customer Division Account", {"customer": customer})
		suspend(account, "Two invoices overdue")
		events = timeline(customer, kinds=["account"])["events"]
		self.assertEqual(events[0]["title"], "Account status changed from Active to Suspended")
		self.assertEqual(events[0]["detail"], "Two invoices overdue")
		self.assertEqual(events[0]["name"], account)

	def test_message_about_the_customer_appears_once(self):
		customer = make_customer().name
		message = frappe.get_doc(
			{
				"doctype": "Communication",
				"subject": "Your car is ready",
				"communication_type": "Communication",
				"communication_medium": "Phone",
				"sent_or_received": "Sent",
				"reference_doctype": "Customer",
				"reference_name": customer,
				"timeline_links": [{"link_doctype": "Customer", "link_name": customer}],
			}
		)
		message.insert(ignore_permissions=True)
		self.assertEqual(titles(timeline(customer), "message"), ["Your car is ready"])


class TestWhoSeesWhat(TimelineCase):
	def test_private_note_is_its_writers_only(self):
		customer, writer = make_customer().name, make_user("Workshop Advisor")
		frappe.set_user(writer)
		notes.add_note(customer, "text", subject="between us", is_private=1)
		self.assertEqual(titles(timeline(customer), "note"), ["between us"])
		frappe.set_user(make_user("Workshop Manager"))
		self.assertEqual(titles(timeline(customer), "note"), [])

	def test_viewer_of_one_division_sees_nothing_of_another(self):
		own, other = make_company(), make_company()
		customer = make_customer(company=own).name
		open_account(customer, other)
		notes.add_note(customer, "text", subject="of the other", company=other)
		notes.add_note(customer, "text", subject="of mine", company=own)
		frappe.set_user(make_user("Workshop Advisor", companies=(own,)))
		events = timeline(customer)["events"]
		self.assertNotIn(other, [event["company"] for event in events])
		self.assertEqual([event["title"] for event in events if event["kind"] == "note"], ["of mine"])

	def test_customer_of_another_division_is_refused(self):
		customer = make_customer(company=make_company()).name
		frappe.set_user(make_user("Workshop Advisor", companies=(make_company(),)))
		with self.assertRaises(frappe.PermissionError):
			timeline(customer)

	def test_documents_without_right_are_left_out(self):
		customer = make_customer().name
		frappe.set_user(make_user("Workshop Technician"))
		kinds = {event["kind"] for event in timeline(customer)["events"]}
		self.assertLessEqual(kinds, {"registration", "account", "note", "message", "comment"})


class TestQueries(TimelineCase):
	def test_ten_and_a_thousand_events_take_the_same_number_of_queries(self):
		few, many = make_customer().name, make_customer().name
		write_comments(few, 10)
		write_comments(many, 1000)
		timeline(few)
		of_few = query_count(lambda: timeline(few))
		of_many = query_count(lambda: timeline(many))
		self.assertEqual(of_many, of_few)


class TestReferral(FrappeTestCase):
	def tearDown(self):
		frappe.set_user("Administrator")

	def setUp(self):
		self.mine, self.other = make_company(), make_company()
		self.referrer = make_customer(company=self.other)
		code = frappe.db.get_value("Customer", self.referrer.name, "referral_code")
		self.customer = make_customer(company=self.mine, referral_code=code)

	def told_of(self, customer) -> list[tuple[str, str]]:
		events = timeline(customer.name, ["referral"])["events"]
		return [(event["title"], event["name"]) for event in events]

	def test_both_sides_are_told(self):
		self.assertEqual(
			self.told_of(self.customer), [(f"Referred by {self.referrer.customer_name}", self.referrer.name)]
		)
		self.assertEqual(
			self.told_of(self.referrer), [(f"Brought {self.customer.customer_name}", self.customer.name)]
		)

	def test_customers_of_other_divisions_are_not_named(self):
		frappe.set_user(make_user("Workshop Advisor", companies=(self.mine,)))
		self.assertEqual(self.told_of(self.customer), [("Referred by another customer", self.customer.name)])
		frappe.set_user(make_user("Workshop Advisor", companies=(self.other,)))
		self.assertEqual(self.told_of(self.referrer), [])
