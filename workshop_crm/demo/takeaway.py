"""A kitchen for the demo: its menu, and orders to be picked up today and on the next days."""

import random
from datetime import datetime, time, timedelta

import frappe
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.customer_management.profile.takeaway import steps
from workshop_crm.customer_management.profile.takeaway.orders import place_order
from workshop_crm.demo import divisions
from workshop_crm.demo.divisions import CURRENCY, DIVISIONS, GROUP, make_company

KITCHEN, MENU, DISHES = "Sahil Kitchen", "Sahil Kitchen Menu", "Sahil Dishes"
OPENS, CLOSES = time(8), time(23, 30)
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
GUESTS, TODAY, LATER_DAYS, A_DAY = 10, 7, 3, 4
# code, name, price in rials
ITEMS = (
	("SK-SHUWA", "Lamb Shuwa with Rice", 3.5),
	("SK-MASHUAI", "Mashuai, Kingfish", 4.2),
	("SK-MAJBOOS", "Chicken Majboos", 2.3),
	("SK-HAREES", "Harees", 1.8),
	("SK-SKEWERS", "Mishkak Skewers", 1.5),
	("SK-HALWA", "Omani Halwa, 500 g", 2.75),
	("SK-RUKHAL", "Rukhal Bread", 0.25),
	("SK-KARAK", "Karak Tea", 0.3),
)


def make_kitchen() -> None:
	"""Create the division with its menu and opening hours, where it is missing."""
	make_company(KITCHEN, parent_company=GROUP)
	divisions.make_once("Price List", MENU, price_list_name=MENU, selling=1, currency=CURRENCY)
	root = frappe.db.get_value("Item Group", {"is_group": 1}, "name")
	divisions.make_once("Item Group", DISHES, item_group_name=DISHES, parent_item_group=root)
	for code, name, price in ITEMS:
		values = {"item_code": code, "item_name": name, "item_group": DISHES, "stock_uom": "Nos"}
		divisions.make_once("Item", code, is_stock_item=0, is_sales_item=1, **values)
		divisions.make_price(code, MENU, price)
	settings_for(KITCHEN)
	settings = frappe.get_doc("Division Settings", KITCHEN)
	if not settings.opening_hours:
		settings.update({"business_type": "Restaurant", "number_prefix": "KIT", "enable_takeaway": 1})
		settings.update({"takeaway_item_group": DISHES, "takeaway_price_list": MENU})
		hours = {"opens_at": OPENS.isoformat(), "closes_at": CLOSES.isoformat()}
		settings.set("opening_hours", [{"weekday": day, **hours} for day in WEEKDAYS])
		settings.save(ignore_permissions=True)


def make_orders(seed: int) -> None:
	"""Order for today, from now on, and for the next days; some of today's are well on their way."""
	rng = random.Random(f"takeaway-{seed}")
	guests = _guests()
	placed = [_order(rng, rng.choice(guests), at) for at in _times(rng)]
	today = [order for order in placed if order.pick_up_time.date() == now_datetime().date()]
	for order in today[:3]:
		steps.start_preparing(order.name)
	for order in today[:2]:
		steps.make_ready(order.name, notify=False)
	for order in today[:1]:
		steps.hand_out(order.name)


def _guests() -> list[str]:
	"""Return customers of the workshop, who eat here as well."""
	filters = {"company": DIVISIONS["workshop"], "status": "Active"}
	accounts = frappe.get_all(
		"Customer Division Account",
		filters=filters,
		pluck="customer",
		order_by="account_number",
		limit=GUESTS,
	)
	for customer in accounts:
		if not frappe.db.exists("Customer Division Account", {"customer": customer, "company": KITCHEN}):
			open_account(customer, KITCHEN)
	return accounts


def _times(rng: random.Random) -> list[datetime]:
	"""Return the rest of today in steps of a quarter of an hour, as far as the kitchen is open, and the next days."""
	now = now_datetime().replace(second=0, microsecond=0)
	first = max(now, datetime.combine(now.date(), OPENS))
	times = [first + timedelta(minutes=10 + 15 * number) for number in range(TODAY)]
	times = [at for at in times if at.date() == now.date() and at.time() <= CLOSES]
	for days in range(1, LATER_DAYS + 1):
		noon = datetime.combine(now.date() + timedelta(days=days), time(12))
		times += [noon + timedelta(minutes=15 * rng.randrange(40)) for _number in range(A_DAY)]
	return times


def _order(rng: random.Random, customer: str, at: datetime):
	dishes = rng.sample(ITEMS, rng.randint(1, 3))
	items = [{"item_code": code, "qty": rng.choice((1, 1, 2, 2, 4))} for code, _name, _price in dishes]
	return place_order(customer, KITCHEN, items, at.isoformat(sep=" "))
