"""What becomes of the records of which a customer has only one, or one for each division, child row, or mark."""

import json

import frappe

from workshop_crm.customer_management.profile.identity import KINDS
from workshop_crm.customer_management.profile.merging.references import references_to
from workshop_crm.customer_management.profile.standing import (
	ACTIVE,
	BLACKLISTED,
	CLOSED,
	INACTIVE,
	PENDING_APPROVAL,
	SUSPENDED,
)

ACCOUNT, IDENTITY = "Customer Division Account", "Customer Identity"
PAIR = "Customer Duplicate Pair"
# From the mildest to the strictest: the account that remains takes the stricter standing of the two.
BY_STRICTNESS = (ACTIVE, INACTIVE, PENDING_APPROVAL, SUSPENDED, BLACKLISTED)
# Child tables of Customer and the field that may stand in them once.
CHILD_TABLES = {
	"Customer Credit Limit": "company",
	"Party Account": "company",
	"Portal User": "user",
	"Sales Team": "sales_person",
	"Allowed To Transact With": "company",
	"Customer Preferred Channel": "channel",
	"Customer Preferred Item Group": "item_group",
}
LISTS = ("_assign", "_liked_by", "_seen")


def combine_accounts(journal, source: str, target: str) -> None:
	"""Two accounts with one division become one: the target's, with the stricter standing and the longer history."""
	remaining = {row.company: row for row in _accounts(target)}
	for row in _accounts(source):
		if row.company not in remaining:
			journal.set_value(ACCOUNT, row.name, "customer", target)
			continue
		_join_accounts(journal, row, remaining[row.company])


def combine_identity(journal, source: str, target: str) -> None:
	"""The target takes over identity numbers that it lacks; of two different ones each keeps its own."""
	mine = frappe.db.get_value(IDENTITY, {"customer": source})
	theirs = frappe.db.get_value(IDENTITY, {"customer": target})
	if not mine:
		return
	if not theirs:
		return journal.set_value(IDENTITY, mine, "customer", target)
	for kind in KINDS:
		if not frappe.db.get_value(IDENTITY, theirs, f"{kind}_hash"):
			_move_identity_number(journal, mine, theirs, kind)


def _move_identity_number(journal, giver: str, taker: str, kind: str) -> None:
	"""Move one encrypted number between two Customer Identity rows; the cipher text moves as it is."""
	for suffix in ("_hash", "_masked", ""):
		fieldname = f"{kind}{suffix}"
		value = frappe.db.get_value(IDENTITY, giver, fieldname)
		journal.set_value(IDENTITY, giver, fieldname, None)
		journal.set_value(IDENTITY, taker, fieldname, value)
	journal.move_secret(IDENTITY, giver, taker, kind)


def combine_child_rows(journal, source: str, target: str) -> None:
	"""Child rows of the source move to the target, except where the target has one for the same company or user."""
	for doctype, key in CHILD_TABLES.items():
		if not frappe.db.table_exists(doctype):
			continue
		taken = set(_child_rows(doctype, key, target).values())
		for name, value in _child_rows(doctype, key, source).items():
			if value not in taken:
				journal.set_value(doctype, name, "parent", target)


def combine_marks(journal, source: str, target: str) -> None:
	"""Tags, assignments, likes and the comments shown in lists are joined on the target."""
	columns = frappe.db.get_table_columns("Customer")
	fields = [fieldname for fieldname in ("_user_tags", "_comments", *LISTS) if fieldname in columns]
	mine, theirs = (frappe.db.get_value("Customer", name, fields, as_dict=True) for name in (source, target))
	for fieldname in fields:
		if mine[fieldname]:
			joined = _join_marks(fieldname, theirs[fieldname], mine[fieldname])
			journal.set_value("Customer", target, fieldname, joined)


def combine_links(journal, source: str, target: str) -> None:
	"""Drop what would point twice at the target, or from it to itself, once the source's references move."""
	_drop_double_links(journal, source, target)
	_drop_answers_between(journal, source, target)
	_drop_double_pairs(journal, source, target)
	for one, other in ((source, target), (target, source)):
		if frappe.db.get_value("Customer", one, "referred_by_customer") == other:
			journal.set_value("Customer", one, "referred_by_customer", None)


def _accounts(customer: str) -> list:
	fields = ["name", "company", "status", "status_reason", "first_purchase_on", "last_purchase_on", "is_vip"]
	return frappe.get_all(ACCOUNT, filters={"customer": customer}, fields=fields)


def _join_accounts(journal, mine, theirs) -> None:
	if _strictness(mine.status) > _strictness(theirs.status):
		journal.set_value(ACCOUNT, theirs.name, "status", mine.status)
		journal.set_value(ACCOUNT, theirs.name, "status_reason", mine.status_reason)
	for fieldname, better in (("first_purchase_on", min), ("last_purchase_on", max)):
		dates = [row[fieldname] for row in (mine, theirs) if row[fieldname]]
		if dates:
			journal.set_value(ACCOUNT, theirs.name, fieldname, better(dates))
	journal.set_value(ACCOUNT, mine.name, "status", CLOSED)
	for reference in references_to(ACCOUNT):
		journal.move(reference, reference.row_names(ACCOUNT, mine.name), mine.name, theirs.name)


def _strictness(status: str) -> int:
	return BY_STRICTNESS.index(status) if status in BY_STRICTNESS else -1


def _child_rows(doctype: str, key: str, customer: str) -> dict:
	filters = {"parenttype": "Customer", "parent": customer}
	return {row.name: row[key] for row in frappe.get_all(doctype, filters=filters, fields=["name", key])}


def _join_marks(fieldname: str, theirs: str | None, mine: str) -> str:
	if fieldname == "_user_tags":
		tags = dict.fromkeys(tag for tag in f"{theirs or ''},{mine}".split(",") if tag)
		return "," + ",".join(tags)
	joined = frappe.parse_json(theirs or "[]") + frappe.parse_json(mine)
	return json.dumps(joined if fieldname == "_comments" else list(dict.fromkeys(joined)))


def _drop_double_links(journal, source: str, target: str) -> None:
	"""A Contact or Address of both customers keeps one link row; the same holds for tags and shares."""
	for doctype, type_field, name_field, owner in (
		("Dynamic Link", "link_doctype", "link_name", ("parenttype", "parent")),
		("Tag Link", "document_type", "document_name", ("tag",)),
		("DocShare", "share_doctype", "share_name", ("user", "everyone")),
	):
		rows = {}
		for customer in (target, source):
			filters = {type_field: "Customer", name_field: customer}
			for row in frappe.get_all(doctype, filters=filters, fields=["name", *owner]):
				key = tuple(row[fieldname] for fieldname in owner)
				if customer == source and key in rows:
					journal.delete(doctype, row.name)
				rows[key] = row.name


def _drop_answers_between(journal, source: str, target: str) -> None:
	for one, other in ((source, target), (target, source)):
		filters = {"customer": one, "other_customer": other}
		for doctype in ("Customer Duplicate Answer", PAIR):
			for name in frappe.get_all(doctype, filters=filters, pluck="name"):
				journal.delete(doctype, name)


def _drop_double_pairs(journal, source: str, target: str) -> None:
	"""Whoever is paired with both customers stays paired with the target once."""
	others = {other for other, _name in _pairs_with(target)}
	for other, name in _pairs_with(source):
		if other in others:
			journal.delete(PAIR, name)


def _pairs_with(customer: str) -> list[tuple[str, str]]:
	rows = []
	for mine, theirs in (("customer", "other_customer"), ("other_customer", "customer")):
		rows += frappe.get_all(PAIR, filters={mine: customer}, fields=[theirs, "name"], as_list=True)
	return rows
