"""Guards before whitelisted methods of Frappe and ERPNext that any login, or a guest, could call.

`override_whitelisted_methods` in hooks.py sends the HTTP calls here; each guard asks for the right the method
forgot and then calls it unchanged. Python code goes on calling the originals. A method is reachable under the
name of every module that imports it, so hooks.py lists those names too; a test searches for new ones.

Sources read: Frappe 15.72.4 and 15.105.0, ERPNext 15.71.1 and 15.104.3.
"""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

SMS_ROLES = (
	"System Manager",
	"Sales Manager",
	"Sales User",
	"Support Team",
	"Workshop Manager",
	"Workshop Advisor",
)
STATEMENTS = "Process Statement Of Accounts"


@frappe.whitelist(methods=["POST"])
def send_sms(receiver_list: str | list, msg: str, sender_name: str = "", success_msg: bool = True):
	"""Send text messages, for staff who deal with customers.

	Guards frappe.core.doctype.sms_settings.sms_settings.send_sms, whitelisted without any role.
	"""
	_require_role(SMS_ROLES)
	from frappe.core.doctype.sms_settings.sms_settings import send_sms as original

	return original(receiver_list, msg, sender_name, success_msg)


@frappe.whitelist(methods=["POST"])
def send_credit_emails(args: str | dict):
	"""Tell the credit controllers that a customer's limit is reached; nobody else can be written to.

	Guards erpnext.selling.doctype.customer.customer.send_emails, which mails any address for any login.
	"""

	asked = frappe._dict(frappe.parse_json(args))
	_require_read("Customer", asked.customer)
	if set(_as_list(asked.credit_controller_users_list)) - set(_credit_controllers()):
		_refuse()
	from erpnext.selling.doctype.customer.customer import send_emails as original

	return original(frappe.as_json(asked))


@frappe.whitelist(methods=["POST"])
def set_issue_status(name: str, status: str):
	"""Set the status of one Issue that the user may write.

	Guards erpnext.support.doctype.issue.issue.set_status, which checks no right.
	"""
	_require_write("Issue", name)
	from erpnext.support.doctype.issue.issue import set_status as original

	return original(name, status)


@frappe.whitelist(methods=["POST"])
def set_status_of_issues(names: str | list, status: str):
	"""Set the status of Issues, each of which the user may write.

	Guards erpnext.support.doctype.issue.issue.set_multiple_status, which checks no right.
	"""

	asked = _as_list(frappe.parse_json(names))
	for name in asked:
		_require_write("Issue", name)
	from erpnext.support.doctype.issue.issue import set_multiple_status as original

	return original(frappe.as_json(asked), status)


@frappe.whitelist()
def get_balance_on(
	account: str | None = None,
	date: str | None = None,
	party_type: str | None = None,
	party: str | None = None,
	company: str | None = None,
	in_account_currency: bool = True,
	cost_center: str | None = None,
	ignore_account_permission: bool = False,
	account_type: str | None = None,
	start_date: str | None = None,
):
	"""Return a balance of the ledger to those who may read accounts and the party asked for.

	Guards erpnext.accounts.utils.get_balance_on, which asks for no right where only a party is given and lets
	the caller switch the check of the account off; `ignore_account_permission` is therefore accepted and not
	passed on.
	"""
	_require_read("Account", account)
	if party_type and party:
		_require_read(party_type, party)
	from erpnext.accounts.utils import get_balance_on as original

	return original(
		account=account,
		date=date,
		party_type=party_type,
		party=party,
		company=company,
		in_account_currency=in_account_currency,
		cost_center=cost_center,
		account_type=account_type,
		start_date=start_date,
	)


@frappe.whitelist()
def get_loyalty_program_details(
	customer: str,
	loyalty_program: str | None = None,
	expiry_date: str | None = None,
	company: str | None = None,
	silent: bool = False,
	include_expired_entry: bool = False,
):
	"""Return the programme of a customer whom the user may read.

	Guards erpnext.accounts.doctype.loyalty_program.loyalty_program.get_loyalty_program_details.
	"""
	_require_read("Customer", customer)
	from erpnext.accounts.doctype.loyalty_program.loyalty_program import (
		get_loyalty_program_details as original,
	)

	return original(customer, loyalty_program, expiry_date, company, silent, include_expired_entry)


@frappe.whitelist()
def get_loyalty_program_details_with_points(
	customer: str,
	loyalty_program: str | None = None,
	expiry_date: str | None = None,
	company: str | None = None,
	silent: bool = False,
	include_expired_entry: bool = False,
	current_transaction_amount: float = 0,
):
	"""Return the programme and points of a customer whom the user may read.

	Guards the function of this name in erpnext.accounts.doctype.loyalty_program.loyalty_program.
	"""
	_require_read("Customer", customer)
	options = (expiry_date, company, silent, include_expired_entry, current_transaction_amount)
	from erpnext.accounts.doctype.loyalty_program import loyalty_program as core

	return core.get_loyalty_program_details_with_points(customer, loyalty_program, *options)


@frappe.whitelist()
def get_redeemption_factor(loyalty_program: str | None = None, customer: str | None = None):
	"""Return what a point is worth to those who may read the customer, or customers at all.

	Guards erpnext.accounts.doctype.loyalty_program.loyalty_program.get_redeemption_factor.
	"""
	_require_read("Customer", customer)
	from erpnext.accounts.doctype.loyalty_program.loyalty_program import get_redeemption_factor as original

	return original(loyalty_program, customer)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=5, seconds=60 * 60)
def create_appointment(date: str, time: str, tz: str, contact: str | dict):
	"""Book through ERPNext's own page where it is switched on, five times an hour from one address.

	Guards erpnext.www.book_appointment.index.create_appointment, which takes guests without limit, also while
	the page is switched off.
	"""
	if not frappe.db.get_single_value("Appointment Booking Settings", "enable_scheduling"):
		_refuse()
	from erpnext.www.book_appointment.index import create_appointment as original

	return original(date, time, tz, contact if isinstance(contact, str) else frappe.as_json(contact))


@frappe.whitelist(methods=["POST"])
def make_payment_request(dt: str, dn: str, **options: object):
	"""Make a Payment Request for a document that the user may read, with the right to make one.

	Guards erpnext.accounts.doctype.payment_request.payment_request.make_payment_request, open to guests in
	15.71.
	"""
	frappe.has_permission("Payment Request", "create", throw=True)
	_require_read(dt, dn)
	from erpnext.accounts.doctype.payment_request.payment_request import make_payment_request as original

	return original(dt=dt, dn=dn, **options)


@frappe.whitelist(methods=["POST"])
def resend_payment_email(docname: str):
	"""Send the mail of a Payment Request again, with the right to mail it.

	Guards erpnext.accounts.doctype.payment_request.payment_request.resend_payment_email, open to guests in
	15.71.
	"""
	_require("Payment Request", "email", docname)
	from erpnext.accounts.doctype.payment_request.payment_request import resend_payment_email as original

	return original(docname)


@frappe.whitelist(methods=["POST"])
def make_payment_entry(docname: str):
	"""Return an unsaved Payment Entry for a Payment Request that the user may read.

	Guards erpnext.accounts.doctype.payment_request.payment_request.make_payment_entry, which checks no right.
	"""
	frappe.has_permission("Payment Entry", "create", throw=True)
	_require_read("Payment Request", docname)
	from erpnext.accounts.doctype.payment_request.payment_request import make_payment_entry as original

	return original(docname)


@frappe.whitelist(methods=["POST"])
def send_statements(document_name: str, from_scheduler: bool = False, posting_date: str | None = None):
	"""Mail the statements of a Process Statement Of Accounts that the user may read and mail.

	Guards send_emails of erpnext.accounts.doctype.process_statement_of_accounts.process_statement_of_accounts,
	which mails every customer's balance for any login. `from_scheduler` lets it also move the dates of the
	document, so that it takes the right to write.
	"""
	_require(STATEMENTS, "email", document_name)
	if from_scheduler:
		_require_write(STATEMENTS, document_name)
	return _statements().send_emails(document_name, from_scheduler, posting_date)


@frappe.whitelist()
def download_statements(document_name: str):
	"""Answer with the statements of a Process Statement Of Accounts that the user may read, as PDF.

	Guards the function of this name beside `send_emails`, open to any login.
	"""
	_require_read(STATEMENTS, document_name)
	return _statements().download_statements(document_name)


@frappe.whitelist(methods=["POST"])
def send_statements_of_today():
	"""Mail all statements that are due today, with the right to write them.

	Guards send_auto_email beside `send_emails`.
	"""
	_require_write(STATEMENTS, None)
	return _statements().send_auto_email()


@frappe.whitelist()
def fetch_customers_of_statements(
	customer_collection: str, collection_name: str, primary_mandatory: bool | str | int = False
):
	"""Return customers of a group with their addresses of e-mail to those who write statements.

	Guards fetch_customers beside `send_emails`.
	"""
	_require_write(STATEMENTS, None)
	return _statements().fetch_customers(customer_collection, collection_name, primary_mandatory)


@frappe.whitelist()
def get_customer_emails(
	customer_name: str,
	primary_mandatory: bool | str | int = False,
	billing_and_primary: bool | str | int = True,
):
	"""Return the e-mail addresses of a customer whom the user may read, to those who write statements.

	Guards the function of this name beside `send_emails`, which tells them to any login.
	"""
	_require_write(STATEMENTS, None)
	_require_read("Customer", customer_name)
	return _statements().get_customer_emails(customer_name, primary_mandatory, billing_and_primary)


def _statements():
	from erpnext.accounts.doctype.process_statement_of_accounts import process_statement_of_accounts

	return process_statement_of_accounts


def _refuse():
	frappe.throw(_("You have no right to do this."), frappe.PermissionError)


def _require_role(roles: tuple[str, ...]) -> None:
	# Not frappe.only_for: it lets everyone pass while tests run.
	if frappe.session.user != "Administrator" and not set(roles) & set(frappe.get_roles()):
		_refuse()


def _require_read(doctype: str, name: str | None) -> None:
	_require(doctype, "read", name)


def _require_write(doctype: str, name: str | None) -> None:
	_require(doctype, "write", name)


def _require(doctype: str, permission: str, name: str | None) -> None:
	"""Ask for the right on the DocType first, so that nobody without it learns which documents exist."""
	if not frappe.has_permission(doctype, permission):
		_refuse()
	if name and not frappe.has_permission(doctype, permission, doc=name):
		_refuse()


def _as_list(value) -> list:
	return value if isinstance(value, list) else [value]


def _credit_controllers() -> list[str]:
	from frappe.utils.user import get_users_with_role

	role = frappe.db.get_single_value("Accounts Settings", "credit_controller")
	return get_users_with_role(role or "Sales Master Manager")
