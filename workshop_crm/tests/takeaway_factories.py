"""A division that sells food to be picked up, with a menu, for tests."""

from datetime import datetime, time, timedelta

import frappe
from frappe.utils import now_datetime

from workshop_crm.tests import factories

WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
PRICE_LIST = "Takeaway Test Prices"


def make_restaurant(*, with_accounts: bool = False) -> str:
	"""Insert a division open daily from 8 to 22 that offers the items of one group at one price list."""
	company = factories.make_company(with_accounts=with_accounts)
	_once("Price List", PRICE_LIST, price_list_name=PRICE_LIST, selling=1, currency="OMR", enabled=1)
	root = frappe.db.get_value("Item Group", {"is_group": 1}, order_by="lft")
	_once("Item Group", "Dishes of Tests", item_group_name="Dishes of Tests", parent_item_group=root)
	hours = [{"weekday": day, "opens_at": "08:00:00", "closes_at": "22:00:00"} for day in WEEKDAYS]
	factories.change_settings_of(
		company,
		enable_takeaway=1,
		takeaway_item_group="Dishes of Tests",
		takeaway_price_list=PRICE_LIST,
		opening_hours=hours,
	)
	return company


def make_dish(rate: float = 1.5, name: str = "Shuwa") -> str:
	"""Insert a dish with a price and return its code."""
	group = "Dishes of Tests"
	item = factories.make_item(item_code=factories.unique(name), item_group=group, is_sales_item=1)
	price = {"item_code": item, "price_list": PRICE_LIST, "price_list_rate": rate, "uom": "Nos"}
	frappe.get_doc({"doctype": "Item Price", "currency": "OMR", "selling": 1, **price}).insert(
		ignore_permissions=True
	)
	return item


def tomorrow_at(hour: int, minute: int = 0) -> str:
	"""Return a moment of tomorrow as ISO text."""
	day = now_datetime().date() + timedelta(days=1)
	return datetime.combine(day, time(hour, minute)).isoformat(sep=" ")


def make_mail_account() -> None:
	"""Let mails leave, where the site has no outgoing account yet."""
	if frappe.db.exists("Email Account", {"enable_outgoing": 1, "default_outgoing": 1}):
		return
	values = {"email_account_name": "Outgoing", "email_id": "crm@example.com", "smtp_server": "localhost"}
	switches = {"enable_outgoing": 1, "default_outgoing": 1, "no_smtp_authentication": 1}
	account = frappe.get_doc({"doctype": "Email Account", **values, **switches})
	account.db_insert()


def _once(doctype: str, name: str, **values) -> None:
	if not frappe.db.exists(doctype, name):
		frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)
