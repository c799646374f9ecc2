"""What the demo customers have bought, paid, asked and complained about in the months before the demo's day."""

import random
from datetime import date, timedelta

import frappe

from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.customer_management.profile.notes import add_note
from workshop_crm.demo.divisions import CURRENCY, DIVISIONS, ITEMS, PRICE_LIST
from workshop_crm.demo.people import DEMO_DAY

INVOICES = {"workshop": 110, "parts": 70, "clothing": 50}
QUOTATIONS = {"workshop": 14, "parts": 10, "clothing": 4}
REGULAR_VISITS = 24
SECOND_DIVISION_SHARE = 0.3
DAYS_BACK = 290

ISSUES = (
	"Air conditioning still warm after the repair",
	"Noise from the front left wheel",
	"Delivery came a day late",
	"Dishdasha sleeves too short",
	"Invoice shows the wrong plate",
	"Asks for the old parts back",
)
NOTES = (
	(
		"Follow-up",
		"Call about the timing belt",
		"Belt is due within 5,000 km; he asked for a call after the holidays.",
		0,
	),
	("Special Instructions", "Keep the old parts", "Wants every replaced part handed back.", 1),
	("Compliment", "Praised the quick service", "Waited for the car and thanked the technician by name.", 0),
	("Warning", "Cheque came back", "Cash or card only until the manager agrees.", 1),
	(
		"Payment Reminder",
		"Promised to pay by Thursday",
		"Spoke to the office; the transfer is being signed.",
		0,
	),
	("General", "Prefers mornings", "Brings the car before eight on his way to work.", 0),
)


def make_history(seed: int) -> None:
	"""Open further accounts, then sell, collect, quote and note. The same for one seed."""
	rng = random.Random(f"history-{seed}")
	_open_second_accounts(rng)
	for division, company in DIVISIONS.items():
		customers = _customers_of(company)
		for _number in range(INVOICES[division]):
			_sell(rng, division, rng.choice(customers), _some_day(rng))
		for _number in range(QUOTATIONS[division]):
			_quote(rng, division, rng.choice(customers), _some_day(rng))
	_make_regular(rng, _customers_of(DIVISIONS["workshop"])[0])
	_complain_and_note(rng, _customers_of(DIVISIONS["workshop"]) + _customers_of(DIVISIONS["clothing"]))


def _customers_of(company: str) -> list[str]:
	accounts = frappe.get_all(
		"Customer Division Account",
		filters={"company": company},
		fields=["customer"],
		order_by="account_number",
	)
	return [account.customer for account in accounts]


def _open_second_accounts(rng: random.Random) -> None:
	first_accounts = {company: _customers_of(company) for company in DIVISIONS.values()}
	for company, customers in first_accounts.items():
		others = [other for other in DIVISIONS.values() if other != company]
		for customer in customers:
			if rng.random() < SECOND_DIVISION_SHARE:
				open_account(customer, rng.choice(others))


def _make_regular(rng: random.Random, customer: str) -> None:
	"""One customer with a long story in every division, for the first look at Customer 360."""
	known = set(frappe.get_all("Customer Division Account", filters={"customer": customer}, pluck="company"))
	for company in DIVISIONS.values():
		if company not in known:
			open_account(customer, company)
	for number in range(REGULAR_VISITS):
		division = rng.choice(list(DIVISIONS))
		_sell(rng, division, customer, DEMO_DAY - timedelta(days=7 + 11 * number))
	_quote(rng, "workshop", customer, DEMO_DAY - timedelta(days=3))
	_issue(rng, customer, DIVISIONS["workshop"], ISSUES[0])
	for note in NOTES[:3]:
		_note(customer, note)


def _complain_and_note(rng: random.Random, customers: list[str]) -> None:
	for number, customer in enumerate(rng.sample(customers, 18)):
		_issue(rng, customer, _first_company(customer), ISSUES[number % len(ISSUES)])
	for number, customer in enumerate(rng.sample(customers, 40)):
		_note(customer, NOTES[number % len(NOTES)])


def _first_company(customer: str) -> str:
	return frappe.get_all(
		"Customer Division Account",
		filters={"customer": customer},
		order_by="creation",
		pluck="company",
		limit=1,
	)[0]


def _some_day(rng: random.Random) -> date:
	return DEMO_DAY - timedelta(days=rng.randrange(DAYS_BACK))


def _lines(rng: random.Random, division: str) -> list[dict]:
	items = rng.sample(ITEMS[division], rng.randint(1, 3))
	return [
		{"item_code": code, "qty": rng.choice((1, 1, 1, 2)), "rate": price} for code, _name, price in items
	]


def _sell(rng: random.Random, division: str, customer: str, day: date) -> None:
	"""A submitted Sales Invoice, paid in four of five cases."""
	invoice = frappe.get_doc(
		{
			"doctype": "Sales Invoice",
			"company": DIVISIONS[division],
			"customer": customer,
			"posting_date": day.isoformat(),
			"set_posting_time": 1,
			"due_date": (day + timedelta(days=14)).isoformat(),
			"currency": CURRENCY,
			"selling_price_list": PRICE_LIST,
			"disable_rounded_total": 1,
			"items": _lines(rng, division),
		}
	)
	invoice.insert(ignore_permissions=True)
	invoice.submit()
	if rng.random() < 0.8:
		_collect(invoice, day + timedelta(days=rng.choice((0, 0, 0, 5, 20))))


def _collect(invoice, day: date) -> None:
	from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry

	cash = frappe.db.get_value("Company", invoice.company, "default_cash_account")
	payment = get_payment_entry("Sales Invoice", invoice.name, bank_account=cash)
	payment.posting_date = min(day, DEMO_DAY).isoformat()
	payment.reference_no, payment.reference_date = invoice.name, payment.posting_date
	payment.mode_of_payment = "Cash"
	payment.insert(ignore_permissions=True)
	payment.submit()


def _quote(rng: random.Random, division: str, customer: str, day: date) -> None:
	quotation = frappe.get_doc(
		{
			"doctype": "Quotation",
			"company": DIVISIONS[division],
			"quotation_to": "Customer",
			"party_name": customer,
			"transaction_date": day.isoformat(),
			"valid_till": (day + timedelta(days=30)).isoformat(),
			"currency": CURRENCY,
			"selling_price_list": PRICE_LIST,
			"items": _lines(rng, division),
		}
	)
	quotation.insert(ignore_permissions=True)
	quotation.submit()


def _issue(rng: random.Random, customer: str, company: str, subject: str) -> None:
	issue = frappe.get_doc(
		{
			"doctype": "Issue",
			"subject": subject,
			"customer": customer,
			"company": company,
			"opening_date": _some_day(rng).isoformat(),
			"status": rng.choice(("Open", "Replied", "Closed")),
		}
	)
	issue.insert(ignore_permissions=True)


def _note(customer: str, note: tuple[str, str, str, int]) -> None:
	note_type, subject, content, is_alert = note
	# An empty division, not None: otherwise the site's default company would fill it.
	add_note(customer, content, company="", note_type=note_type, subject=subject, is_alert=is_alert)
