"""The customers as a list with filters, one customer's profile, and taking a customer out of use.

A customer is never deleted here: disabling keeps who, when and why, and can be undone.
"""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.permissions import get_user_permissions
from pypika import Order
from pypika.terms import ExistsCriterion

from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.divisions import DOCTYPE as ACCOUNT
from workshop_crm.customer_management.profile.divisions import accounts_of, require_visible_company
from workshop_crm.customer_management.profile.identity import DOCTYPE as IDENTITY
from workshop_crm.customer_management.profile.identity import masked_identity
from workshop_crm.customer_management.profile.permissions import visible_customer_criterion
from workshop_crm.customer_management.profile.registration import CUSTOMER_FIELDS, ROW_FIELDS, SERVICE_WISHES
from workshop_crm.exceptions import CustomerError

LIST_FIELDS = (
	"name",
	"customer_name",
	"customer_name_ar",
	"customer_number",
	"identity_type",
	"customer_group",
	"territory",
	"language",
	"mobile_no",
	"email_id",
	"lifecycle_stage",
	"value_band",
	"is_vip",
	"is_blacklisted",
	"disabled",
	"creation",
)
PROFILE_FIELDS = (
	*LIST_FIELDS,
	"modified",
	"customer_type",
	"given_name",
	"father_name",
	"family_name",
	"given_name_ar",
	"father_name_ar",
	"family_name_ar",
	"salutation",
	"gender",
	"date_of_birth",
	"occupation",
	"tax_id",
	"emergency_contact_name",
	"emergency_contact_phone",
	"best_contact_from",
	"best_contact_to",
	"registration_source",
	"referral_code",
	"referred_by_customer",
	"blacklist_reason",
	"disabled_reason",
	"disabled_by",
	"disabled_on",
	"merged_into",
	"linked_user",
	"linked_employee",
	*SERVICE_WISHES,
)
# What a registration may say of a customer may also be changed later.
CHANGEABLE_FIELDS = CUSTOMER_FIELDS


@dataclass(frozen=True)
class CustomerFilters:
	"""What the list is narrowed by; None leaves a filter out.

	Disabled customers are left out unless `disabled` or `include_disabled` says otherwise. `text` is what
	the search is asked; `company`, `status` and `account_type` speak of the account with
	a division; dates are ISO days on which the customer was registered.
	"""

	text: str | None = None
	company: str | None = None
	status: str | None = None
	account_type: str | None = None
	identity_type: str | None = None
	customer_group: str | None = None
	territory: str | None = None
	language: str | None = None
	lifecycle_stage: str | None = None
	value_band: str | None = None
	is_vip: bool | None = None
	is_blacklisted: bool | None = None
	disabled: bool | None = None
	include_disabled: bool = False
	registered_from: str | None = None
	registered_to: str | None = None


EXACT_FILTERS = (
	"identity_type",
	"customer_group",
	"territory",
	"language",
	"lifecycle_stage",
	"value_band",
	"is_vip",
	"is_blacklisted",
	"disabled",
)
ACCOUNT_FILTERS = ("company", "status", "account_type")


def list_customers(
	filters: CustomerFilters, start: int = 0, limit: int = 20, among: list[str] | None = None
) -> dict:
	"""Return a page of the customers that the session's user may see, the latest registered first.

	`among` are the names of those found by the text of the filters, which whoever calls looks up.
	Returns `rows` (LIST_FIELDS), `has_more` and `next_start`. Raises frappe.PermissionError,
	DivisionAccessError.
	"""
	frappe.has_permission("Customer", "read", throw=True)
	if filters.company:
		require_visible_company(filters.company)
	found = _query(filters, among).limit(limit + 1).offset(start).run(as_dict=True)
	page = [row for row in found[:limit] if _passes_user_permissions(row.name)]
	return {"rows": page, "has_more": len(found) > limit, "next_start": start + min(len(found), limit)}


def profile_of(customer: str) -> dict:
	"""Return what is known of one customer: fields, phones, e-mails, masked identity, wishes, accounts.

	Identity numbers are left out for a user without the right to read Customer Identity.
	"""
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("read")
	return {
		**{field: doc.get(field) for field in PROFILE_FIELDS},
		**contact_details(customer),
		"identity": masked_identity(customer) if frappe.has_permission(IDENTITY, "read") else {},
		**{table: [row.get(column) for row in doc.get(table)] for table, column in ROW_FIELDS.items()},
		"divisions": accounts_of(customer),
	}


def update_customer(customer: str, changes: dict):
	"""Change the fields named in `changes` (CHANGEABLE_FIELDS, the tables of ROW_FIELDS) and return the Customer.

	Phones and e-mail are changed through `contact_changes`, identity numbers through `identity`. Raises
	CustomerError for any other field, frappe.PermissionError, and what the rules of the fields raise.
	"""
	doc = _writable(customer)
	unknown = sorted(set(changes) - {*CHANGEABLE_FIELDS, *ROW_FIELDS})
	if unknown:
		frappe.throw(_("{0} cannot be changed here.").format(unknown[0]), CustomerError)
	for table in ROW_FIELDS.keys() & changes.keys():
		doc.set(table, [{ROW_FIELDS[table]: value} for value in changes[table]])
	doc.update({field: value for field, value in changes.items() if field in CHANGEABLE_FIELDS})
	doc.save()
	return doc


def disable_customer(customer: str, reason: str):
	"""Take a customer out of use and keep who, when and why; returns the Customer.

	Raises frappe.MandatoryError without a reason, CustomerError when he is disabled already.
	"""
	doc = _writable(customer)
	if not (reason or "").strip():
		frappe.throw(_("Please write why the customer is disabled."), frappe.MandatoryError)
	if doc.disabled:
		frappe.throw(_("Customer {0} is disabled already.").format(doc.customer_name), CustomerError)
	doc.update({"disabled": 1, "disabled_reason": reason.strip()})
	doc.save()
	doc.add_comment("Info", _("Disabled: {0}").format(frappe.utils.escape_html(reason.strip())))
	return doc


def enable_customer(customer: str):
	"""Take a disabled customer into use again; returns the Customer.

	Raises CustomerError when he is in use, or was merged into another one.
	"""
	doc = _writable(customer)
	if not doc.disabled:
		frappe.throw(_("Customer {0} is not disabled.").format(doc.customer_name), CustomerError)
	if doc.merged_into:
		frappe.throw(_("This customer was merged into {0}.").format(doc.merged_into), CustomerError)
	doc.disabled = 0
	doc.save()
	doc.add_comment("Info", _("Taken into use again."))
	return doc


def _writable(customer: str):
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("write")
	return doc


def _query(filters: CustomerFilters, among: list[str] | None):
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(*[customer[field] for field in LIST_FIELDS])
	visible = visible_customer_criterion()
	query = query.where(visible) if visible is not None else query
	if filters.disabled is None and not filters.include_disabled:
		query = query.where(customer.disabled == 0)
	for field in EXACT_FILTERS:
		value = getattr(filters, field)
		if value is not None:
			query = query.where(customer[field] == (int(value) if isinstance(value, bool) else value))
	query = _narrow_by_days(query, customer, filters)
	query = _narrow_by_account(query, customer, filters)
	if among is not None:
		query = query.where(customer.name.isin(among or [""]))
	return query.orderby(customer.creation, order=Order.desc).orderby(customer.name)


def _narrow_by_days(query, customer, filters: CustomerFilters):
	if filters.registered_from:
		query = query.where(customer.creation >= str(frappe.utils.getdate(filters.registered_from)))
	if filters.registered_to:
		query = query.where(customer.creation < str(frappe.utils.add_days(filters.registered_to, 1)))
	return query


def _narrow_by_account(query, customer, filters: CustomerFilters):
	wanted = {field: getattr(filters, field) for field in ACCOUNT_FILTERS if getattr(filters, field)}
	if not wanted:
		return query
	account = frappe.qb.DocType(ACCOUNT).as_("wanted_account")
	accounts = frappe.qb.from_(account).select(account.name).where(account.customer == customer.name)
	for field, value in wanted.items():
		accounts = accounts.where(account[field] == value)
	return query.where(ExistsCriterion(accounts))


def _passes_user_permissions(customer: str) -> bool:
	"""Ask Frappe about limits other than divisions (territory, group, ...), where the user has any."""
	if not set(get_user_permissions(frappe.session.user)) - {"Company"}:
		return True
	return bool(frappe.has_permission("Customer", "read", doc=customer))
