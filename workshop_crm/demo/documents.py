"""The papers of the demo's customers: identity cards, contracts, insurance; some run out soon, some have run out."""

import random
from datetime import timedelta

import frappe
from frappe.utils import getdate

from workshop_crm.customer_management.profile.documents import documents, expiry
from workshop_crm.demo.divisions import DIVISIONS
from workshop_crm.demo.papers import one_page_pdf

PEOPLE, FIRMS = 30, 8
# Days from today on which papers run out, so that on any day some are about to, and some have.
DAYS_LEFT = (-20, -3, 4, 9, 14, 21, 27, 60, 120, 240, 330, 700)
OF_PEOPLE = ("National ID", "Passport", "Driving Licence", "Insurance", "Warranty")
OF_FIRMS = ("Commercial Registration", "Contract", "Power of Attorney")


def make_documents(seed: int) -> None:
	"""Enter documents of the workshop's customers and make the reminders of today. The same for one seed."""
	rng = random.Random(f"documents-{seed}")
	for customer in _customers("Individual")[:PEOPLE]:
		for document_type in rng.sample(OF_PEOPLE, rng.choice((1, 1, 2, 3))):
			_enter(rng, customer, document_type)
	for customer in _customers("Company")[:FIRMS]:
		for document_type in OF_FIRMS[: rng.choice((1, 2, 3))]:
			_enter(rng, customer, document_type)
	expiry.remind()


def _customers(customer_type: str) -> list:
	"""Return name and shown name of the workshop's customers, those with the longest story first."""
	filters = {"company": DIVISIONS["workshop"]}
	order = "account_number"
	accounts = frappe.get_all("Customer Division Account", filters=filters, pluck="customer", order_by=order)
	of_type = {"name": ("in", accounts), "customer_type": customer_type}
	fields = ["name", "customer_name"]
	known = {row.name: row for row in frappe.get_all("Customer", filters=of_type, fields=fields)}
	return [known[customer] for customer in accounts if customer in known]


def _enter(rng: random.Random, customer, document_type: str) -> None:
	expires = getdate() + timedelta(days=rng.choice(DAYS_LEFT))
	number = _number(rng, document_type)
	scan = one_page_pdf(
		document_type, customer.customer_name, number, "Specimen of the demo, not a real paper"
	)
	document = documents.add_document(
		customer.name,
		document_type,
		(f"{document_type.lower().replace(' ', '-')}.pdf", scan),
		number=number,
		issue_date=(getdate() - timedelta(days=rng.randrange(60, 900))).isoformat(),
		expiry_date=expires.isoformat(),
		show_in_portal=rng.choice((0, 0, 1)),
		company=DIVISIONS["workshop"] if document_type in ("Contract", "Warranty") else "",
	)
	if expires >= getdate() and rng.random() < 0.5:
		documents.verify_document(document.name)


def _number(rng: random.Random, document_type: str) -> str:
	if document_type == "Passport":
		return f"A{rng.randrange(10**7):07d}"
	if document_type in ("National ID", "Driving Licence", "Commercial Registration"):
		return str(rng.randrange(10**6, 10**8))
	return f"{document_type[:1]}-{rng.randrange(10**5):05d}"
