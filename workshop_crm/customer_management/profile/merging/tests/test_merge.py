"""Merging and undoing with ERPNext's real documents on both sides."""

import frappe
from frappe.desk.form.assign_to import add as assign
from frappe.tests.utils import FrappeTestCase
from pypika.terms import Criterion

from workshop_crm.customer_management.profile import divisions, identity
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.merging.preview import preview_merge
from workshop_crm.customer_management.profile.merging.references import references_to
from workshop_crm.customer_management.profile.merging.undo import undo_merge
from workshop_crm.customer_management.search.search import suggest_customers
from workshop_crm.exceptions import MergeRefusedError
from workshop_crm.tests import factories
from workshop_crm.tests.hosts import bench_only

# Derived data and the traces of the merge itself, which come back the same without being the same rows.
NOT_COMPARED = {"Customer Search Key", "Customer Merge", "Customer Merge Entry"}


def snapshot(*customers: str) -> dict:
	"""Return every row of the site that belongs to or points at the customers, without its stamps."""
	rows = {("Customer", name): _row("Customer", name) for name in customers}
	for reference in references_to("Customer"):
		for customer in customers:
			for name in reference.row_names("Customer", customer):
				rows[(reference.doctype, name)] = _row(reference.doctype, name)
	return {place: row for place, row in rows.items() if place[0] not in NOT_COMPARED}


def _row(doctype: str, name: str) -> dict:
	row = frappe.db.get_value(doctype, name, "*", as_dict=True) or {}
	return {key: value for key, value in row.items() if key not in ("modified", "modified_by", "creation")}


def pointing_at(customer: str) -> list[tuple[str, str]]:
	"""Return (DocType, row) for everything that still points at `customer`."""
	return [
		(reference.doctype, name)
		for reference in references_to("Customer")
		for name in reference.row_names("Customer", customer)
	]


def columns_naming(text: str) -> set[tuple[str, str]]:
	"""Return (DocType, column) wherever a row of the site holds `text`, linked or not."""
	found = set()
	for doctype in frappe.get_all("DocType", filters={"issingle": 0, "is_virtual": 0}, pluck="name"):
		if not frappe.db.table_exists(doctype):
			continue
		table = frappe.qb.DocType(doctype)
		columns = frappe.db.get_table_columns(doctype)
		criteria = Criterion.any([table[column].like(text) for column in columns])
		for row in frappe.qb.from_(table).select(table.star).where(criteria).limit(20).run(as_dict=True):
			found |= {(doctype, column) for column in columns if row[column] == text}
	return found


class TestMerge(FrappeTestCase):
	"""What every host holds: links, child rows, accounts, keys, identity, notes."""

	def setUp(self):
		self.company = factories.make_company()
		self.source = factories.make_customer(
			company=self.company, national_id=self.number(), occupation="Driver"
		)
		self.target = factories.make_customer(company=self.company)

	@staticmethod
	def number() -> str:
		"""Return a national ID of its own."""
		return str(50_000_000 + next(factories._counter))

	def merge(self, **values):
		"""Merge the source into the target."""
		return merge_customers(self.source.name, self.target.name, **values)

	def test_the_source_stays_disabled_and_its_number_still_finds(self):
		self.merge()
		source = frappe.get_doc("Customer", self.source.name)
		self.assertEqual((source.disabled, source.merged_into), (1, self.target.name))
		for text in (self.source.customer_number, self.source.mobile_no[4:]):
			self.assertEqual([row["name"] for row in suggest_customers(text)], [self.target.name], text)

	def test_empty_fields_are_filled_and_choices_respected(self):
		name = self.source.customer_name
		self.merge(choices={"customer_name": "source"})
		target = frappe.get_doc("Customer", self.target.name)
		self.assertEqual((target.occupation, target.customer_name), ("Driver", name))

	def test_two_accounts_of_a_division_become_one_with_the_stricter_standing(self):
		account = divisions.accounts_of(self.source.name)[0]
		divisions.set_status(account["name"], "Suspended", "Unpaid")
		other = factories.make_company()
		divisions.open_account(self.source.name, other)
		self.merge()
		accounts = {row["company"]: row["status"] for row in divisions.accounts_of(self.target.name)}
		self.assertEqual(accounts, {self.company: "Suspended", other: "Active"})
		self.assertEqual(divisions.accounts_of(self.source.name)[0]["status"], "Closed")

	def test_identity_numbers_move_and_come_back(self):
		number = self.number()
		identity.store_identity(self.source.name, national_id=number)
		identity.store_identity(self.target.name, passport="AB12345")
		merge = self.merge()
		self.assertEqual(identity.find_by_identity("national_id", number), self.target.name)
		taker = frappe.get_doc("Customer Identity", {"customer": self.target.name})
		self.assertEqual(taker.get_password("national_id"), number)
		undo_merge(merge.name)
		self.assertEqual(identity.find_by_identity("national_id", number), self.source.name)
		giver = frappe.get_doc("Customer Identity", {"customer": self.source.name})
		self.assertEqual(giver.get_password("national_id"), number)

	def test_undo_restores_every_row(self):
		self.source.append("preferred_channels", {"channel": "SMS"})
		self.source.save()
		self.source.add_tag("fleet")
		self.source.add_comment("Comment", "Prefers mornings")
		self.target.add_tag("vip")
		before = snapshot(self.source.name, self.target.name)
		merge = self.merge()
		self.assertNotEqual(snapshot(self.source.name, self.target.name), before)
		undo_merge(merge.name)
		self.assertEqual(snapshot(self.source.name, self.target.name), before)
		self.assertEqual(
			[row["name"] for row in suggest_customers(self.source.mobile_no[4:])], [self.source.name]
		)

	def test_nothing_points_at_the_source_any_more(self):
		self.merge()
		kept = {"Customer Division Account"}
		self.assertEqual([place for place in pointing_at(self.source.name) if place[0] not in kept], [])

	def test_a_chain_of_merges_is_undone_from_its_end(self):
		third = factories.make_customer()
		first_merge = self.merge()
		second_merge = merge_customers(self.target.name, third.name)
		self.assertEqual(frappe.db.get_value("Customer", self.source.name, "merged_into"), third.name)
		with self.assertRaisesRegex(MergeRefusedError, "has to be undone first"):
			undo_merge(first_merge.name)
		undo_merge(second_merge.name)
		undo_merge(first_merge.name)
		self.assertFalse(frappe.db.get_value("Customer", self.source.name, "merged_into"))


class TestRefusedMerge(FrappeTestCase):
	"""Each refusal changes nothing."""

	def setUp(self):
		self.source, self.target = factories.make_customer(), factories.make_customer()

	def refuse(self, error, pattern, *arguments, **values):
		"""Try to merge, expect `error`, and prove that neither customer changed."""
		before = snapshot(self.source.name, self.target.name)
		with self.assertRaisesRegex(error, pattern):
			merge_customers(*arguments, **values)
		self.assertEqual(snapshot(self.source.name, self.target.name), before)

	def test_into_himself(self):
		self.refuse(MergeRefusedError, "into himself", self.source.name, self.source.name)

	def test_unknown_customer(self):
		self.refuse(frappe.DoesNotExistError, "does not exist", "No Such Customer", self.target.name)

	def test_saved_by_another_user_since_the_preview(self):
		seen = preview_merge(self.source.name, self.target.name).modified
		self.target.reload()
		self.target.update({"occupation": "Teacher"}).save()
		self.refuse(
			MergeRefusedError, "changed by another user", self.source.name, self.target.name, modified=seen
		)

	def test_a_save_begun_before_the_merge_is_refused(self):
		self.target.reload()
		merge_customers(self.source.name, self.target.name)
		self.assertRaises(frappe.TimestampMismatchError, self.target.update({"occupation": "Teacher"}).save)

	def test_merged_already(self):
		merge_customers(self.source.name, self.target.name)
		self.refuse(MergeRefusedError, "already", self.source.name, self.target.name)

	def test_a_choice_that_does_not_exist(self):
		choices = {"customer_group": "source"}
		self.refuse(MergeRefusedError, "do not differ", self.source.name, self.target.name, choices=choices)

	def test_without_the_right_or_from_another_division(self):
		mine, other = factories.make_company(), factories.make_company()
		divisions.open_account(self.source.name, mine)
		divisions.open_account(self.target.name, other)
		with self.set_user(factories.make_user("Workshop Technician")):
			self.refuse(frappe.PermissionError, "", self.source.name, self.target.name)
		with self.set_user(factories.make_user("Workshop Manager", companies=(mine,))):
			self.refuse(frappe.PermissionError, "", self.source.name, self.target.name)

	def test_undone_twice(self):
		merge = merge_customers(self.source.name, self.target.name)
		undo_merge(merge.name)
		with self.assertRaisesRegex(MergeRefusedError, "undone already"):
			undo_merge(merge.name)

	def test_undo_after_something_new_was_made(self):
		merge = merge_customers(self.source.name, self.target.name)
		divisions.open_account(self.target.name, factories.make_company())
		before = snapshot(self.source.name, self.target.name)
		with self.assertRaisesRegex(MergeRefusedError, "was made since"):
			undo_merge(merge.name)
		self.assertEqual(snapshot(self.source.name, self.target.name), before)

	def test_undo_after_a_moved_value_was_changed(self):
		self.source.db_set("occupation", "Driver")
		merge = merge_customers(self.source.name, self.target.name)
		frappe.db.set_value("Customer", self.target.name, "occupation", "Pilot")
		with self.assertRaisesRegex(MergeRefusedError, "was changed since"):
			undo_merge(merge.name)
		self.assertEqual(frappe.db.get_value("Customer", self.source.name, "disabled"), 1)


@bench_only
class TestMergeOfRealDocuments(FrappeTestCase):
	"""Invoices, payments, ledgers, issues, messages, files, tags, comments, shares and assignments on both sides."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company(with_accounts=True)
		cls.item = factories.make_item()

	def furnish(self, customer: str):
		"""Give a customer one of everything."""
		invoice = factories.new_sales_document("Sales Invoice", customer, self.company, self.item)
		invoice.insert().submit()
		factories.pay(invoice)
		factories.new_sales_document(
			"Sales Invoice", customer, self.company, self.item, rate=7
		).insert().submit()
		factories.new_sales_document("Sales Order", customer, self.company, self.item).insert()
		factories.new_sales_document("Quotation", customer, self.company, self.item).insert()
		reference = {"reference_doctype": "Customer", "reference_name": customer}
		frappe.get_doc({"doctype": "Issue", "subject": "Noise", "customer": customer}).insert()
		frappe.get_doc(
			{"doctype": "Communication", "subject": "Hello", "content": "Hello", **reference}
		).insert()
		attached = {"attached_to_doctype": "Customer", "attached_to_name": customer, "is_private": 1}
		name = f"{frappe.generate_hash(length=6)}.txt"
		frappe.get_doc({"doctype": "File", "file_name": name, "content": "paper", **attached}).insert()
		doc = frappe.get_doc("Customer", customer)
		doc.add_tag("regular")
		doc.add_comment("Comment", "Calls in the evening")
		assign({"doctype": "Customer", "name": customer, "assign_to": ["Administrator"]})
		frappe.share.add("Customer", customer, factories.make_user("Workshop Advisor"))

	def balance(self, customer: str) -> float:
		"""Return the sum of the ledger for the customer."""
		rows = frappe.get_all(
			"GL Entry", filters={"party": customer}, fields=["sum(debit - credit) as balance"]
		)
		return rows[0].balance or 0.0

	def test_everything_moves_and_everything_comes_back(self):
		source, target = (factories.make_customer(company=self.company).name for _side in range(2))
		for customer in (source, target):
			self.furnish(customer)
		before, owed = snapshot(source, target), self.balance(source) + self.balance(target)
		printed = frappe.get_all(
			"Sales Invoice", filters={"customer": source}, fields=["name", "customer_name"]
		)
		merge = merge_customers(source, target)
		self.assertEqual({place[0] for place in pointing_at(source)} - {"Customer Division Account"}, set())
		self.assertEqual((owed, self.balance(target)), (14, 14))
		self.assertEqual(frappe.db.count("Sales Invoice", {"customer": target, "docstatus": 1}), 4)
		for row in printed:
			self.assertEqual(
				frappe.db.get_value("Sales Invoice", row.name, "customer_name"), row.customer_name
			)
		undo_merge(merge.name)
		self.assertEqual(snapshot(source, target), before)

	def test_no_column_of_any_table_names_the_source(self):
		name = factories.unique("Hamood Al Rawahi")
		target = factories.make_customer(customer_name=name, company=self.company).name
		source = factories.make_customer(customer_name=name, company=self.company).name
		self.assertNotEqual(source, name)
		self.furnish(source)
		merge_customers(source, target)
		kept = {"Customer", "Customer Merge", "Customer Merge Entry", "Customer Division Account"}
		printed = {("GL Entry", "against"), ("Payment Entry", "title")}
		found = {place for place in columns_naming(source) if place[0] not in kept}
		self.assertEqual(found - printed, set())

	def test_no_undo_after_a_new_invoice(self):
		source, target = (factories.make_customer(company=self.company).name for _side in range(2))
		merge = merge_customers(source, target)
		factories.new_sales_document("Sales Invoice", target, self.company, self.item).insert()
		with self.assertRaisesRegex(MergeRefusedError, "was made since"):
			undo_merge(merge.name)
		self.assertEqual(frappe.db.get_value("Customer", source, "merged_into"), target)

	def test_a_removed_assignment_does_not_break_the_merge(self):
		source, target = (factories.make_customer(company=self.company).name for _side in range(2))
		frappe.db.set_value("Customer", source, "_assign", "")
		self.assertTrue(merge_customers(source, target).name)
