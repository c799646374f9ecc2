"""Stages, bands and VIP from real invoices: on submit, on cancel, and for everybody by night."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.customer_360.tests.test_timeline import query_count
from workshop_crm.customer_management.profile.divisions import open_account, set_status
from workshop_crm.customer_management.profile.lifecycle import recompute
from workshop_crm.tests.factories import (
	change_settings_of,
	make_company,
	make_customer,
	make_item,
	new_sales_document,
	unique,
)
from workshop_crm.tests.hosts import bench_only

ACCOUNT = "Customer Division Account"
THRESHOLDS = {
	"loyal_purchases": 3,
	"medium_value": 50,
	"high_value": 100,
	"regular_purchases": 2,
	"frequent_purchases": 4,
	"vip_spend": 200,
	"vip_purchases": 0,
}


@bench_only
class LifecycleCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = make_company(with_accounts=True)
		cls.service = make_item()

	def setUp(self):
		change_settings_of(self.company, **THRESHOLDS)
		self.customer = make_customer(company=self.company).name

	def sell(self, rate: float = 10.0, days_ago: int = 0, customer: str = "", **values):
		customer, day = customer or self.customer, add_days(today(), -days_ago)
		dates = {"posting_date": day, "set_posting_time": 1, "due_date": day}
		defaults = {"disable_rounded_total": 1, **dates, **values}
		invoice = new_sales_document("Sales Invoice", customer, self.company, self.service, rate, **defaults)
		return invoice.insert().submit()

	def account(self, *fields: str):
		filters = {"customer": self.customer, "company": self.company}
		return frappe.db.get_value(ACCOUNT, filters, fields if len(fields) > 1 else fields[0])

	def of_customer(self, *fields: str):
		return frappe.db.get_value("Customer", self.customer, fields if len(fields) > 1 else fields[0])

	def comments(self, doctype: str = "Customer", name: str = "") -> list[str]:
		filters = {
			"reference_doctype": doctype,
			"reference_name": name or self.customer,
			"comment_type": "Info",
		}
		return frappe.get_all("Comment", filters=filters, pluck="content", order_by="creation")


class TestOnInvoice(LifecycleCase):
	def test_first_invoice_makes_a_new_customer(self):
		self.sell(rate=60)
		found = self.account("lifecycle_stage", "value_band", "frequency_band", "service_kind", "is_vip")
		self.assertEqual(found, ("New", "Medium", "New", "Repair Only", 0))
		day = getdate(today())
		self.assertEqual(self.account("first_purchase_on", "last_purchase_on"), (day, day))
		self.assertEqual(self.of_customer("lifecycle_stage", "value_band", "is_vip"), ("New", "Medium", 0))

	def test_vip_from_the_threshold_with_one_comment(self):
		self.sell(rate=199)
		self.assertEqual(self.account("is_vip"), 0)
		self.sell(rate=1)
		self.assertEqual((self.account("is_vip"), self.of_customer("is_vip")), (1, 1))
		self.assertEqual([text for text in self.comments() if "VIP" in text], ["Is a VIP now."])

	def test_cancelling_takes_it_back(self):
		invoice = self.sell(rate=300)
		self.assertEqual(self.account("lifecycle_stage", "is_vip"), ("New", 1))
		invoice.cancel()
		self.assertEqual(self.account("lifecycle_stage", "value_band", "is_vip"), ("Prospect", None, 0))
		self.assertEqual(self.account("first_purchase_on", "last_purchase_on"), (None, None))
		self.assertEqual(self.of_customer("is_vip"), 0)

	def test_returned_goods_lower_what_was_spent(self):
		from erpnext.accounts.doctype.sales_invoice.sales_invoice import make_sales_return

		invoice = self.sell(rate=300)
		make_sales_return(invoice.name).insert().submit()
		self.assertEqual(self.account("lifecycle_stage", "value_band", "is_vip"), ("New", "Low", 0))

	def test_best_of_the_divisions_stands_on_the_customer(self):
		open_account(self.customer, make_company())
		for _number in range(3):
			self.sell(rate=10)
		self.assertEqual(self.of_customer("lifecycle_stage", "frequency_band"), ("Loyal", "Regular"))

	def test_a_form_opened_earlier_does_not_bring_old_values_back(self):
		stale = frappe.get_doc("Customer", self.customer)
		account = frappe.get_doc(ACCOUNT, {"customer": self.customer, "company": self.company})
		self.sell(rate=300)
		stale.update({"is_vip": 0, "lifecycle_stage": "Inactive"}).save()
		account.update({"is_vip": 0, "segment": "Fleet"}).save()
		self.assertEqual(self.of_customer("is_vip", "lifecycle_stage"), (1, "New"))
		self.assertEqual(self.account("is_vip", "segment"), (1, "Fleet"))


class TestKinds(LifecycleCase):
	def test_item_groups_say_what_an_item_is_for(self):
		group = frappe.get_doc({"doctype": "Item Group", "item_group_name": unique("Advice")}).insert()
		advice = make_item(item_group=group.name)
		change_settings_of(
			self.company, item_kinds=[{"item_group": group.name, "service_kind": "Consultation"}]
		)
		invoice = new_sales_document(
			"Sales Invoice", self.customer, self.company, advice, disable_rounded_total=1
		)
		invoice.insert().submit()
		self.assertEqual(self.account("service_kind"), "Consultation")
		self.sell()
		self.assertEqual(self.account("service_kind"), "Mixed")

	def test_parts_fitted_in_a_repair_make_no_buyer_of_parts(self):
		part = make_item(is_stock_item=1, item_group="Products")
		invoice = new_sales_document(
			"Sales Invoice", self.customer, self.company, self.service, disable_rounded_total=1
		)
		invoice.append("items", {"item_code": part, "qty": 1, "rate": 5})
		invoice.insert().submit()
		self.assertEqual(self.account("service_kind"), "Repair Only")
		self.customer = make_customer(company=self.company).name
		invoice = new_sales_document(
			"Sales Invoice", self.customer, self.company, part, disable_rounded_total=1
		)
		invoice.insert().submit()
		self.assertEqual(self.account("service_kind"), "Parts Buyer")


class TestByNight(LifecycleCase):
	def test_time_alone_makes_at_risk_and_inactive(self):
		self.sell()
		for days, stage in ((179, "Active"), (180, "At Risk"), (365, "Inactive")):
			recompute.recompute_all(getdate(add_days(today(), days)))
			self.assertEqual(
				(self.account("lifecycle_stage"), self.of_customer("lifecycle_stage")), (stage, stage)
			)

	def test_running_twice_changes_nothing(self):
		self.sell(rate=300)
		recompute.recompute_all()
		comments = frappe.db.count("Comment")
		modified = self.of_customer("modified")
		self.assertEqual(recompute.recompute_all(), 0)
		self.assertEqual(frappe.db.count("Comment"), comments)
		self.assertEqual(self.of_customer("modified"), modified)

	def test_a_closed_account_stays_and_does_not_count(self):
		self.sell(rate=300)
		name = self.account("name")
		set_status(name, "Closed", "moved away")
		recompute.recompute_all()
		self.assertEqual(self.account("is_vip"), 1)
		self.assertEqual(self.of_customer("lifecycle_stage", "is_vip"), ("Inactive", 0))

	def test_more_customers_take_no_more_queries(self):
		accounts = []
		for _number in range(6):
			customer = make_customer(company=self.company).name
			self.sell(customer=customer)
			accounts.append(customer)
		few = query_count(lambda: recompute.recompute_customers(accounts[:1]))
		many = query_count(lambda: recompute.recompute_customers(accounts))
		self.assertEqual(few, many)
		rows = frappe.get_all(
			ACCOUNT,
			filters={"customer": ("in", accounts), "company": self.company},
			fields=["name", "customer", *recompute.ACCOUNT_FIELDS],
		)
		later = getdate(add_days(today(), 200))
		settled = query_count(lambda: recompute.recompute_accounts(rows[:1], self.company, later))
		self.assertEqual(
			query_count(lambda: recompute.recompute_accounts(rows[1:], self.company, later)), settled
		)


class TestArea(FrappeTestCase):
	def test_area_is_the_city_of_the_primary_address(self):
		customer = make_customer(address={"city": "Sohar"})
		self.assertEqual(frappe.db.get_value("Customer", customer.name, "area"), "Sohar")
		frappe.db.set_value("Address", customer.customer_primary_address, "city", "Nizwa")
		recompute.recompute_customers([customer.name])
		self.assertEqual(frappe.db.get_value("Customer", customer.name, "area"), "Nizwa")


class TestThresholds(FrappeTestCase):
	def test_thresholds_must_rise(self):
		company = make_company()
		for fields in ({"at_risk_days": 365}, {"medium_value": 500}, {"regular_purchases": 12}):
			with self.assertRaises(frappe.ValidationError):
				change_settings_of(company, **fields)
		stored = frappe.db.get_value("Division Settings", company, ["at_risk_days", "medium_value"])
		self.assertEqual(stored, (180, 150))

	def test_an_item_group_stands_once(self):
		company = make_company()
		rows = [{"item_group": "Services", "service_kind": kind} for kind in ("Repair", "Parts")]
		with self.assertRaises(frappe.ValidationError):
			change_settings_of(company, item_kinds=rows)
		self.assertEqual(frappe.db.count("Division Item Kind", {"parent": company}), 0)
