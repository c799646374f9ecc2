"""The companies of the demo: one group and its three divisions, their settings, prices and territories."""

import frappe

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.setup.territories import create_territories

GROUP = "Sahil Group"
DIVISIONS = {"workshop": "Sahil Workshop", "parts": "Sahil Auto Parts", "clothing": "Sahil Clothing"}
ABBREVIATIONS = {
	GROUP: "SG",
	"Sahil Workshop": "SW",
	"Sahil Auto Parts": "SAP",
	"Sahil Clothing": "SC",
	"Sahil Construction": "SCO",
	"Sahil Kitchen": "SKT",
}
PRICE_LIST, WHOLESALE = "Sahil Retail", "Sahil Wholesale"
COUNTRY, CURRENCY = "Oman", "OMR"

SETTINGS = {
	"workshop": {
		"business_type": "Workshop",
		"number_prefix": "WRK",
		"enable_credit": 1,
		"enable_layby": 0,
		"enable_bulk_orders": 0,
		"vip_spend": 200,
	},
	"parts": {
		"business_type": "Parts Shop",
		"number_prefix": "PRT",
		"enable_credit": 1,
		"enable_layby": 0,
		"enable_bulk_orders": 1,
		"wholesale_price_list": WHOLESALE,
		"vip_spend": 150,
	},
	"clothing": {
		"business_type": "Clothing",
		"number_prefix": "CLO",
		"enable_credit": 0,
		"enable_layby": 1,
		"enable_bulk_orders": 0,
		"demand_email": 0,
		"vip_spend": 150,
	},
}
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Saturday")

# division: (item, name, price in rials)
ITEMS = {
	"workshop": (
		("SW-OIL", "Oil Change with Filter", 12.5),
		("SW-BRAKE", "Brake Service", 28.0),
		("SW-AC", "Air Conditioning Check", 15.0),
		("SW-TIMING", "Timing Belt Replacement", 64.5),
		("SW-INSPECT", "Inspection before Travel", 9.0),
	),
	"parts": (
		("SP-PADS", "Brake Pads, Front", 18.5),
		("SP-FILTER", "Oil Filter", 3.25),
		("SP-BATTERY", "Battery 70 Ah", 32.0),
		("SP-WIPER", "Wiper Blades, Pair", 5.75),
	),
	"clothing": (
		("SC-DISHDASHA", "Dishdasha, Tailored", 22.0),
		("SC-KUMMA", "Kumma, Hand Embroidered", 35.0),
		("SC-ABAYA", "Abaya", 27.5),
		("SC-UNIFORM", "School Uniform", 11.25),
	),
}


def make_divisions() -> None:
	"""Create companies, settings, price lists, items and territories that are missing."""
	make_company(GROUP, is_group=1)
	for division, company in DIVISIONS.items():
		make_company(company, parent_company=GROUP)
		make_once("Price List", PRICE_LIST, price_list_name=PRICE_LIST, selling=1, currency=CURRENCY)
		make_once("Price List", WHOLESALE, price_list_name=WHOLESALE, selling=1, currency=CURRENCY)
		_set_up(division, company)
		_make_items(division)
	create_territories()
	make_fiscal_year()


def make_company(name: str, **values) -> None:
	"""Create a company with ERPNext's standard chart of accounts."""
	defaults = {"abbr": ABBREVIATIONS[name], "default_currency": CURRENCY, "country": COUNTRY}
	make_once("Company", name, company_name=name, chart_of_accounts="Standard", **defaults, **values)


def make_fiscal_year() -> None:
	"""Give ERPNext the year in which the demo's invoices lie."""
	from workshop_crm.demo.people import DEMO_DAY

	if not frappe.db.exists("DocType", "Fiscal Year"):
		return
	year = str(DEMO_DAY.year)
	if not frappe.db.exists("Fiscal Year", {"year_start_date": f"{year}-01-01", "disabled": 0}):
		dates = {"year_start_date": f"{year}-01-01", "year_end_date": f"{year}-12-31"}
		make_once("Fiscal Year", year, year=year, **dates)


def _set_up(division: str, company: str) -> None:
	settings_for(company)
	settings = frappe.get_doc("Division Settings", company)
	if settings.opening_hours:
		return
	settings.update(SETTINGS[division])
	for weekday in WEEKDAYS:
		closes = "21:00:00" if division == "clothing" else "18:00:00"
		settings.append("opening_hours", {"weekday": weekday, "opens_at": "08:00:00", "closes_at": closes})
	settings.save(ignore_permissions=True)


def _make_items(division: str) -> None:
	root = frappe.db.get_value("Item Group", {"is_group": 1}, "name") or "All Item Groups"
	make_once("Item Group", root, item_group_name=root, is_group=1)
	make_once("Item Group", "Products", item_group_name="Products", parent_item_group=root)
	make_once("UOM", "Nos", uom_name="Nos")
	for code, name, price in ITEMS[division]:
		values = {"item_code": code, "item_name": name, "item_group": "Products", "stock_uom": "Nos"}
		make_once("Item", code, is_stock_item=0, is_sales_item=1, **values)
		for price_list, share in ((PRICE_LIST, 1.0), (WHOLESALE, 0.8)):
			make_price(code, price_list, round(price * share, 3))


def make_price(item_code: str, price_list: str, rate: float) -> None:
	"""Give an item its price in a list, unless it has one."""
	key = {"item_code": item_code, "price_list": price_list}
	if frappe.db.exists("DocType", "Item Price") and not frappe.db.exists("Item Price", key):
		values = {"doctype": "Item Price", "price_list_rate": rate, "currency": CURRENCY}
		frappe.get_doc({**values, **key}).insert(ignore_permissions=True)


def make_once(doctype: str, name: str, **values) -> None:
	"""Insert a record unless it is there."""
	if frappe.db.exists(doctype, name):
		return
	document = frappe.get_doc({"doctype": doctype, **values})
	document.insert(ignore_permissions=True)
