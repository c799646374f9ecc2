"""The accounts a customer has with the divisions: opening, standing, and what a viewer may see of them."""

import frappe
from frappe import _
from frappe.utils import now

from workshop_crm.customer_management.profile.customers import keep_computed
from workshop_crm.customer_management.profile.division_settings import require_feature, settings_for
from workshop_crm.customer_management.profile.keys import rewrite_keys
from workshop_crm.customer_management.profile.numbers import next_account_number
from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.standing import (
	ACTIVE,
	CLOSED,
	PENDING_APPROVAL,
	Action,
	Verdict,
	combined,
)
from workshop_crm.exceptions import DivisionAccessError, StandingError

DOCTYPE = "Customer Division Account"
SWITCHED_FIELDS = {"allow_credit": ("credit", Action.CREDIT), "allow_layby": ("layby", Action.LAYBY)}
COMPUTED_FIELDS = (
	"first_purchase_on",
	"last_purchase_on",
	"lifecycle_stage",
	"value_band",
	"frequency_band",
	"service_kind",
	"is_vip",
)
LIST_FIELDS = [
	"name",
	"customer",
	"company",
	"account_number",
	"status",
	"status_reason",
	"account_type",
	"segment",
	"payment_terms",
	"allow_credit",
	"allow_layby",
	"preferred_payment_method",
	"preferred_language",
	"first_purchase_on",
	"last_purchase_on",
	"last_contact_on",
	"lifecycle_stage",
	"value_band",
	"frequency_band",
	"service_kind",
	"is_vip",
]


def open_account(customer: str, company: str, **values):
	"""Open the account of `customer` in the division `company`; one per division.

	`values` are fields of Customer Division Account. Raises DivisionAccessError where the user is limited to
	other divisions, frappe.UniqueValidationError where the account exists.
	"""
	require_visible_company(company)
	account = frappe.get_doc({"doctype": DOCTYPE, "customer": customer, "company": company, **values})
	return account.insert(ignore_permissions=True)


def accounts_of(customer: str) -> list[dict]:
	"""Return the accounts of `customer` that the session's user may see, oldest first."""
	filters = {"customer": customer}
	companies = visible_companies()
	if companies is not None:
		filters["company"] = ("in", companies)
	return frappe.get_all(DOCTYPE, filters=filters, fields=LIST_FIELDS, order_by="creation")


def set_status(account: str, status: str, reason: str | None = None):
	"""Change the standing of an account and keep who, when and why; returns the account."""
	doc = frappe.get_doc(DOCTYPE, account)
	doc.check_permission("write")
	doc.update({"status": status, "status_reason": reason})
	return doc.save()


def require_visible_company(company: str) -> None:
	"""Raise DivisionAccessError when the session's user is limited to other divisions than `company`."""
	companies = visible_companies()
	if companies is not None and company not in companies:
		frappe.throw(_("You have no access to division {0}.").format(company), DivisionAccessError)


def standing_of(customer: str, company: str):
	"""Return the Standing of `customer` in the division `company`."""
	status = frappe.db.get_value(DOCTYPE, {"customer": customer, "company": company}, "status")
	return combined(status, bool(frappe.db.get_value("Customer", customer, "is_blacklisted")))


def require_standing(customer: str, company: str, action: Action, reason: str | None = None) -> None:
	"""Raise StandingError unless the standing allows `action`.

	Where it takes a manager's reason, `reason` must be filled and the user be a Workshop Manager.
	"""
	standing = standing_of(customer, company)
	verdict = standing.verdict(action)
	if verdict is Verdict.ALLOWED:
		return
	if verdict is Verdict.WITH_REASON:
		if reason and "Workshop Manager" in frappe.get_roles():
			return
		message = _("This customer is blacklisted: a sale needs a reason written by a Workshop Manager.")
		frappe.throw(message, StandingError)
	message = _("The account of this customer with {0} is in standing {1}, which does not allow this.")
	frappe.throw(message.format(company, _(standing.status)), StandingError)


def prepare_account(account) -> None:
	"""Give a new account its number; used by the controller before naming."""
	settings = settings_for(account.company)
	account.account_number = next_account_number(settings.number_prefix)


def check_account(account) -> None:
	"""Check switches and standing of an account and note who changed its status; used by the controller."""
	before = account.get_doc_before_save()
	keep_computed(account, COMPUTED_FIELDS)
	_refuse_edit_of_closed(account, before)
	_check_switched_fields(account, before)
	if before is None or before.status != account.status:
		account.status_changed_by = frappe.session.user
		account.status_changed_on = now()
		_require_reason(account)


def account_changed(account) -> None:
	"""Bring the customer's search keys in line with his accounts; used by the controller."""
	rewrite_keys(account.customer)


def _refuse_edit_of_closed(account, before) -> None:
	if before is not None and before.status == CLOSED and account.status == CLOSED:
		frappe.throw(_("A closed account is read only. Set another status first."), StandingError)


def _check_switched_fields(account, before) -> None:
	for field, (feature, action) in SWITCHED_FIELDS.items():
		if not account.get(field):
			continue
		if before is None or not before.get(field):
			require_feature(account.company, feature)
		if not combined(account.status, False).allows(action):
			_refuse_switched_field(account, field)


def _refuse_switched_field(account, field: str) -> None:
	label = _(account.meta.get_label(field))
	message = _("{0} cannot be ticked while the status of the account is {1}.")
	frappe.throw(message.format(label, _(account.status)), StandingError)


def _require_reason(account) -> None:
	if account.status not in (ACTIVE, PENDING_APPROVAL) and not account.status_reason:
		message = _("Please write the reason for the status {0}.").format(_(account.status))
		frappe.throw(message, frappe.MandatoryError)
