"""The overview of one customer: header, divisions by switch, notes, numbers; each viewer gets his part only."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from workshop_crm.customer_management.profile import notes
from workshop_crm.customer_management.profile.customer_360.overview import customer_overview
from workshop_crm.customer_management.profile.customer_360.purchases import purchase_history
from workshop_crm.customer_management.profile.customer_360.tests.test_timeline import (
	query_count,
	write_comments,
)
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.tests.factories import change_settings_of, make_company, make_customer, make_user, unique
from workshop_crm.tests.hosts import bench_only


class OverviewCase(FrappeTestCase):
	def tearDown(self):
		frappe.set_user("Administrator")


class TestHeader(OverviewCase):
	def test_header_names_the_customer_in_both_scripts_and_shows_phones_the_local_way(self):
		customer = make_customer(
			customer_name="Salma Al Zadjali", customer_name_ar="سلمى الزدجالي", phone="+968 9911 2233"
		)
		header = customer_overview(customer.name)["header"]
		self.assertEqual(header["customer_name"], "Salma Al Zadjali")
		self.assertEqual(header["customer_name_ar"], "سلمى الزدجالي")
		self.assertEqual(header["customer_number"], customer.customer_number)
		self.assertEqual([phone["shown"] for phone in header["phones"]], ["9911 2233"])

	def test_alerts_come_with_the_overview(self):
		customer = make_customer().name
		notes.add_note(customer, "text", subject="speaks sign language", is_alert=1)
		self.assertEqual(
			[note["subject"] for note in customer_overview(customer)["alerts"]], ["speaks sign language"]
		)

	def test_reader_without_sales_rights_sees_no_money(self):
		customer = make_customer(company=make_company()).name
		frappe.set_user(make_user("Workshop Technician"))
		overview = customer_overview(customer)
		self.assertNotIn("balances", overview["header"])
		self.assertNotIn("loyalty_points", overview["header"])
		self.assertEqual(overview["lifetime"], [])
		self.assertFalse(overview["may"]["purchases"])

	def test_rights_tell_what_may_be_done(self):
		customer = make_customer().name
		frappe.set_user(make_user("Workshop Auditor"))
		may = customer_overview(customer)["may"]
		self.assertEqual((may["edit"], may["add_note"]), (False, False))

	def test_customer_of_another_division_is_refused(self):
		customer = make_customer(company=make_company()).name
		frappe.set_user(make_user("Workshop Advisor", companies=(make_company(),)))
		for read in (customer_overview, purchase_history):
			with self.assertRaises(frappe.PermissionError):
				read(customer)


class TestDivisions(OverviewCase):
	def test_parts_follow_the_switches_of_the_division(self):
		customer = make_customer().name
		credit = make_company(enable_credit=1, enable_layby=0)
		layby = make_company(enable_credit=0, enable_layby=1)
		open_account(customer, credit)
		open_account(customer, layby)
		parts = {part["company"]: part for part in customer_overview(customer)["divisions"]}
		self.assertEqual(parts[credit]["features"], ["credit"])
		self.assertIn("allow_credit", parts[credit])
		self.assertNotIn("allow_layby", parts[credit])
		self.assertEqual(parts[layby]["features"], ["layby"])
		self.assertNotIn("allow_credit", parts[layby])

	def test_a_credit_limit_is_available_as_long_as_nothing_was_bought(self):
		company = make_company(enable_credit=1)
		customer = make_customer(company=company)
		customer.append("credit_limits", {"company": company, "credit_limit": 250})
		customer.save(ignore_permissions=True)
		credit = customer_overview(customer.name)["divisions"][0]["credit"]
		self.assertEqual(credit, {"credit_limit": 250.0, "outstanding": 0.0, "available": 250.0})

	def test_vip_price_list_is_for_vips_only(self):
		values = {"doctype": "Price List", "price_list_name": unique("VIP"), "selling": 1, "currency": "OMR"}
		prices = frappe.get_doc(values).insert().name
		company = make_company(vip_price_list=prices)
		customer = make_customer(company=company).name
		self.assertNotIn("vip_price_list", customer_overview(customer)["divisions"][0])
		account = frappe.db.get_value("Customer Division Account", {"customer": customer})
		frappe.db.set_value("Customer Division Account", account, "is_vip", 1)
		self.assertEqual(customer_overview(customer)["divisions"][0]["vip_price_list"], prices)

	def test_switching_off_hides_at_once(self):
		company = make_company(enable_credit=1)
		customer = make_customer(company=company).name
		change_settings_of(company, enable_credit=0)
		self.assertEqual(customer_overview(customer)["divisions"][0]["features"], [])

	def test_only_the_viewers_divisions_are_shown(self):
		own, other = make_company(), make_company()
		customer = make_customer(company=own).name
		open_account(customer, other)
		frappe.set_user(make_user("Workshop Advisor", companies=(own,)))
		shown = [part["company"] for part in customer_overview(customer)["divisions"]]
		self.assertEqual(shown, [own])


class TestQueries(OverviewCase):
	def test_more_events_take_no_more_queries(self):
		few, many = make_customer().name, make_customer().name
		write_comments(few, 10)
		write_comments(many, 1000)
		customer_overview(few)
		of_few = query_count(lambda: customer_overview(few))
		of_many = query_count(lambda: customer_overview(many))
		self.assertEqual(of_many, of_few)


@bench_only
class TestMoney(OverviewCase):
	"""Figures that only ERPNext's real ledgers can prove."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = make_company(with_accounts=True, enable_credit=1)
		cls.item = frappe.get_doc(
			{
				"doctype": "Item",
				"item_code": unique("Labour"),
				"item_group": "All Item Groups",
				"stock_uom": "Nos",
				"is_stock_item": 0,
			}
		).insert(ignore_permissions=True)

	def make_invoice(self, customer: str, amount: float, **values):
		quantity = -1 if values.get("is_return") else 1
		invoice = frappe.get_doc(
			{
				"doctype": "Sales Invoice",
				"customer": customer,
				"company": self.company,
				"currency": "OMR",
				"set_posting_time": 1,
				"disable_rounded_total": 1,
				"posting_date": values.pop("posting_date", today()),
				"items": [{"item_code": self.item.name, "qty": quantity, "rate": amount}],
				**values,
			}
		)
		return invoice.insert(ignore_permissions=True).submit()

	def numbers_of(self, customer: str) -> dict:
		return {number["key"]: number for number in customer_overview(customer)["lifetime"]}

	def test_balance_equals_erpnext(self):
		from erpnext.selling.doctype.customer.customer import get_customer_outstanding

		customer = make_customer(company=self.company).name
		self.make_invoice(customer, 12.345)
		balance = customer_overview(customer)["header"]["balances"][0]
		self.assertEqual(balance, {"company": self.company, "balance": 12.345, "currency": "OMR"})
		self.assertEqual(balance["balance"], get_customer_outstanding(customer, self.company))

	def test_available_credit_takes_open_orders_off(self):
		customer = make_customer(company=self.company)
		customer.append("credit_limits", {"company": self.company, "credit_limit": 100})
		customer.save(ignore_permissions=True)
		self.make_invoice(customer.name, 12.5)
		order = {"item_code": self.item.name, "qty": 1, "rate": 20, "delivery_date": add_days(today(), 3)}
		frappe.get_doc(
			{"doctype": "Sales Order", "customer": customer.name, "company": self.company, "items": [order]}
		).insert(ignore_permissions=True).submit()
		credit = customer_overview(customer.name)["divisions"][0]["credit"]
		self.assertEqual(credit, {"credit_limit": 100.0, "outstanding": 32.5, "available": 67.5})

	def test_lifetime_numbers_count_returns_against_the_total(self):
		customer = make_customer(company=self.company).name
		first = self.make_invoice(customer, 40, posting_date=add_days(today(), -40))
		self.make_invoice(customer, 20)
		self.make_invoice(customer, 10, is_return=1, return_against=first.name)
		numbers = self.numbers_of(customer)
		self.assertEqual(numbers["invoiced"]["value"], 50.0)
		self.assertEqual(numbers["invoices"]["value"], 2)
		self.assertEqual(numbers["average"]["value"], 25.0)
		self.assertEqual(numbers["returns"]["value"], 1)
		self.assertEqual(numbers["first_purchase"]["value"], add_days(today(), -40))

	def test_each_number_opens_exactly_the_rows_behind_it(self):
		customer = make_customer(company=self.company).name
		first = self.make_invoice(customer, 40)
		self.make_invoice(customer, 10, is_return=1, return_against=first.name)
		numbers = self.numbers_of(customer)
		for key, rows in {"invoiced": 2, "invoices": 1, "returns": 1, "last_purchase": 1}.items():
			number = numbers[key]
			self.assertEqual(len(frappe.get_list(number["doctype"], filters=number["filters"])), rows, key)

	def test_history_shows_returns_below_zero_and_what_was_bought(self):
		customer = make_customer(company=self.company).name
		first = self.make_invoice(customer, 40, posting_date=add_days(today(), -1))
		back = self.make_invoice(customer, 10, is_return=1, return_against=first.name)
		rows = purchase_history(customer)["rows"]
		self.assertEqual([row["name"] for row in rows], [back.name, first.name])
		self.assertEqual([row["amount"] for row in rows], [-10.0, 40.0])
		self.assertEqual(rows[0]["return_against"], first.name)
		self.assertEqual(rows[1]["items"], [self.item.item_name])

	def test_history_pages_and_takes_one_division(self):
		customer = make_customer(company=self.company).name
		for day in (3, 2, 1):
			self.make_invoice(customer, day, posting_date=add_days(today(), -day))
		page = purchase_history(customer, company=self.company, start=1, limit=1)
		self.assertEqual([row["amount"] for row in page["rows"]], [2.0])
		self.assertEqual((page["has_more"], page["next_start"]), (True, 2))
		self.assertEqual(purchase_history(customer, company=make_company())["rows"], [])

	def test_viewer_of_another_division_sees_no_invoice_of_this_one(self):
		other = make_company()
		customer = make_customer(company=self.company).name
		open_account(customer, other)
		self.make_invoice(customer, 40)
		frappe.set_user(make_user("Workshop Advisor", "Accounts User", companies=(other,)))
		overview = customer_overview(customer)
		self.assertEqual([row["company"] for row in overview["header"]["balances"]], [other])
		self.assertEqual(overview["header"]["balances"][0]["balance"], 0.0)
		self.assertEqual(purchase_history(customer)["rows"], [])
		self.assertEqual(purchase_history(customer, company=self.company)["rows"], [])
