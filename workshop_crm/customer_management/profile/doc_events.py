"""What happens to a customer's profile when ERPNext's own documents are saved, whoever saves them."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile import customers, divisions, duplicates, employees
from workshop_crm.customer_management.profile.contacts import customers_of, normalise_contact
from workshop_crm.customer_management.profile.key_changes import announce_change
from workshop_crm.customer_management.profile.key_rows import delete_keys
from workshop_crm.customer_management.profile.keys import rewrite_keys
from workshop_crm.customer_management.profile.numbers import new_referral_code, next_customer_number
from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.standing import Action
from workshop_crm.exceptions import MergeByRenameError

OWNED_BY_CUSTOMER = (
	"Customer Identity",
	"Customer Division Account",
	"Customer Note",
	"Customer Verification",
	"Customer Document",
	"Customer External ID",
	"Customer Admission",
	"Customer Measurement",
)


def number_customer(doc, method=None):
	"""Give a new Customer its number and referral code, also one made by ERPNext itself."""
	doc.customer_number = doc.customer_number or next_customer_number()
	doc.referral_code = doc.referral_code or new_referral_code()
	customers.drop_empty_contact_span(doc)


def check_customer(doc, method=None):
	"""Complete the names and refuse what the profile's rules forbid."""
	customers.keep_computed(doc)
	customers.fill_names(doc)
	customers.follow_identity_type(doc)
	customers.check_emergency_phone(doc)
	customers.check_blacklist(doc)
	customers.check_referrer(doc)
	customers.check_links(doc)
	employees.follow_employment(doc)
	customers.note_disabling(doc)


def open_account_of_creator(doc, method=None):
	"""Let a user who is limited to divisions see the Customer he made outside the registration dialog."""
	companies = visible_companies()
	# While keys are held back a registration is under way, which opens the account it was asked for.
	if companies and frappe.flags.customers_awaiting_keys is None:
		default = frappe.defaults.get_user_default("Company")
		divisions.open_account(doc.name, default if default in companies else companies[0])


def rewrite_customer_keys(doc, method=None):
	"""Bring the search keys in line with the Customer."""
	rewrite_keys(doc.name)


def refuse_merge_by_rename(doc, method=None, old=None, new=None, merge=False):
	"""Refuse ERPNext's merge by rename: it loses child rows and cannot be undone."""
	if merge:
		message = _("Customers cannot be merged by renaming, as this loses data. Please use {0}.")
		screen = f'<a href="/app/customer-merging">{_("Merge Customers")}</a>'
		frappe.throw(message.format(screen), MergeByRenameError)


def rekey_renamed_customer(doc, method=None, old=None, new=None, merge=False):
	"""Bring the search keys in line with the name that ERPNext's renaming may have changed."""
	rewrite_keys(new)
	announce_change(old)
	announce_change(new)


def remove_profile_records(doc, method=None):
	"""Delete what belongs to a Customer alone; Frappe still refuses where documents refer to him."""
	for doctype in OWNED_BY_CUSTOMER:
		for name in frappe.get_all(doctype, filters={"customer": doc.name}, pluck="name"):
			frappe.delete_doc(doctype, name, ignore_permissions=True)
	delete_keys(doc.name)
	for side in ("customer", "other_customer"):
		for doctype in (duplicates.ANSWER_DOCTYPE, "Customer Duplicate Pair"):
			frappe.db.delete(doctype, {side: doc.name})
	announce_change(doc.name)


def check_contact(doc, method=None):
	"""Normalise the Contact of a customer and refuse a phone or e-mail that another customer holds."""
	owners = customers_of(doc)
	if not owners:
		return
	normalise_contact(doc)
	if doc.flags.duplicates_checked:
		return
	probe = duplicates.Probe(
		phones=[row.phone for row in doc.phone_nos], emails=[row.email_id for row in doc.email_ids]
	)
	for customer in owners:
		duplicates.refuse_duplicates(probe, exclude=customer, excused=owners)


def rewrite_contact_keys(doc, method=None):
	"""Bring the search keys of a Contact's customers in line, also of those it was linked to before."""
	before = doc.get_doc_before_save()
	owners = set(customers_of(doc)) | set(customers_of(before) if before else ())
	for customer in sorted(owners):
		rewrite_keys(customer)


def rewrite_address_keys(doc, method=None):
	"""Bring the search keys of an Address's customers in line, also of those it was linked to before."""
	before = doc.get_doc_before_save()
	rows = [*doc.links, *(before.links if before else ())]
	for customer in sorted({row.link_name for row in rows if row.link_doctype == "Customer"}):
		rewrite_keys(customer)


def require_standing_for_sale(doc, method=None):
	"""Refuse a sale that the customer's standing in the division forbids; returns are always taken back."""
	if doc.customer and doc.company and not doc.get("is_return"):
		reason = doc.get("standing_override_reason")
		divisions.require_standing(doc.customer, doc.company, Action.SALE, reason)


def require_standing_for_payment(doc, method=None):
	"""Refuse a payment on an account that is closed."""
	if doc.party_type == "Customer" and doc.party and doc.company:
		divisions.require_standing(doc.party, doc.company, Action.PAYMENT)


def remove_division_settings(doc, method=None):
	"""Delete the settings of a Company together with it."""
	if frappe.db.exists("Division Settings", doc.name):
		frappe.delete_doc("Division Settings", doc.name, ignore_permissions=True)


def settle_employee(doc, method=None):
	"""Give the customer who is this Employee the group of employees, or take it away, as the employment says."""
	employees.employment_changed(doc.name)
