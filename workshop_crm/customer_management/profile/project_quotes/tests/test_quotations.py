import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from workshop_crm.customer_management.profile import divisions
from workshop_crm.customer_management.profile.project_quotes.projects import projects_of, quotations_of
from workshop_crm.customer_management.profile.project_quotes.quotations import begin_quotation, price_list_for
from workshop_crm.exceptions import (
	DivisionAccessError,
	FeatureSwitchedOffError,
	ProjectQuoteError,
	StandingError,
)
from workshop_crm.tests.factories import (
	change_settings_of,
	make_company,
	make_customer,
	make_item,
	make_project,
	make_user,
	new_sales_document,
	row_counts,
	unique,
)
from workshop_crm.tests.hosts import bench_only

WALL = {"description": "Boundary wall, 40 m", "qty": 2, "rate": 350.5}


class QuoteCase(FrappeTestCase):
	with_accounts = False

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = make_company(with_accounts=cls.with_accounts)
		cls.other_company = make_company()

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		for company in (self.company, self.other_company):
			change_settings_of(company, enable_project_quotes=1)
		self.customer = make_customer(company=self.company).name
		self.project = make_project(self.customer, self.company)

	def quote(self, items=(WALL,), **values):
		"""Begin a quotation, for the project unless told otherwise."""
		values = {"project": self.project, **values}
		return begin_quotation(self.customer, self.company, list(items), **values)

	def assert_refused(self, error, **values):
		before = row_counts("Quotation", "Project")
		self.assertRaises(error, self.quote, **values)
		self.assertEqual(row_counts("Quotation", "Project"), before)


class TestBeginning(QuoteCase):
	def test_draft_for_a_project_of_the_customer(self):
		quotation = self.quote(valid_till=add_days(today(), 30))
		stored = frappe.get_doc("Quotation", quotation.name)
		self.assertEqual((stored.docstatus, stored.quoted_project), (0, self.project))
		self.assertEqual((stored.party_name, stored.company), (self.customer, self.company))
		row = stored.items[0]
		self.assertEqual((row.item_name, row.qty, row.rate, row.amount), (WALL["description"], 2, 350.5, 701))
		self.assertEqual((stored.grand_total, stored.currency), (701, "OMR"))

	def test_new_project_is_made_along(self):
		name = unique("Majlis")
		quotation = self.quote(project=None, project_name=name, expected_end_date=add_days(today(), 90))
		fields = ["project_name", "customer", "company", "status"]
		stored = frappe.db.get_value("Project", quotation.quoted_project, fields)
		self.assertEqual(stored, (name, self.customer, self.company, "Open"))

	def test_neither_project_nor_name(self):
		self.assert_refused(frappe.MandatoryError, project=None)

	def test_nothing_or_nonsense_is_quoted(self):
		for items in ([], [{"qty": 1, "rate": 5.0}], [{"description": "  "}]):
			self.assert_refused(frappe.MandatoryError, items=items)
		for wrong in ({"qty": 0}, {"qty": -1}, {"rate": -0.5}):
			self.assert_refused(ProjectQuoteError, items=[{**WALL, **wrong}])

	def test_project_that_ends_before_it_begins(self):
		dates = {"expected_start_date": today(), "expected_end_date": add_days(today(), -1)}
		self.assert_refused(ProjectQuoteError, project=None, project_name=unique("Majlis"), **dates)

	def test_project_of_another_customer_or_division(self):
		stranger = make_customer(company=self.company).name
		others = (
			make_project(stranger, self.company),
			make_project(self.customer, self.other_company),
			make_project(None, self.company),
		)
		for project in others:
			self.assert_refused(ProjectQuoteError, project=project)

	def test_switched_off(self):
		change_settings_of(self.company, enable_project_quotes=0)
		self.assert_refused(FeatureSwitchedOffError)

	def test_suspended_account(self):
		account = divisions.accounts_of(self.customer)[0]["name"]
		divisions.set_status(account, "Suspended", "Test")
		self.assert_refused(StandingError)

	def test_division_out_of_reach(self):
		divisions.open_account(self.customer, self.other_company)
		user = make_user("Workshop Advisor", "Sales User", companies=(self.other_company,))
		before = row_counts("Quotation", "Project")
		frappe.set_user(user)
		self.assertRaises(DivisionAccessError, self.quote)
		frappe.set_user("Administrator")
		self.assertEqual(row_counts("Quotation", "Project"), before)


class TestDocument(QuoteCase):
	"""A Quotation written in ERPNext's own form is held to the same rules."""

	def test_project_of_another_customer_is_refused(self):
		quotation = self.quote()
		quotation.quoted_project = make_project(make_customer().name, self.company)
		self.assertRaises(ProjectQuoteError, quotation.save)
		stored = frappe.db.get_value("Quotation", quotation.name, "quoted_project")
		self.assertEqual(stored, self.project)

	def test_switching_off_refuses_new_projects_and_leaves_old_ones(self):
		quotation = self.quote()
		change_settings_of(self.company, enable_project_quotes=0)
		quotation.valid_till = add_days(today(), 5)
		quotation.save()
		quotation.quoted_project = make_project(self.customer, self.company)
		self.assertRaises(FeatureSwitchedOffError, quotation.save)
		self.assertEqual(frappe.db.get_value("Quotation", quotation.name, "quoted_project"), self.project)

	def test_quotation_without_project_is_no_concern_of_it(self):
		change_settings_of(self.company, enable_project_quotes=0)
		item = make_item()
		values = {"currency": "OMR", "selling_price_list": "Standard Selling"}
		quotation = new_sales_document("Quotation", self.customer, self.company, item, **values)
		self.assertIsNone(quotation.insert().quoted_project)


class TestShown(QuoteCase):
	def test_projects_with_quotations_and_totals(self):
		older = self.quote()
		newer = self.quote(items=[{**WALL, "qty": 1}])
		frappe.db.set_value("Quotation", older.name, "status", "Ordered")
		lost = self.quote()
		frappe.db.set_value("Quotation", lost.name, {"status": "Lost", "transaction_date": "2020-01-01"})
		empty = make_project(self.customer, self.company)
		answer = projects_of(self.customer, self.company)
		rows = {row["name"]: row for row in answer["rows"]}
		self.assertEqual(set(rows), {self.project, empty})
		names = [row["name"] for row in rows[self.project]["quotations"]]
		self.assertEqual((names[-1], set(names)), (lost.name, {older.name, newer.name, lost.name}))
		self.assertEqual((rows[self.project]["in_play"], rows[self.project]["ordered"]), (350.5, 701))
		self.assertEqual(rows[empty]["quotations"], [])
		totals = {"projects": 2, "quotations": 3, "in_play": 350.5, "ordered": 701}
		self.assertEqual((answer["totals"], answer["currency"]), (totals, "OMR"))

	def test_other_divisions_and_customers_stay_out(self):
		make_project(self.customer, self.other_company)
		make_project(make_customer(company=self.company).name, self.company)
		answer = projects_of(self.customer, self.company)
		self.assertEqual([row["name"] for row in answer["rows"]], [self.project])

	def test_pages_of_projects_and_of_quotations(self):
		make_project(self.customer, self.company)
		page = projects_of(self.customer, self.company, 1, 1)
		self.assertEqual(([row["name"] for row in page["rows"]], page["has_more"]), ([self.project], False))
		names = [self.quote().name for _number in range(7)]
		shown = projects_of(self.customer, self.company, 1, 1)["rows"][0]
		self.assertEqual((len(shown["quotations"]), shown["more_quotations"]), (5, 2))
		first, rest = quotations_of(self.project, 0, 5), quotations_of(self.project, 5, 5)
		self.assertEqual((first["has_more"], rest["has_more"]), (True, False))
		read = [row["name"] for row in first["rows"] + rest["rows"]]
		self.assertEqual(sorted(read), sorted(names))

	def test_without_the_right_to_quotations_projects_stand_alone(self):
		self.quote()
		frappe.set_user(make_user("Projects User", "Workshop Marketing"))
		answer = projects_of(self.customer, self.company)
		row = answer["rows"][0]
		self.assertEqual((row["name"], row["quotations"], row["in_play"]), (self.project, [], 0))
		self.assertFalse(answer["may_see_quotations"])

	def test_without_the_right_to_projects_nothing(self):
		frappe.set_user(make_user("Workshop Technician"))
		self.assertRaises(frappe.PermissionError, projects_of, self.customer, self.company)

	def test_rights_are_told_to_the_screen(self):
		rights = []
		for roles in (("Workshop Advisor",), ("Workshop Advisor", "Sales User")):
			frappe.set_user(make_user(*roles))
			answer = projects_of(self.customer, self.company)
			rights.append((answer["may_quote"], answer["may_begin_project"]))
			frappe.set_user("Administrator")
		self.assertEqual(rights, [(False, False), (True, True)])


class TestPriceList(QuoteCase):
	def test_vip_then_bulk_then_the_usual_one(self):
		lists = []
		for name in (unique("VIP prices"), unique("Wholesale prices")):
			values = {"price_list_name": name, "selling": 1, "currency": "OMR"}
			lists.append(frappe.get_doc({"doctype": "Price List", **values}).insert().name)
		vip, wholesale = lists
		usual = frappe.db.get_single_value("Selling Settings", "selling_price_list")
		self.assertEqual(price_list_for(self.customer, self.company), usual)
		change_settings_of(self.company, enable_bulk_orders=1, wholesale_price_list=wholesale)
		self.addCleanup(change_settings_of, self.company, enable_bulk_orders=0)
		self.assertEqual(price_list_for(self.customer, self.company), wholesale)
		change_settings_of(self.company, vip_price_list=vip)
		self.assertEqual(price_list_for(self.customer, self.company), wholesale)
		account = {"customer": self.customer, "company": self.company}
		frappe.db.set_value("Customer Division Account", account, "is_vip", 1)
		self.assertEqual(price_list_for(self.customer, self.company), vip)


@bench_only
class TestOrder(QuoteCase):
	"""ERPNext makes the order; the project goes along."""

	with_accounts = True

	def setUp(self):
		super().setUp()
		self.item = make_item()

	def ordered(self, quotation, **row_values):
		from erpnext.selling.doctype.quotation.quotation import make_sales_order

		quotation.submit()
		order = make_sales_order(quotation.name)
		order.delivery_date = add_days(today(), 10)
		for row in order.items:
			row.update({"delivery_date": order.delivery_date, **row_values})
		return order.insert()

	def test_order_belongs_to_the_project_of_its_quotation(self):
		order = self.ordered(self.quote(items=[{"item_code": self.item, "rate": 120.0}]))
		self.assertEqual((order.project, order.grand_total), (self.project, 120))
		order.submit()
		self.assertEqual(frappe.db.get_value("Project", self.project, "total_sales_amount"), 120)
		self.assertEqual(projects_of(self.customer, self.company)["totals"]["ordered"], 120)

	def test_order_from_lines_in_words_needs_an_item_for_each(self):
		self.assertRaises(frappe.MandatoryError, self.ordered, self.quote())
		order = self.ordered(self.quote(), item_code=self.item)
		self.assertEqual((order.project, order.items[0].description), (self.project, WALL["description"]))

	def test_project_that_staff_chose_themselves_stays(self):
		chosen = make_project(self.customer, self.company)
		quotation = self.quote(items=[{"item_code": self.item, "rate": 120.0}])
		quotation.submit()
		from erpnext.selling.doctype.quotation.quotation import make_sales_order

		order = make_sales_order(quotation.name)
		order.update({"delivery_date": add_days(today(), 10), "project": chosen})
		self.assertEqual(order.insert().project, chosen)

	def test_switched_off_the_order_has_no_project(self):
		quotation = self.quote(items=[{"item_code": self.item, "rate": 120.0}])
		change_settings_of(self.company, enable_project_quotes=0)
		self.assertIsNone(self.ordered(quotation).project)

	def test_price_of_the_list_unless_another_was_agreed(self):
		usual = price_list_for(self.customer, self.company)
		values = {"item_code": self.item, "price_list": usual, "price_list_rate": 80.0}
		frappe.get_doc({"doctype": "Item Price", **values}).insert()
		rates = [
			self.quote(items=[{"item_code": self.item, **agreed}]).items[0].rate
			for agreed in ({}, {"rate": 70.0})
		]
		self.assertEqual(rates, [80.0, 70.0])
