"""Facts of the profile: who the customer is, where he has an account, how he is reached."""

import frappe
from frappe import _
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.custom_fields import (
	FREQUENCY_BANDS,
	IDENTITY_TYPES,
	LIFECYCLE_STAGES,
	REGISTRATION_SOURCES,
	SERVICE_KINDS,
	VALUE_BANDS,
)
from workshop_crm.customer_management.profile.segments.conditions import IN, IS, NOT_SET, SET, Test, compare
from workshop_crm.customer_management.profile.segments.facts import (
	Fact,
	Scope,
	on_any_row,
	on_column,
	select_options,
)

ACCOUNT = "Customer Division Account"
STATUSES = ("Active", "Pending Approval", "Inactive", "Suspended", "Closed", "Blacklisted")
ACCOUNT_TYPES = ("Retail", "Wholesale", "VIP", "Loyalty")


def profile_facts() -> list[Fact]:
	"""Return the facts of the profile, for the hook list `segment_facts`."""
	return [*_person_facts(), *_standing_facts(), *_account_facts(), *_reaching_facts()]


def _person_facts() -> list[Fact]:
	return [
		_select("identity_type", _("Identity Type"), IDENTITY_TYPES),
		Fact("language", _("Language"), "link", on_column("language", "link"), doctype="Language"),
		Fact("gender", _("Gender"), "link", on_column("gender", "link"), doctype="Gender"),
		Fact(
			"birthday_month",
			_("Month of Birth"),
			"select",
			_born_in,
			options=_months(),
			operators=(IS, IN, SET, NOT_SET),
		),
		Fact("registered_on", _("Registered On"), "date", on_column("creation", "date")),
		_select("registration_source", _("Registered Through"), REGISTRATION_SOURCES),
	]


def yes_or_no() -> tuple[tuple[str, str], ...]:
	"""Return the options of a fact that holds or does not."""
	return (("1", _("Yes")), ("0", _("No")))


def _standing_facts() -> list[Fact]:
	return [
		_select("lifecycle_stage", _("Lifecycle Stage"), LIFECYCLE_STAGES),
		_select("value_band", _("Value Band"), VALUE_BANDS),
		_select("frequency_band", _("Frequency Band"), FREQUENCY_BANDS),
		_select("service_kind", _("Kind of Service"), SERVICE_KINDS),
		Fact("is_vip", _("VIP"), "check", on_column("is_vip", "check"), options=yes_or_no()),
		Fact(
			"is_blacklisted",
			_("Blacklisted"),
			"check",
			on_column("is_blacklisted", "check"),
			options=yes_or_no(),
		),
		Fact("tag", _("Tag"), "link", on_any_row(_tags, lambda row: row.tag, "link"), doctype="Tag"),
	]


def _account_facts() -> list[Fact]:
	return [
		Fact("division", _("Division"), "link", _on_account("company"), doctype="Company"),
		Fact(
			"account_status",
			_("Standing"),
			"select",
			_on_account("status"),
			options=select_options(*STATUSES),
		),
		Fact(
			"account_type",
			_("Account Type"),
			"select",
			_on_account("account_type"),
			options=select_options(*ACCOUNT_TYPES),
		),
		Fact("account_segment", _("Segment of the Account"), "text", _account_segment()),
	]


def _reaching_facts() -> list[Fact]:
	channel = on_any_row(_channels, lambda row: row.channel, "link")
	return [
		Fact("territory", _("Area"), "link", on_column("territory", "link"), doctype="Territory"),
		Fact("city", _("City"), "text", on_any_row(_addresses, lambda row: row.city, "text")),
		Fact("email", _("Email"), "text", on_column("email_id", "text"), operators=(SET, NOT_SET)),
		Fact("preferred_channel", _("Preferred Channel"), "link", channel, doctype="Contact Channel"),
	]


def _select(fieldname: str, label: str, options: str) -> Fact:
	choices = select_options(*options.split("\n"))
	return Fact(fieldname, label, "select", on_column(fieldname, "select"), options=choices)


def _on_account(column: str):
	return on_any_row(accounts, lambda account: account[column], "select", of_most=True)


def _account_segment():
	return on_any_row(accounts, lambda account: account.segment, "text", of_most=True)


def accounts(scope: Scope):
	"""Return the accounts with the divisions that count, for facts of an account."""
	account = frappe.qb.DocType(ACCOUNT).as_("fact_account")
	query = frappe.qb.from_(account).select(account.name).where(account.customer == scope.customer.name)
	return scope.within(query, account.company), account


def _tags(scope: Scope):
	link = frappe.qb.DocType("Tag Link").as_("fact_tag")
	query = frappe.qb.from_(link).select(link.name).where(link.document_name == scope.customer.name)
	return query.where(link.document_type == "Customer"), link


def _channels(scope: Scope):
	row = frappe.qb.DocType("Customer Preferred Channel").as_("fact_channel")
	query = frappe.qb.from_(row).select(row.name).where(row.parent == scope.customer.name)
	return query.where(row.parenttype == "Customer"), row


def _addresses(scope: Scope):
	link = frappe.qb.DocType("Dynamic Link").as_("fact_link")
	address = frappe.qb.DocType("Address").as_("fact_address")
	query = frappe.qb.from_(link).join(address).on(address.name == link.parent).select(link.name)
	query = query.where((link.parenttype == "Address") & (link.link_doctype == "Customer"))
	return query.where(link.link_name == scope.customer.name), address


def _born_in(test: Test, scope: Scope) -> Criterion:
	"""A day is compared as its text, which both databases write as year-month-day."""
	born = scope.customer.date_of_birth
	if test.operator in (SET, NOT_SET):
		return compare(born, test, "date")
	return Criterion.any([born.like(f"____-{month}-__") for month in test.values])


def _months() -> tuple[tuple[str, str], ...]:
	names = (
		_("January"),
		_("February"),
		_("March"),
		_("April"),
		_("May"),
		_("June"),
		_("July"),
		_("August"),
		_("September"),
		_("October"),
		_("November"),
		_("December"),
	)
	return tuple((f"{number:02d}", name) for number, name in enumerate(names, 1))
