"""When the demo's customers were registered: before their first invoice, spread over the year behind them.

The importer registers everybody on the day the demo is loaded; a workshop's history would show one tall bar.
"""

import random
from datetime import datetime, time, timedelta

import frappe
from frappe.query_builder.functions import Min
from frappe.utils import getdate

from workshop_crm.demo.people import DEMO_DAY

MOST_DAYS_BEFORE = 150
OPENING_HOUR, OPEN_MINUTES = 8, 9 * 60
DATED = {"Customer": "name", "Customer Division Account": "customer"}


def spread_registrations(seed: int) -> None:
	"""Date each customer and his accounts back, the same for the same seed."""
	rng = random.Random(f"registration days {seed}")
	first_invoices = _first_invoices()
	for customer in frappe.get_all("Customer", pluck="name", order_by="customer_number"):
		day = getdate(first_invoices.get(customer) or DEMO_DAY) - timedelta(
			days=rng.randrange(MOST_DAYS_BEFORE)
		)
		moment = datetime.combine(day, time(OPENING_HOUR)) + timedelta(minutes=rng.randrange(OPEN_MINUTES))
		for doctype, fieldname in DATED.items():
			frappe.db.set_value(doctype, {fieldname: customer}, "creation", moment, update_modified=False)


def _first_invoices() -> dict:
	"""Return customer -> day of his first invoice, as the demo sold it."""
	invoice = frappe.qb.DocType("Sales Invoice")
	query = (
		frappe.qb.from_(invoice).select(invoice.customer, Min(invoice.posting_date)).groupby(invoice.customer)
	)
	return dict(query.run())
