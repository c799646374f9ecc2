"""Who is found by which condition, and which conditions are refused."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.customer_management.profile.segments.facts import registered_facts
from workshop_crm.customer_management.profile.segments.segments import count_customers, find_customers
from workshop_crm.exceptions import DivisionAccessError, SegmentError
from workshop_crm.tests import factories
from workshop_crm.tests.vehicle_factories import make_vehicle


def asked(fact: str, operator: str, *values) -> dict:
	"""Return one condition as it is stored."""
	return {"fact": fact, "operator": operator, "value": "\n".join(str(value) for value in values)}


class SegmentTestCase(FrappeTestCase):
	def setUp(self):
		self.company = factories.make_company()
		self.first = factories.make_customer(company=self.company, identity_type="Business").name
		self.second = factories.make_customer(company=self.company, identity_type="NGO").name

	def found(self, *conditions: dict) -> set[str]:
		"""Return those of the division that fulfil the conditions; the count must be theirs."""
		rows = find_customers([*conditions], self.company, limit=100)["rows"]
		self.assertEqual(count_customers([*conditions], self.company), len(rows))
		return {row.name for row in rows}

	def invoiced(self, customer: str, amount: float, days_ago: int = 0, **values) -> None:
		"""Store a submitted invoice without its posting to the ledger."""
		invoice = frappe.new_doc("Sales Invoice")
		day = add_days(today(), -days_ago)
		fields = {"customer": customer, "company": self.company, "posting_date": day, "docstatus": 1}
		invoice.update({**fields, "base_grand_total": amount, "name": factories.unique("INV"), **values})
		invoice.db_insert()


class TestProfileFacts(SegmentTestCase):
	def test_choices(self):
		for operator, values, expected in (
			("is", ["NGO"], {self.second}),
			("is not", ["NGO"], {self.first}),
			("in", ["NGO", "Business"], {self.first, self.second}),
			("not in", ["NGO", "Business"], set()),
			("is set", [], {self.first, self.second}),
			("is not set", [], set()),
		):
			with self.subTest(operator):
				self.assertEqual(self.found(asked("identity_type", operator, *values)), expected)

	def test_nothing_is_not_something(self):
		frappe.db.set_value("Customer", self.first, "gender", None)
		frappe.db.set_value("Customer", self.second, "gender", "Female")
		self.assertEqual(self.found(asked("gender", "is not", "Female")), {self.first})
		self.assertEqual(self.found(asked("gender", "is not set")), {self.first})

	def test_conditions_hold_together(self):
		frappe.db.set_value("Customer", self.second, "is_vip", 1)
		both = asked("identity_type", "in", "NGO", "Business")
		self.assertEqual(self.found(both, asked("is_vip", "is", 1)), {self.second})
		self.assertEqual(self.found(both, asked("is_vip", "is", 0)), {self.first})

	def test_the_day_of_registration(self):
		frappe.db.set_value("Customer", self.first, "creation", f"{add_days(today(), -40)} 23:30:00")
		day = add_days(today(), -40)
		self.assertEqual(self.found(asked("registered_on", "is", day)), {self.first})
		self.assertEqual(self.found(asked("registered_on", "at most", day)), {self.first})
		self.assertEqual(
			self.found(asked("registered_on", "between", day, today())), {self.first, self.second}
		)
		self.assertEqual(self.found(asked("registered_on", "in the last N days", 39)), {self.second})
		self.assertEqual(self.found(asked("registered_on", "more than N days ago", 39)), {self.first})

	def test_the_month_of_birth(self):
		frappe.db.set_value("Customer", self.first, "date_of_birth", "1990-05-15")
		frappe.db.set_value("Customer", self.second, "date_of_birth", "1990-12-05")
		self.assertEqual(self.found(asked("birthday_month", "is", "05")), {self.first})
		self.assertEqual(self.found(asked("birthday_month", "in", "05", "12")), {self.first, self.second})

	def test_tags_and_channels_are_rows(self):
		frappe.get_doc("Customer", self.first).add_tag("Fleet Offer")
		doc = frappe.get_doc("Customer", self.second)
		doc.set("preferred_channels", [{"channel": "SMS"}, {"channel": "WhatsApp"}])
		doc.save()
		self.assertEqual(self.found(asked("tag", "is", "Fleet Offer")), {self.first})
		self.assertEqual(self.found(asked("tag", "is not", "Fleet Offer")), {self.second})
		self.assertEqual(self.found(asked("preferred_channel", "is", "WhatsApp")), {self.second})
		self.assertEqual(self.found(asked("preferred_channel", "is not set")), {self.first})

	def test_the_account_is_that_of_the_division(self):
		other = factories.make_company()
		open_account(self.first, other, account_type="Wholesale")
		self.assertEqual(self.found(asked("account_type", "is", "Wholesale")), set())
		self.assertEqual(self.found(asked("account_type", "is", "Retail")), {self.first, self.second})
		rows = find_customers([asked("account_type", "is", "Wholesale")], other)["rows"]
		self.assertEqual([row.name for row in rows], [self.first])

	def test_part_of_a_text_without_wildcards(self):
		make_vehicle(self.first, make="Toyota", model="Land Cruiser", model_year=2019)
		self.assertEqual(self.found(asked("vehicle_model", "contains", "d cru")), {self.first})
		self.assertEqual(self.found(asked("vehicle_model", "contains", "L%r")), set())
		self.assertEqual(self.found(asked("vehicle_make", "is not", "Toyota")), {self.second})
		self.assertEqual(self.found(asked("vehicle_year", "between", 2018, 2019)), {self.first})
		self.assertEqual(self.found(asked("vehicle_year", "is not set")), {self.second})

	def test_the_disabled_are_in_no_segment(self):
		frappe.db.set_value("Customer", self.first, "disabled", 1)
		self.assertEqual(self.found(asked("is_vip", "is", 0)), {self.second})

	def test_every_fact_can_be_asked(self):
		values = {"date": "2026-01-01", "number": "1", "check": "1"}
		for fact in registered_facts().values():
			operators = [name for name in fact.allowed_operators if name in ("is set", "is not set")]
			if fact.kind in values:
				operators += [
					name for name in ("is", "at least", "at most") if name in fact.allowed_operators
				]
			for operator in operators:
				given = [] if "set" in operator else [values[fact.kind]]
				with self.subTest(fact=fact.name, operator=operator):
					self.found(asked(fact.name, operator, *given))


class TestPurchaseFacts(SegmentTestCase):
	def setUp(self):
		super().setUp()
		self.invoiced(self.first, 10, days_ago=100)
		self.invoiced(self.first, 50, days_ago=20)
		self.invoiced(self.first, -5, days_ago=2, is_return=1)

	def test_days_of_purchases(self):
		self.assertEqual(self.found(asked("last_purchase", "in the last N days", 20)), {self.first})
		self.assertEqual(self.found(asked("last_purchase", "in the last N days", 19)), set())
		self.assertEqual(self.found(asked("first_purchase", "more than N days ago", 99)), {self.first})
		self.assertEqual(self.found(asked("last_purchase", "is not set")), {self.second})

	def test_sums_and_counts(self):
		self.assertEqual(self.found(asked("spent", "is", 55)), {self.first})
		self.assertEqual(self.found(asked("spent_30_days", "between", 45, 45.5)), {self.first})
		self.assertEqual(self.found(asked("invoices", "at least", 3)), set())
		self.assertEqual(self.found(asked("invoices", "is", 2)), {self.first})

	def test_who_bought_nothing_spent_nothing(self):
		self.assertEqual(self.found(asked("spent", "at most", 54)), {self.second})
		self.assertEqual(self.found(asked("invoices", "is", 0)), {self.second})
		self.assertEqual(self.found(asked("spent", "at least", 0)), {self.first, self.second})

	def test_sales_of_other_divisions_do_not_count(self):
		self.invoiced(self.second, 500, company=factories.make_company())
		self.assertEqual(self.found(asked("spent", "at least", 100)), set())


class TestWhoCountsWhom(SegmentTestCase):
	def test_staff_of_a_division_find_their_own_only(self):
		other = factories.make_company()
		marketing = factories.make_user("Workshop Marketing", companies=(other,))
		stranger = factories.make_customer(company=other, identity_type="NGO").name
		rows = [asked("identity_type", "is", "NGO")]
		with self.set_user(marketing):
			found = {row.name for row in find_customers(rows, limit=100)["rows"]}
			self.assertEqual((found, count_customers(rows)), ({stranger}, 1))
			with self.assertRaises(DivisionAccessError):
				count_customers(rows, self.company)
			with self.assertRaises(DivisionAccessError):
				count_customers([asked("division", "is", self.company)])

	def test_limits_other_than_divisions_hold(self):
		clerk = factories.make_user("Workshop Advisor")
		frappe.permissions.add_user_permission("Customer", self.first, clerk, ignore_permissions=True)
		with self.set_user(clerk):
			self.assertEqual(self.found(asked("is_vip", "is", 0)), {self.first})


class TestRefusals(SegmentTestCase):
	def test_conditions_that_cannot_be_asked(self):
		for condition in (
			asked("shoe_size", "is", "44"),
			asked("identity_type", "at least", "NGO"),
			asked("identity_type", "drop", "NGO"),
			asked("identity_type", "is", "Robot"),
			asked("identity_type", "is"),
			asked("identity_type", "is", "NGO", "Business"),
			asked("language", "is", "Klingon"),
			asked("spent", "at least", "much"),
			asked("spent", "at least", "nan"),
			asked("spent", "between", "5", "1"),
			asked("spent", "between", "5"),
			asked("registered_on", "at least", "31/12/2026"),
			asked("registered_on", "in the last N days", "-1"),
			asked("vehicle_make", "contains", "%"),
			asked("vehicle_make", "in", *range(101)),
		):
			with self.subTest(condition), self.assertRaises(SegmentError):
				count_customers([condition])

	def test_none_and_too_many(self):
		for number in (0, 21):
			with self.assertRaises(SegmentError):
				count_customers([asked("is_vip", "is", 0)] * number)


class TestMembershipFacts(SegmentTestCase):
	def kept(self, *conditions: dict) -> str:
		values = {"segment_name": factories.unique("Kept"), "company": "", "conditions": list(conditions)}
		return frappe.get_doc({"doctype": "Customer Segment", **values}).insert().name

	def test_members_of_a_kept_segment(self):
		segment = self.kept(asked("identity_type", "is", "NGO"))
		self.assertEqual(self.found(asked("segment", "is", segment)), {self.second})
		self.assertEqual(self.found(asked("segment", "is not", segment)), {self.first})

	def test_a_segment_that_asks_about_segments_is_not_asked_about(self):
		inner = self.kept(asked("identity_type", "is", "NGO"))
		outer = self.kept(asked("segment", "is", inner))
		with self.assertRaises(SegmentError):
			self.found(asked("segment", "is", outer))

	def test_credit_and_bands(self):
		frappe.db.set_value("Customer Division Account", {"customer": self.first}, "allow_credit", 1)
		frappe.db.set_value("Customer", self.second, {"frequency_band": "VIP", "service_kind": "Mixed"})
		self.assertEqual(self.found(asked("allow_credit", "is", "1")), {self.first})
		self.assertEqual(self.found(asked("frequency_band", "is", "VIP")), {self.second})
		self.assertEqual(self.found(asked("service_kind", "is", "Mixed")), {self.second})

	def test_limits_of_credit(self):
		customer = frappe.get_doc("Customer", self.first)
		customer.append("credit_limits", {"company": self.company, "credit_limit": 250})
		customer.credit_limits[-1].db_insert()
		self.assertEqual(self.found(asked("credit_limit", "at least", "200")), {self.first})
		self.assertEqual(self.found(asked("credit_limit", "at least", "300")), set())
