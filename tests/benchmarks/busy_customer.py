"""A customer with 1,000 events in his timeline, made of real documents, once per site."""

from datetime import date, timedelta

import frappe

from tests.benchmarks.customers import COMPANY
from workshop_crm.customer_management.profile.notes import add_note
from workshop_crm.customer_management.profile.registration import Registration, register

PHONE = "+96871000001"
ITEM = "BENCH-SERVICE"
LAST_DAY = date(2026, 10, 31)
INVOICES, PAYMENTS, QUOTATIONS, ISSUES, NOTES, MESSAGES = 250, 150, 40, 20, 240, 300


def ensure_busy_customer() -> str:
	"""The name of the customer; he is made when the site does not have him."""
	found = frappe.db.get_value("Customer", {"mobile_no": PHONE}, "name")
	return found or _make()


def _make() -> str:
	print("making a customer with 1,000 events ...", flush=True)
	customer = register(Registration("Busy Benchmark Customer", PHONE, "en", company=COMPANY)).name
	_make_item()
	for number in range(INVOICES):
		_invoice(customer, number)
	for number in range(QUOTATIONS):
		_quotation(customer, number)
	for number in range(ISSUES):
		frappe.get_doc(
			{"doctype": "Issue", "subject": f"Question {number}", "customer": customer, "company": COMPANY}
		).insert()
	for number in range(NOTES):
		add_note(customer, f"Note {number}", subject=f"Note {number}", company=COMPANY, is_alert=number < 3)
	for number in range(MESSAGES):
		_message(customer, number)
	frappe.db.commit()
	return customer


def _make_item() -> None:
	if not frappe.db.exists("Item", ITEM):
		values = {"item_code": ITEM, "item_name": "Service", "item_group": "Services", "stock_uom": "Nos"}
		frappe.get_doc({"doctype": "Item", "is_stock_item": 0, **values}).insert()


def _day(number: int) -> str:
	return (LAST_DAY - timedelta(days=number % 290)).isoformat()


def _invoice(customer: str, number: int) -> None:
	from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry

	invoice = frappe.get_doc(
		{
			"doctype": "Sales Invoice",
			"company": COMPANY,
			"customer": customer,
			"set_posting_time": 1,
			"posting_date": _day(number),
			"due_date": _day(number),
			"items": [{"item_code": ITEM, "qty": 1, "rate": 10 + number % 7}],
		}
	).insert()
	invoice.submit()
	if number < PAYMENTS:
		cash = frappe.get_cached_value("Company", COMPANY, "default_cash_account")
		payment = get_payment_entry("Sales Invoice", invoice.name, bank_account=cash)
		payment.update({"posting_date": _day(number), "reference_no": "1", "reference_date": _day(number)})
		payment.insert()
		payment.submit()


def _quotation(customer: str, number: int) -> None:
	frappe.get_doc(
		{
			"doctype": "Quotation",
			"company": COMPANY,
			"quotation_to": "Customer",
			"party_name": customer,
			"transaction_date": _day(number),
			"items": [{"item_code": ITEM, "qty": 1, "rate": 12}],
		}
	).insert().submit()


def _message(customer: str, number: int) -> None:
	frappe.get_doc(
		{
			"doctype": "Communication",
			"communication_type": "Communication",
			"communication_medium": "Phone",
			"sent_or_received": "Received",
			"subject": f"Call {number}",
			"content": "Asked when the car is ready",
			"reference_doctype": "Customer",
			"reference_name": customer,
			"communication_date": f"{_day(number)} 10:00:00",
		}
	).insert()
