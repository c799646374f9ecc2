import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import takeaway
from workshop_crm.exceptions import (
	DivisionAccessError,
	FeatureSwitchedOffError,
	MessageChannelMissingError,
	TakeawayError,
)
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts
from workshop_crm.tests.takeaway_factories import make_dish, make_mail_account, make_restaurant, tomorrow_at

ORDER = "Sales Order"


class TestTakeaway(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.restaurant, cls.workshop = make_restaurant(with_accounts=True), make_company()
		cls.dish = make_dish(2.25)
		make_mail_account()

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.customer = make_customer(company=self.restaurant).name
		self.seller = make_user("Workshop Advisor", "Sales User", companies=(self.restaurant,))
		frappe.set_user(self.seller)

	def create(self, **values):
		items = f'[{{"item_code": "{self.dish}", "qty": 2}}]'
		values = {"company": self.restaurant, "items": items, "pick_up_time": tomorrow_at(13), **values}
		return takeaway.create(self.customer, **values)

	def test_an_order_goes_its_way_over_http(self):
		order = self.create()
		self.assertEqual(
			(order["pick_up_time"], order["pick_up_status"], order["amount"]),
			(tomorrow_at(13)[:16], "Ordered", 4.5),
		)
		name = order["name"]
		self.assertEqual(takeaway.start(name)["pick_up_status"], "Preparing")
		self.assertEqual(takeaway.ready(name, notify=False)["pick_up_status"], "Ready")
		self.assertEqual(takeaway.picked_up(name)["pick_up_status"], "Picked Up")
		self.assertEqual(takeaway.undo(name)["pick_up_status"], "Ready")
		day = takeaway.today(tomorrow_at(0)[:10])
		self.assertEqual((day["divisions"], day["may_change"]), ([self.restaurant], True))
		self.assertIn((name, "Ready"), [(row["name"], row["pick_up_status"]) for row in day["orders"]])

	def test_the_menu_has_the_prices_of_the_order(self):
		found = takeaway.items(self.customer, self.restaurant, self.dish)
		self.assertEqual([(row["item_code"], row["rate"]) for row in found], [(self.dish, 2.25)])
		with self.assertRaises(frappe.ValidationError):
			takeaway.items(self.customer, self.restaurant, limit_page_length=1000)

	def test_wrong_orders_change_nothing(self):
		before = row_counts(ORDER)
		for values, error in (
			({"pick_up_time": "2020-01-05 13:00:00"}, TakeawayError),
			({"pick_up_time": tomorrow_at(23, 30)}, TakeawayError),
			({"items": "[]"}, TakeawayError),
			({"items": '[{"item_code": "x", "qty": 1, "rate": 0.001}]'}, frappe.ValidationError),
			({"items": '[{"item_code": "x"}]'}, frappe.ValidationError),
		):
			with self.assertRaises(error, msg=str(values)):
				self.create(**values)
		self.assertEqual(row_counts(ORDER), before)

	def test_ready_without_a_channel_is_refused(self):
		name = self.create()["name"]
		with self.assertRaises(MessageChannelMissingError):
			takeaway.ready(name)
		self.assertEqual(frappe.db.get_value(ORDER, name, "pick_up_status"), "Ordered")

	def test_switched_off_it_is_refused(self):
		frappe.set_user(make_user("Workshop Advisor", "Sales User", companies=(self.workshop,)))
		self.customer = make_customer(company=self.workshop).name
		before = row_counts(ORDER)
		for call in (
			lambda: self.create(company=self.workshop),
			lambda: takeaway.items(self.customer, self.workshop),
			takeaway.today,
		):
			self.assertRaises(FeatureSwitchedOffError, call)
		self.assertEqual(row_counts(ORDER), before)

	def test_another_division_is_out_of_reach(self):
		name = self.create()["name"]
		frappe.set_user(make_user("Workshop Advisor", "Sales User", companies=(self.workshop,)))
		self.customer = make_customer(company=self.workshop).name
		before = row_counts(ORDER)
		for call in (
			self.create,
			lambda: takeaway.items(self.customer, self.restaurant),
			lambda: takeaway.today(company=self.restaurant),
		):
			self.assertRaises((DivisionAccessError, FeatureSwitchedOffError), call)
		for step in (takeaway.start, takeaway.ready, takeaway.picked_up, takeaway.undo):
			self.assertRaises(frappe.PermissionError, step, name)
		self.assertEqual(row_counts(ORDER), before)
		self.assertEqual(frappe.db.get_value(ORDER, name, "pick_up_status"), "Ordered")

	def test_guests_and_those_without_the_right_are_refused(self):
		name = self.create()["name"]
		before = row_counts(ORDER)
		for user in ("Guest", make_user("Workshop Marketing")):
			frappe.set_user(user)
			for call in (
				self.create,
				takeaway.today,
				lambda: takeaway.items(self.customer, self.restaurant),
				lambda: takeaway.ready(name),
			):
				self.assertRaises(frappe.PermissionError, call)
		self.assertEqual(row_counts(ORDER), before)
