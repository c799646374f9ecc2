"""Takeaway orders: placing, refusing, telling that they are ready, handing out."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase, patch_hooks
from frappe.utils import add_to_date, now_datetime

from workshop_crm.customer_management.profile.divisions import set_status
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.takeaway import board, menu, orders, ready_message, steps
from workshop_crm.exceptions import (
	DivisionAccessError,
	FeatureSwitchedOffError,
	MessageChannelMissingError,
	StandingError,
	TakeawayError,
)
from workshop_crm.tests import factories
from workshop_crm.tests.hosts import bench_only
from workshop_crm.tests.takeaway_factories import make_dish, make_mail_account, make_restaurant, tomorrow_at

ORDER = "Sales Order"
told = []


def take_message(order, text: str) -> bool:
	"""A channel that takes every message."""
	told.append((order.name, text))
	return True


class TakeawayCase(FrappeTestCase):
	"""A restaurant with a dish, and a workshop without takeaway."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.restaurant, cls.workshop = make_restaurant(with_accounts=True), factories.make_company()
		cls.dish = make_dish(1.5)
		make_mail_account()

	def setUp(self):
		self.email = f"{factories.unique('guest').replace(' ', '.').lower()}@example.com"
		self.customer = factories.make_customer(company=self.restaurant, email=self.email).name
		told.clear()

	def place(self, **values):
		values = {"customer": self.customer, "company": self.restaurant, **values}
		values = {
			"items": [{"item_code": self.dish, "qty": 2}],
			"pick_up_time": tomorrow_at(12, 30),
			**values,
		}
		return orders.place_order(**values)

	def refused(self, error, message: str, act):
		"""Assert that `act` is refused with `message` and makes no order and no mail."""
		before = factories.row_counts(ORDER, "Email Queue")
		frappe.db.savepoint("refused")
		with self.assertRaisesRegex(error, message):
			act()
		frappe.db.rollback(save_point="refused")
		self.assertEqual(factories.row_counts(ORDER, "Email Queue"), before)

	def status(self, order) -> tuple:
		return frappe.db.get_value(ORDER, order.name, ["pick_up_status", "ready_notified_on"])


class TestPlacing(TakeawayCase):
	def test_an_order_is_submitted_with_its_time_and_todays_prices(self):
		order = self.place()
		order.reload()
		self.assertEqual((order.docstatus, order.is_takeaway, order.pick_up_status), (1, 1, "Ordered"))
		self.assertEqual(str(order.pick_up_time), tomorrow_at(12, 30))
		self.assertEqual(str(order.delivery_date), tomorrow_at(12)[:10])
		self.assertEqual((order.items[0].qty, order.items[0].rate, order.grand_total), (2, 1.5, 3.0))

	def test_a_time_that_cannot_be_is_refused(self):
		an_hour_ago = str(add_to_date(now_datetime(), hours=-1))
		for time, message in (
			(an_hour_ago, "has passed"),
			(tomorrow_at(7, 59), "is open on .* at 08:00–22:00"),
			(tomorrow_at(22, 1), "is open on"),
			("", "day and the time"),
			("noon", "day and the time"),
			("2099-01-01T12:00:00+04:00", "without a time zone"),
		):
			self.refused(TakeawayError, message, lambda time=time: self.place(pick_up_time=time))

	def test_a_closed_weekday_is_refused(self):
		company = make_restaurant()
		day = frappe.utils.get_datetime(tomorrow_at(12)).strftime("%A")
		settings = frappe.get_doc("Division Settings", company)
		factories.change_settings_of(
			company, opening_hours=[row.as_dict() for row in settings.opening_hours if row.weekday != day]
		)
		self.refused(TakeawayError, f"is closed on {day}", lambda: self.place(company=company))

	def test_what_is_not_offered_is_refused(self):
		other = factories.make_item()
		for items, message in (
			([], "at least one item"),
			([{"item_code": other, "qty": 1}], "is not offered as takeaway"),
			([{"item_code": "No Such Dish", "qty": 1}], "is not offered"),
			([{"item_code": self.dish, "qty": 0}], "must be more than 0"),
			([{"item_code": self.dish, "qty": -2}], "must be more than 0"),
			([{"item_code": self.dish, "qty": float("nan")}], "must be more than 0"),
		):
			self.refused(TakeawayError, message, lambda items=items: self.place(items=items))

	def test_a_suspended_customer_is_refused(self):
		account = frappe.db.get_value("Customer Division Account", {"customer": self.customer})
		set_status(account, "Suspended", "Unpaid since March")
		self.refused(StandingError, "Suspended", self.place)

	def test_a_division_without_takeaway_is_refused(self):
		self.refused(
			FeatureSwitchedOffError,
			"Takeaway Orders is switched off",
			lambda: self.place(company=self.workshop),
		)

	def test_staff_of_another_division_are_refused(self):
		user = factories.make_user("Workshop Advisor", "Sales User", companies=(self.workshop,))
		with self.set_user(user):
			self.refused(frappe.PermissionError, "", self.place)
		colleague = factories.make_customer(company=self.workshop).name
		with self.set_user(user):
			self.refused(DivisionAccessError, "no access", lambda: self.place(customer=colleague))

	def test_those_without_the_right_to_sell_are_refused(self):
		with self.set_user(factories.make_user("Workshop Advisor")):
			self.refused(frappe.PermissionError, "", self.place)

	def test_the_form_is_held_to_the_same_rules(self):
		form = factories.new_sales_document(ORDER, self.customer, self.workshop, self.dish, is_takeaway=1)
		form.pick_up_time = tomorrow_at(12)
		self.refused(FeatureSwitchedOffError, "switched off", form.insert)

	@bench_only
	def test_a_form_without_time_is_refused(self):
		form = factories.new_sales_document(ORDER, self.customer, self.restaurant, self.dish, is_takeaway=1)
		self.refused(TakeawayError, "day and the time", form.insert)

	@bench_only
	def test_an_order_that_is_delivered_keeps_no_time(self):
		form = factories.new_sales_document(ORDER, self.customer, self.restaurant, self.dish)
		form.update({"pick_up_time": tomorrow_at(12), "pick_up_status": "Ready"})
		form.insert()
		self.assertEqual((form.pick_up_time, form.pick_up_status), (None, None))

	@bench_only
	def test_a_discount_of_a_pricing_rule_counts(self):
		dish = make_dish(2.0)
		rule = {"title": factories.unique("Ramadan"), "apply_on": "Item Code", "items": [{"item_code": dish}]}
		values = {"selling": 1, "rate_or_discount": "Discount Percentage", "discount_percentage": 25}
		values.update(company=self.restaurant, currency="OMR", priority=1)
		frappe.get_doc({"doctype": "Pricing Rule", **rule, **values}).insert()
		order = self.place(items=[{"item_code": dish, "qty": 2}])
		self.assertEqual((order.items[0].rate, order.grand_total), (1.5, 3.0))


class TestMenu(TakeawayCase):
	def test_items_of_the_group_with_a_price_are_offered(self):
		priceless = factories.make_item(item_group="Dishes of Tests")
		sold_out = make_dish(3.0)
		frappe.db.set_value("Item", sold_out, "disabled", 1)
		offered = {
			row["item_code"]: row["rate"] for row in menu.offered_items(self.restaurant, self.customer)
		}
		self.assertEqual(offered.get(self.dish), 1.5)
		self.assertFalse({priceless, sold_out} & set(offered))

	def test_text_narrows_the_menu(self):
		found = menu.offered_items(self.restaurant, self.customer, self.dish.lower())
		self.assertEqual([row["item_code"] for row in found], [self.dish])

	def test_a_price_of_another_season_does_not_count(self):
		dish = make_dish(2.0)
		frappe.db.set_value("Item Price", {"item_code": dish}, "valid_upto", "2020-01-01")
		self.assertEqual(menu.prices_of([dish], "Takeaway Test Prices"), {})


class TestSteps(TakeawayCase):
	def test_ready_tells_the_customer_by_mail_in_his_language(self):
		frappe.db.set_value("Customer", self.customer, "language", "ar")
		order = self.place()
		with patch.object(frappe, "sendmail") as sent:
			steps.make_ready(order.name)
		values = sent.call_args.kwargs
		self.assertEqual(values["recipients"], [self.email])
		self.assertEqual(values["subject"], frappe._("Your order is ready", "ar"))
		self.assertIn(order.name, values["message"])
		self.assertIn('dir="rtl"', values["message"])
		status, told_on = self.status(order)
		self.assertEqual((status, str(told_on)[:10]), ("Ready", str(now_datetime())[:10]))

	def test_a_mail_is_queued(self):
		order = self.place()
		before = frappe.db.count("Email Queue")
		steps.make_ready(order.name)
		self.assertEqual(frappe.db.count("Email Queue"), before + 1)

	def test_a_registered_channel_takes_the_message(self):
		order = self.place()
		hooks = {"order_ready": [f"{__name__}.take_message"]}
		with patch_hooks(hooks), patch.object(ready_message, "_send_by_email") as mail:
			steps.make_ready(order.name)
		text = f"Your order {order.name} at {self.restaurant} is ready to be picked up."
		self.assertEqual((told, mail.called), ([(order.name, text)], False))

	def test_without_any_channel_ready_is_refused_unless_said_otherwise(self):
		silent = factories.make_customer(company=self.restaurant).name
		order = self.place(customer=silent)
		self.refused(MessageChannelMissingError, "No channel is set up", lambda: steps.make_ready(order.name))
		self.assertEqual(self.status(order), ("Ordered", None))
		steps.make_ready(order.name, notify=False)
		self.assertEqual(self.status(order), ("Ready", None))

	def test_without_an_account_for_mails_ready_is_refused(self):
		order = self.place()
		with patch.object(frappe, "sendmail", side_effect=frappe.OutgoingEmailError):
			self.refused(
				MessageChannelMissingError, "No e-mail account", lambda: steps.make_ready(order.name)
			)
		self.assertEqual(self.status(order), ("Ordered", None))

	def test_the_way_of_an_order_and_back(self):
		order = self.place()
		seen = []
		for step in (
			steps.start_preparing,
			steps.make_ready,
			steps.hand_out,
			steps.step_back,
			steps.step_back,
		):
			seen.append(step(order.name).pick_up_status)
		self.assertEqual(seen, ["Preparing", "Ready", "Picked Up", "Ready", "Preparing"])

	def test_a_step_that_lies_behind_is_refused(self):
		order = self.place()
		self.refused(TakeawayError, "has the status Ordered", lambda: steps.step_back(order.name))
		steps.make_ready(order.name)
		self.refused(TakeawayError, "has the status Ready already", lambda: steps.make_ready(order.name))
		steps.hand_out(order.name)
		self.refused(TakeawayError, "has the status Picked Up", lambda: steps.hand_out(order.name))
		self.assertEqual(self.status(order)[0], "Picked Up")

	def test_only_takeaway_orders_have_steps(self):
		order = self.place()
		frappe.db.set_value(ORDER, order.name, "is_takeaway", 0)
		self.refused(TakeawayError, "no submitted takeaway order", lambda: steps.hand_out(order.name))

	def test_switched_off_no_step_is_taken(self):
		order = self.place()
		factories.change_settings_of(self.restaurant, enable_takeaway=0)
		self.addCleanup(factories.change_settings_of, self.restaurant, enable_takeaway=1)
		self.refused(FeatureSwitchedOffError, "switched off", lambda: steps.make_ready(order.name))
		self.assertEqual(self.status(order), ("Ordered", None))

	def test_staff_of_another_division_take_no_step(self):
		order = self.place()
		user = factories.make_user("Workshop Advisor", "Sales User", companies=(self.workshop,))
		with self.set_user(user):
			self.refused(frappe.PermissionError, "", lambda: steps.make_ready(order.name))
		with self.set_user(factories.make_user("Workshop Auditor")):
			self.refused(frappe.PermissionError, "", lambda: steps.hand_out(order.name))
		self.assertEqual(self.status(order)[0], "Ordered")

	@bench_only
	def test_the_status_moves_by_steps_only_the_time_within_the_hours(self):
		order = self.place()
		order.reload()
		order.update({"pick_up_status": "Picked Up", "pick_up_time": tomorrow_at(20)})
		order.save()
		self.assertEqual(self.status(order), ("Ordered", None))
		self.assertEqual(str(frappe.db.get_value(ORDER, order.name, "pick_up_time")), tomorrow_at(20))
		order.pick_up_time = tomorrow_at(23)
		self.refused(TakeawayError, "is open on", order.save)

	def test_merging_moves_the_orders(self):
		order = self.place()
		other = factories.make_customer(company=self.restaurant).name
		merge_customers(self.customer, other)
		self.assertEqual(frappe.db.get_value(ORDER, order.name, "customer"), other)


class TestBoard(TakeawayCase):
	def test_the_days_pick_ups_stand_by_time(self):
		late, early = self.place(pick_up_time=tomorrow_at(20)), self.place(pick_up_time=tomorrow_at(9))
		cancelled = self.place(pick_up_time=tomorrow_at(10))
		cancelled.cancel()
		shown = board.pick_ups(tomorrow_at(0)[:10], self.restaurant)
		placed = {early.name, late.name, cancelled.name}
		self.assertEqual(
			[row["name"] for row in shown["orders"] if row["name"] in placed], [early.name, late.name]
		)
		row = shown["orders"][-1]
		self.assertEqual(row["items"], [{"item_name": self.dish, "qty": 2.0}])
		self.assertEqual((row["amount"], row["currency"], row["pick_up_status"]), (3.0, "OMR", "Ordered"))
		self.assertEqual(row["pick_up_time"], tomorrow_at(20)[:16])

	def test_the_board_shows_the_viewers_divisions_only(self):
		order = self.place()
		other = make_restaurant()
		with self.set_user(factories.make_user("Workshop Advisor", companies=(other,))):
			shown = board.pick_ups(tomorrow_at(0)[:10])
			self.assertEqual((shown["divisions"], shown["orders"]), ([other], []))
			self.assertRaises(DivisionAccessError, board.pick_ups, None, self.restaurant)
		with self.set_user(factories.make_user("Workshop Advisor", companies=(self.restaurant,))):
			shown = board.pick_ups(tomorrow_at(0)[:10])
			self.assertIn(order.name, [row["name"] for row in shown["orders"]])
			self.assertFalse(shown["may_change"])

	def test_without_a_division_that_offers_it_the_board_is_refused(self):
		with self.set_user(factories.make_user("Workshop Advisor", companies=(self.workshop,))):
			self.assertRaises(FeatureSwitchedOffError, board.pick_ups)
