"""Records for tests: each call makes a new one with values of its own, so that tests do not meet in the data."""

import itertools
import random

import frappe

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.registration import Registration, register

_counter = itertools.count(random.SystemRandom().randrange(10**6))
_MOBILES = itertools.count(random.SystemRandom().randrange(10**6))
GIVEN = ("Salim", "Khalid", "Maryam", "Aisha", "Yousuf", "Hamed", "Zuwaina", "Nasser")
FAMILY = ("Al Balushi", "Al Harthy", "Al Lawati", "Al Siyabi", "Al Farsi", "Al Kindi")


def unique(text: str) -> str:
	"""Return `text` with letters appended that no other call gets, usable in names."""
	number, letters = next(_counter), ""
	while number:
		number, digit = divmod(number, 26)
		letters += chr(ord("a") + digit)
	return f"{text} {letters.capitalize() or 'A'}"


def new_mobile() -> str:
	"""Return an Omani mobile number in E.164 that no other call of this process gets."""
	return f"+9689{1 + next(_MOBILES) % 9}{next(_MOBILES) % 10**6:06d}"


def make_registration(**values) -> Registration:
	"""Return a registration with a name and phone of its own; `values` override."""
	given, family = random.choice(GIVEN), random.choice(FAMILY)
	defaults = {"customer_name": unique(f"{given} {family}"), "phone": new_mobile(), "language": "en"}
	return Registration(**{**defaults, **values})


def make_customer(**values):
	"""Register a customer and return the document; `values` are fields of Registration."""
	return register(make_registration(**values), ignore_permissions=True)


def make_company(*, with_accounts: bool = False, **settings) -> str:
	"""Insert a Company as division and return its name; `settings` are fields of its Division Settings.

	ERPNext takes seconds to make accounts, departments and cost centres, so only tests about money ask for them.
	"""
	name = unique("Division")
	values = {
		"company_name": name,
		"abbr": name.split()[-1][:5].upper() + str(next(_counter) % 1000),
		"default_currency": "OMR",
		"country": "Oman",
		"chart_of_accounts": "Standard",
	}
	company = frappe.get_doc({"doctype": "Company", "name": name, **values})
	company.flags.ignore_mandatory = True
	company.insert(ignore_permissions=True) if with_accounts else company.db_insert()
	change_settings_of(name, **settings)
	return name


def change_settings_of(company: str, **settings):
	"""Set fields of the Division Settings of `company`."""
	settings_for(company)
	doc = frappe.get_doc("Division Settings", company)
	doc.update(settings)
	return doc.save(ignore_permissions=True)


def make_user(*roles: str, companies: tuple[str, ...] = (), user_type: str = "System User") -> str:
	"""Insert an enabled User with `roles`, limited to `companies` when given; returns the name (an e-mail)."""
	email = f"{unique('staff').replace(' ', '.').lower()}@example.com"
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": email,
			"first_name": "Staff",
			"enabled": 1,
			"send_welcome_email": 0,
			"user_type": user_type,
			"roles": [{"role": role} for role in roles],
		}
	)
	user.insert(ignore_permissions=True)
	for company in companies:
		frappe.permissions.add_user_permission("Company", company, email, ignore_permissions=True)
	return email


def row_counts(*doctypes: str) -> dict[str, int]:
	"""Return how many rows each DocType has, to prove that a refusal changed nothing."""
	return {doctype: frappe.db.count(doctype) for doctype in doctypes}


def make_item(**values) -> str:
	"""Insert a service item that is not kept in stock and return its code."""
	defaults = {
		"item_code": unique("Service"),
		"item_group": "Services",
		"stock_uom": "Nos",
		"is_stock_item": 0,
	}
	return frappe.get_doc({"doctype": "Item", **defaults, **values}).insert(ignore_permissions=True).name


def new_sales_document(doctype: str, customer: str, company: str, item: str, rate: float = 10.0, **values):
	"""Build, without saving, a Sales Order, Sales Invoice or Quotation over one piece of `item`."""
	party = (
		{"quotation_to": "Customer", "party_name": customer}
		if doctype == "Quotation"
		else {"customer": customer}
	)
	doc = frappe.new_doc(doctype, company=company, **{**party, **values})
	date = {"delivery_date": frappe.utils.today()} if doctype == "Sales Order" else {}
	doc.append("items", {"item_code": item, "qty": 1, "rate": rate, **date})
	return doc


def pay(invoice):
	"""Submit a cash Payment Entry over the whole of a submitted Sales Invoice and return it."""
	from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry

	payment = get_payment_entry("Sales Invoice", invoice.name)
	payment.paid_to = frappe.db.get_value("Company", invoice.company, "default_cash_account")
	payment.update({"reference_no": "CASH", "reference_date": frappe.utils.today()})
	payment.insert(ignore_permissions=True)
	return payment.submit()


def make_project(customer: str, company: str, **values) -> str:
	"""Insert a Project of `customer` with the division and return its name."""
	defaults = {"project_name": unique("Villa"), "customer": customer, "company": company}
	return frappe.get_doc({"doctype": "Project", **defaults, **values}).insert(ignore_permissions=True).name


def make_serial_no(customer: str, company: str, until: str, **values) -> str:
	"""Insert a Serial No as ERPNext leaves it behind after delivering to `customer`, under warranty until the day given."""
	number = unique("SN").replace(" ", "-").upper()
	defaults = {"serial_no": number, "item_code": make_item(), "company": company, "customer": customer}
	doc = frappe.get_doc({"doctype": "Serial No", **defaults, "warranty_expiry_date": until, **values})
	return doc.insert(ignore_permissions=True).name
