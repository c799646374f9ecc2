"""The readers of the customer's timeline that profile itself brings: documents of ERPNext, notes and accounts.

Sales and service documents are read by `frappe.get_list`, so the viewer's own rights apply besides the
divisions. Messages and comments belong to the customer's page: who may open it may read them.
"""

import frappe
from frappe import _
from frappe.utils import strip_html

from workshop_crm.customer_management.profile.customer_360.timeline import (
	TimelineEvent,
	event_day,
	event_moment,
	timeline_source,
)
from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.customer_management.profile.visible_records import division_filter

EXCERPT = 140


@timeline_source("registration", lambda: _("Registration"))
def registration(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The day the customer was registered, with the source."""
	row = frappe.db.get_value(
		"Customer", customer, ["creation", "owner", "registration_source"], as_dict=True
	)
	return [
		TimelineEvent(
			kind="registration",
			on=event_day(row.creation),
			recorded=event_moment(row.creation),
			title=_("Registered as customer"),
			detail=_(row.registration_source) if row.registration_source else "",
			doctype="Customer",
			name=customer,
			user=row.owner,
		)
	]


@timeline_source("referral", lambda: _("Referrals"))
def referred_by(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Who brought the customer, on the day of his registration; without the name where the viewer may not see him."""
	row = frappe.db.get_value(
		"Customer", customer, ["creation", "owner", "referred_by_customer"], as_dict=True
	)
	if not row.referred_by_customer:
		return []
	seen = can_see_customer(row.referred_by_customer)
	title = _("Referred by {0}").format(_name_of(row.referred_by_customer)) if seen else ""
	return [
		_referral(
			row, title or _("Referred by another customer"), row.referred_by_customer if seen else customer
		)
	]


@timeline_source("referral", lambda: _("Referrals"))
def brought(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The customers whom this one brought, each on the day of his registration, as far as the viewer may see them."""
	rows = frappe.get_list(
		"Customer",
		filters={"referred_by_customer": customer},
		fields=["name", "customer_name", "customer_name_ar", "creation", "owner"],
		order_by="creation desc",
		limit_page_length=limit,
	)
	return [_referral(row, _("Brought {0}").format(_shown_name(row)), row.name) for row in rows]


@timeline_source("invoice", lambda: _("Invoices"), "Sales Invoice")
def invoices(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Submitted Sales Invoices and returns, till closings left out: their sales appear one by one."""
	filters = [["customer", "=", customer], ["docstatus", "=", 1], ["is_consolidated", "=", 0]]
	fields = ["is_return", "base_grand_total as amount"]
	rows = _documents("Sales Invoice", filters, fields, "posting_date", companies, limit)
	return [_event("invoice", row, "Sales Invoice", _invoice_title(row), row.day) for row in rows]


@timeline_source("invoice", lambda: _("Invoices"), "POS Invoice")
def till_sales(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Submitted POS Invoices and returns."""
	filters = [["customer", "=", customer], ["docstatus", "=", 1]]
	fields = ["is_return", "base_grand_total as amount"]
	rows = _documents("POS Invoice", filters, fields, "posting_date", companies, limit)
	return [_event("invoice", row, "POS Invoice", _invoice_title(row), row.day) for row in rows]


@timeline_source("order", lambda: _("Orders"), "Sales Order")
def orders(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Submitted Sales Orders."""
	filters = [["customer", "=", customer], ["docstatus", "=", 1]]
	rows = _documents(
		"Sales Order", filters, ["base_grand_total as amount"], "transaction_date", companies, limit
	)
	return [_event("order", row, "Sales Order", _("Sales Order"), row.day) for row in rows]


@timeline_source("quotation", lambda: _("Quotations"), "Quotation")
def quotations(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Submitted Quotations to the customer."""
	filters = [["quotation_to", "=", "Customer"], ["party_name", "=", customer], ["docstatus", "=", 1]]
	fields = ["base_grand_total as amount"]
	rows = _documents("Quotation", filters, fields, "transaction_date", companies, limit)
	return [_event("quotation", row, "Quotation", _("Quotation"), row.day) for row in rows]


@timeline_source("payment", lambda: _("Payments"), "Payment Entry")
def payments(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Submitted Payment Entries, money received and money paid back."""
	filters = [["party_type", "=", "Customer"], ["party", "=", customer], ["docstatus", "=", 1]]
	fields = ["payment_type", "mode_of_payment", "base_paid_amount as amount"]
	rows = _documents("Payment Entry", filters, fields, "posting_date", companies, limit)
	return [
		_event(
			"payment", row, "Payment Entry", _payment_title(row), row.day, detail=row.mode_of_payment or ""
		)
		for row in rows
	]


@timeline_source("issue", lambda: _("Issues"), "Issue")
def issues(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Issues raised by or for the customer."""
	rows = _documents("Issue", [["customer", "=", customer]], ["subject"], "opening_date", companies, limit)
	return [_event("issue", row, "Issue", row.subject, row.day) for row in rows]


@timeline_source("account", lambda: _("Division accounts"), "Customer Division Account")
def accounts_opened(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The day each division account was opened."""
	rows = _documents(
		"Customer Division Account", [["customer", "=", customer]], [], "creation", companies, limit
	)
	title = _("Division account opened")
	return [
		_event("account", row, "Customer Division Account", title, event_day(row.day), status="")
		for row in rows
	]


@timeline_source("account", lambda: _("Division accounts"), "Customer Division Account")
def account_statuses(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Changes of status of the division accounts, read from the tracked changes."""
	accounts = _documents(
		"Customer Division Account", [["customer", "=", customer]], [], "creation", companies, 0
	)
	if not accounts:
		return []
	company_of = {account.name: account.company for account in accounts}
	rows = frappe.get_all(
		"Version",
		filters=[
			["ref_doctype", "=", "Customer Division Account"],
			["docname", "in", list(company_of)],
			["data", "like", '%"status",%'],
		],
		fields=["name", "docname", "creation", "owner", "data"],
		order_by="creation desc",
		limit_page_length=limit,
	)
	events = (_status_event(row, company_of[row.docname]) for row in rows)
	return [event for event in events if event]


@timeline_source("note", lambda: _("Notes"), "Customer Note")
def notes(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Notes that the viewer may read: a private note is its writer's only."""
	visible = None if companies is None else [*companies, ""]
	fields = ["subject", "note_type", "priority as status"]
	rows = _documents("Customer Note", [["customer", "=", customer]], fields, "creation", visible, limit)
	return [
		_event("note", row, "Customer Note", row.subject, event_day(row.day), detail=_(row.note_type))
		for row in rows
	]


@timeline_source("message", lambda: _("Messages"))
def messages(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""E-mails, calls and messages about the customer.

	A viewer limited to divisions gets those about the customer as such, not those about single documents:
	they may belong to another division.
	"""
	rows = {row.name: row for row in _own_messages(customer, limit)}
	if companies is None:
		rows.update({row.name: row for row in _linked_messages(customer, limit)})
	return [_message_event(row) for row in rows.values()]


@timeline_source("comment", lambda: _("Comments"))
def comments(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""Comments written on the customer's page."""
	rows = frappe.get_all(
		"Comment",
		filters={"reference_doctype": "Customer", "reference_name": customer, "comment_type": "Comment"},
		fields=["name", "content", "creation", "owner"],
		order_by="creation desc",
		limit_page_length=limit,
	)
	return [
		TimelineEvent(
			kind="comment",
			on=event_day(row.creation),
			recorded=event_moment(row.creation),
			title=_excerpt(row.content),
			doctype="Customer",
			name=customer,
			user=row.owner,
		)
		for row in rows
	]


def _referral(row, title: str, customer: str) -> TimelineEvent:
	return TimelineEvent(
		kind="referral",
		on=event_day(row.creation),
		recorded=event_moment(row.creation),
		title=title,
		doctype="Customer",
		name=customer,
		user=row.owner,
	)


def _name_of(customer: str) -> str:
	fields = ["customer_name", "customer_name_ar"]
	return _shown_name(frappe.db.get_value("Customer", customer, fields, as_dict=True))


def _shown_name(row) -> str:
	return (frappe.local.lang == "ar" and row.customer_name_ar) or row.customer_name


def _documents(doctype, filters, fields, day_field, companies, limit):
	"""Newest documents the viewer may read, by the day they count for and the moment they were written."""
	common = ["name", "company", "creation", "owner", f"{day_field} as day"]
	if not any(field.endswith("as status") for field in fields):
		common.append("status")
	return frappe.get_list(
		doctype,
		filters=filters + division_filter(companies),
		fields=common + fields,
		order_by=f"{day_field} desc, creation desc",
		limit_page_length=limit,
	)


def _event(kind, row, doctype, title, on, **values) -> TimelineEvent:
	amount = row.get("amount")
	values.setdefault("status", row.get("status") or "")
	return TimelineEvent(
		kind=kind,
		on=event_day(on),
		recorded=event_moment(row.creation),
		title=title,
		doctype=doctype,
		name=row.name,
		company=row.company or "",
		amount=amount,
		currency=_currency(row.company) if amount is not None else "",
		user=row.owner,
		**values,
	)


def _currency(company: str) -> str:
	return frappe.get_cached_value("Company", company, "default_currency")


def _invoice_title(row) -> str:
	return _("Goods returned") if row.is_return else _("Invoice")


def _payment_title(row) -> str:
	return _("Payment received") if row.payment_type == "Receive" else _("Money paid back")


def _status_event(row, company: str) -> TimelineEvent | None:
	changed = {change[0]: change for change in frappe.parse_json(row.data).get("changed", [])}
	if "status" not in changed:
		return None
	_field, before, after = changed["status"]
	return TimelineEvent(
		kind="account",
		on=event_day(row.creation),
		recorded=event_moment(row.creation),
		title=_("Account status changed from {0} to {1}").format(_(before), _(after)),
		detail=changed["status_reason"][2] or "" if "status_reason" in changed else "",
		doctype="Customer Division Account",
		name=row.docname,
		company=company,
		status=after,
		user=row.owner,
	)


def _message_query(limit: int):
	message = frappe.qb.DocType("Communication")
	return message, (
		frappe.qb.from_(message)
		.select(
			message.name,
			message.subject,
			message.communication_medium,
			message.communication_date,
			message.creation,
			message.sent_or_received,
			message.delivery_status,
			message.owner,
		)
		.where(message.communication_type == "Communication")
		.orderby(message.communication_date, order=frappe.qb.desc)
		.limit(limit)
	)


def _own_messages(customer: str, limit: int) -> list[dict]:
	message, query = _message_query(limit)
	query = query.where((message.reference_doctype == "Customer") & (message.reference_name == customer))
	return query.run(as_dict=True)


def _linked_messages(customer: str, limit: int) -> list[dict]:
	link = frappe.qb.DocType("Communication Link")
	message, query = _message_query(limit)
	query = (
		query.join(link)
		.on(link.parent == message.name)
		.where((link.link_doctype == "Customer") & (link.link_name == customer))
	)
	return query.run(as_dict=True)


def _message_event(row) -> TimelineEvent:
	moment = event_moment(row.communication_date or row.creation)
	title = _("Message received") if row.sent_or_received == "Received" else _("Message sent")
	return TimelineEvent(
		kind="message",
		on=moment.date(),
		recorded=moment,
		title=row.subject or title,
		detail=_(row.communication_medium) if row.communication_medium else "",
		doctype="Communication",
		name=row.name,
		status=row.delivery_status or "",
		user=row.owner,
	)


def _excerpt(content: str | None) -> str:
	text = " ".join(strip_html(content or "").split())
	return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
