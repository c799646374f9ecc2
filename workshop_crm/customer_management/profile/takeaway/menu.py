"""What a division offers to be picked up, and at which price."""

import frappe
from frappe.utils import flt, getdate
from frappe.utils.nestedset import get_descendants_of

from workshop_crm.customer_management.profile.division_settings import settings_for

LONGEST_MENU = 200


def price_list_of(company: str, customer: str) -> str | None:
	"""Return the price list of a takeaway order: the division's, else the customer's own, else the standard one."""
	return (
		settings_for(company).takeaway_price_list
		or frappe.db.get_value("Customer", customer, "default_price_list")
		or frappe.db.get_single_value("Selling Settings", "selling_price_list")
	)


def offered_items(company: str, customer: str, text: str = "") -> list[dict]:
	"""Return the items whose name or code holds `text`: item_code, item_name, rate, currency; by name, 200 at most.

	Only items of the division's group that have a price today.
	"""
	filters = {"disabled": 0, "is_sales_item": 1, "has_variants": 0, **_of_group(company)}
	holds = {"item_name": ("like", f"%{text}%"), "name": ("like", f"%{text}%")} if text else None
	items = frappe.get_all(
		"Item",
		filters=filters,
		or_filters=holds,
		fields=["name", "item_name"],
		order_by="item_name, name",
		limit_page_length=LONGEST_MENU,
	)
	prices = prices_of([item.name for item in items], price_list_of(company, customer))
	return [
		{"item_code": item.name, "item_name": item.item_name, **prices[item.name]}
		for item in items
		if item.name in prices
	]


def is_offered(company: str, item_code: str) -> bool:
	"""Tell whether the division sells this item as takeaway."""
	filters = {"name": item_code, "disabled": 0, "is_sales_item": 1, "has_variants": 0, **_of_group(company)}
	return bool(frappe.db.exists("Item", filters))


def prices_of(items: list[str], price_list: str | None) -> dict[str, dict]:
	"""Return {item: {rate, currency}} for the items with a price in the list that holds today and for everybody."""
	filters = {
		"item_code": ("in", items or [""]),
		"price_list": price_list or "",
		"customer": ("is", "not set"),
	}
	fields = ["item_code", "price_list_rate", "currency", "valid_from", "valid_upto"]
	rows = frappe.get_all("Item Price", filters=filters, fields=fields, order_by="valid_from, creation")
	return {
		row.item_code: {"rate": flt(row.price_list_rate), "currency": row.currency}
		for row in rows
		if _holds_today(row)
	}


def _holds_today(row) -> bool:
	today = getdate()
	begun = not row.valid_from or getdate(row.valid_from) <= today
	return begun and (not row.valid_upto or getdate(row.valid_upto) >= today)


def _of_group(company: str) -> dict:
	group = settings_for(company).takeaway_item_group
	if not group:
		return {}
	return {"item_group": ("in", [group, *get_descendants_of("Item Group", group, ignore_permissions=True)])}
