"""Employees as customers: their group and discount begin and end with the employment, and nobody else has them."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from workshop_crm.customer_management.profile import employees, linking
from workshop_crm.customer_management.report.employee_purchases.employee_purchases import execute
from workshop_crm.exceptions import CustomerError, DivisionAccessError
from workshop_crm.tests.factories import (
	change_settings_of,
	make_company,
	make_customer,
	make_item,
	make_user,
	new_sales_document,
	unique,
)
from workshop_crm.tests.hosts import bench_only

RULE = "Pricing Rule"


def make_employee(company: str, **values):
	defaults = {
		"first_name": unique("Nasser"),
		"company": company,
		"gender": "Male",
		"date_of_birth": "1990-01-01",
		"date_of_joining": "2020-01-01",
		"status": "Active",
	}
	return frappe.get_doc({"doctype": "Employee", **defaults, **values}).insert(ignore_permissions=True)


@bench_only
class EmployeeCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = make_company(with_accounts=True)

	def setUp(self):
		self.customer = make_customer(company=self.company).name
		self.employee = make_employee(self.company)

	def invoice(self, item: str, rate: float | None = 10.0, **values):
		"""As the form fills it: choosing a customer there brings his group along."""
		values = {"customer_group": self.group(), "disable_rounded_total": 1, **values}
		return new_sales_document("Sales Invoice", self.customer, self.company, item, rate, **values)

	def group(self) -> str:
		return frappe.db.get_value("Customer", self.customer, "customer_group")


class TestGroup(EmployeeCase):
	def test_linking_and_unlinking(self):
		linking.link_employee(self.customer, self.employee.name)
		self.assertEqual(self.group(), "Employees")
		linking.unlink_employee(self.customer)
		self.assertEqual(self.group(), "Individual")

	def test_nobody_else_enters_the_group(self):
		linking.link_employee(self.customer, self.employee.name)
		other = make_customer()
		other.reload()
		other.customer_group = "Employees"
		with self.assertRaises(CustomerError):
			other.save()
		self.assertEqual(frappe.db.get_value("Customer", other.name, "customer_group"), "Individual")
		with self.assertRaises(CustomerError):
			make_customer(customer_group="Employees")

	def test_an_employee_is_not_taken_out_by_hand(self):
		linking.link_employee(self.customer, self.employee.name)
		doc = frappe.get_doc("Customer", self.customer)
		doc.customer_group = "Commercial"
		with self.assertRaises(CustomerError):
			doc.save()
		self.assertEqual(self.group(), "Employees")

	def test_it_ends_with_the_employment_and_leaves_a_comment(self):
		linking.link_employee(self.customer, self.employee.name)
		self.employee.update({"status": "Left", "relieving_date": today()}).save()
		self.assertEqual(self.group(), "Individual")
		filters = {"reference_name": self.customer, "comment_type": "Info"}
		texts = frappe.get_all("Comment", filters=filters, pluck="content")
		self.assertEqual(
			[text for text in texts if "Employees" in text],
			["Customer group changed from Employees to Individual, following the employment."],
		)

	def test_the_day_after_the_last_one_ends_it(self):
		linking.link_employee(self.customer, self.employee.name)
		frappe.db.set_value("Employee", self.employee.name, "relieving_date", today())
		employees.settle_all()
		self.assertEqual(self.group(), "Employees")
		frappe.db.set_value("Employee", self.employee.name, "relieving_date", add_days(today(), -1))
		employees.settle_all()
		self.assertEqual(self.group(), "Individual")
		self.assertEqual(employees.settle_all(), 0)

	def test_invoices_from_before_keep_their_group(self):
		invoice = self.invoice(make_item()).insert().submit()
		linking.link_employee(self.customer, self.employee.name)
		self.assertEqual(frappe.db.get_value("Sales Invoice", invoice.name, "customer_group"), "Individual")


class TestDiscount(EmployeeCase):
	def setUp(self):
		super().setUp()
		change_settings_of(self.company, staff_discount=15)

	def rule(self, *fields):
		name = employees.staff_rule(self.company)
		return frappe.db.get_value(RULE, name, fields) if name else None

	def price(self) -> tuple:
		item = make_item()
		prices = frappe.db.get_value("Price List", {"selling": 1, "enabled": 1})
		values = {"doctype": "Item Price", "item_code": item, "price_list": prices, "price_list_rate": 20}
		frappe.get_doc(values).insert()
		doc = self.invoice(item, rate=None, selling_price_list=prices).insert()
		return doc.items[0].price_list_rate, doc.items[0].rate

	def test_employee_pays_less_in_this_division_only(self):
		self.assertEqual(self.price(), (20, 20))
		linking.link_employee(self.customer, self.employee.name)
		self.assertEqual(self.price(), (20, 17))
		linking.unlink_employee(self.customer)
		self.assertEqual(self.price(), (20, 20))

	def test_the_setting_changes_and_disables_the_one_rule(self):
		before = frappe.db.count(RULE)
		self.assertEqual(self.rule("discount_percentage", "disable"), (15, 0))
		change_settings_of(self.company, staff_discount=20)
		self.assertEqual(self.rule("discount_percentage", "disable"), (20, 0))
		change_settings_of(self.company, staff_discount=0)
		self.assertEqual(self.rule("disable"), 1)
		self.assertEqual(frappe.db.count(RULE), before)

	def test_more_than_all_is_refused(self):
		with self.assertRaises(frappe.ValidationError):
			change_settings_of(self.company, staff_discount=101)
		self.assertEqual(self.rule("discount_percentage", "disable"), (15, 0))


class TestReport(EmployeeCase):
	def buy(self, days_ago: int = 0):
		item, day = make_item(), add_days(today(), -days_ago)
		dates = {"posting_date": day, "set_posting_time": 1, "due_date": day}
		doc = self.invoice(item, **dates)
		doc.items[0].update({"price_list_rate": 20, "discount_percentage": 15, "rate": 17})
		return doc.insert().submit()

	def rows(self, **filters) -> list[dict]:
		return [row for row in execute(filters)[1] if row["customer"] == self.customer]

	def test_only_what_was_bought_as_an_employee(self):
		self.buy()
		linking.link_employee(self.customer, self.employee.name)
		self.buy()
		self.buy(days_ago=40)
		expected = {"company": self.company, "employee": self.employee.name, "invoices": 2}
		row = self.rows()[0]
		self.assertEqual({key: row[key] for key in expected}, expected)
		self.assertEqual((row["spent"], row["discount"], row["currency"]), (34, 6, "OMR"))
		self.assertEqual(self.rows(from_date=add_days(today(), -5))[0]["spent"], 17)

	def test_other_divisions_do_not_appear(self):
		linking.link_employee(self.customer, self.employee.name)
		self.buy()
		other = make_company()
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(make_user("Workshop Manager", companies=(other,)))
		self.assertEqual(self.rows(), [])
		with self.assertRaises(DivisionAccessError):
			self.rows(company=self.company)
		frappe.set_user(make_user("Workshop Technician"))
		with self.assertRaises(frappe.PermissionError):
			self.rows()
