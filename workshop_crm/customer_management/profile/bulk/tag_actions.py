"""Giving and taking a tag, written as Frappe writes tags, two hundred customers at once.

A tag that an action gives is a Tag Link named like the action's own row. An undo therefore takes away exactly the tags
that the action gave: one that was taken away and given again by hand since is another Tag Link, and stays.
"""

import frappe
from frappe import _
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile.bulk.actions import (
	CHANGED,
	KEPT,
	SKIPPED,
	UNDONE,
	BulkAction,
	Outcome,
	Parameter,
	text_of,
)
from workshop_crm.customer_management.profile.segments.tags import LONGEST_TAG, check_tag

LINK = "Tag Link"
LINK_FIELDS = [
	"name",
	"owner",
	"modified_by",
	"creation",
	"modified",
	"document_type",
	"document_name",
	"title",
	"tag",
]


def tag_actions() -> list[BulkAction]:
	"""Return both actions, for the hook list `bulk_actions`."""
	tag = Parameter("tag", _("Tag"))
	return [
		BulkAction(
			"add_tag",
			_("Add a tag"),
			"write",
			_read,
			_add,
			parameters=(tag,),
			description=_("Segments can ask for tags: a tag puts chosen customers into a segment."),
			refusals=_who_has_it,
			undo=_take_back,
		),
		BulkAction(
			"remove_tag",
			_("Remove a tag"),
			"write",
			_read,
			_remove,
			parameters=(tag,),
			refusals=_who_lacks_it,
			undo=_give_back,
		),
	]


def _read(parameters: dict) -> dict:
	"""The tag as it is written already, where it exists in other letters."""
	tag = text_of(parameters, "tag", _("Tag"), LONGEST_TAG)
	check_tag(tag)
	return {"tag": frappe.db.get_value("Tag", tag, "name") or tag}


def _has(tags: str | None, tag: str) -> bool:
	return tag.casefold() in (known.casefold() for known in (tags or "").split(","))


def _who_has_it(targets: list, parameters: dict) -> dict[str, str]:
	tag = parameters["tag"]
	return {row.name: _("Has the tag already.") if _has(row._user_tags, tag) else "" for row in targets}


def _who_lacks_it(targets: list, parameters: dict) -> dict[str, str]:
	tag = parameters["tag"]
	return {row.name: "" if _has(row._user_tags, tag) else _("Does not have the tag.") for row in targets}


def _add(targets: list, parameters: dict) -> dict[str, Outcome]:
	given = _give({row.name: row.row for row in targets}, parameters["tag"])
	return {
		row.row: Outcome(CHANGED) if row.name in given else Outcome(SKIPPED, _("Has the tag already."))
		for row in targets
	}


def _remove(targets: list, parameters: dict) -> dict[str, Outcome]:
	taken = _take([row.name for row in targets], parameters["tag"])
	return {
		row.row: Outcome(CHANGED) if row.name in taken else Outcome(SKIPPED, _("Does not have the tag."))
		for row in targets
	}


def _take_back(rows: list, parameters: dict) -> dict[str, Outcome]:
	filters = {"name": ("in", [row.name for row in rows]), "tag": parameters["tag"]}
	links = frappe.get_all(LINK, filters=filters, fields=["name", "document_name"])
	_take([link.document_name for link in links], parameters["tag"])
	ours = {link.name for link in links}
	gone = Outcome(KEPT, _("The tag that this action gave was taken away since."))
	return {row.name: Outcome(UNDONE) if row.name in ours else gone for row in rows}


def _give_back(rows: list, parameters: dict) -> dict[str, Outcome]:
	given = _give({row.customer: row.name for row in rows}, parameters["tag"])
	again = Outcome(KEPT, _("Has the tag again."))
	return {row.name: Outcome(UNDONE) if row.customer in given else again for row in rows}


def _give(links: dict[str, str], tag: str) -> set[str]:
	"""Give the tag to customers who lack it; `links` names the Tag Link of each. Returns those who got it."""
	tags = _locked_tags(list(links))
	new = [name for name in links if name in tags and not _has(tags[name], tag)]
	if not new:
		return set()
	if not frappe.db.exists("Tag", tag):
		frappe.get_doc({"doctype": "Tag", "name": tag}).insert(ignore_permissions=True)
	now, user = now_datetime(), frappe.session.user
	titles = dict(_titles(new))
	frappe.db.bulk_insert(
		LINK,
		LINK_FIELDS,
		[(links[name], user, user, now, now, "Customer", name, titles[name], tag) for name in new],
	)
	_write({name: [*_texts(tags[name]), tag] for name in new})
	return set(new)


def _take(names: list[str], tag: str) -> set[str]:
	"""Take the tag from customers who have it; returns them."""
	tags = _locked_tags(names)
	having = [name for name in tags if _has(tags[name], tag)]
	if not having:
		return set()
	filters = {"document_type": "Customer", "document_name": ("in", having), "tag": tag}
	frappe.db.delete(LINK, filters)
	left = {name: [one for one in _texts(tags[name]) if one.casefold() != tag.casefold()] for name in having}
	_write(left)
	return set(having)


def _locked_tags(names: list[str]) -> dict[str, str]:
	"""Return the column of tags of each customer, locked until the end of the batch."""
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name, customer._user_tags)
	return dict(query.where(customer.name.isin(names)).for_update().run()) if names else {}


def _titles(names: list[str]) -> list:
	filters = {"name": ("in", names)}
	return frappe.get_all("Customer", filters=filters, fields=["name", "customer_name"], as_list=True)


def _texts(tags: str | None) -> list[str]:
	return [tag for tag in (tags or "").split(",") if tag]


def _write(tags: dict[str, list[str]]) -> None:
	"""Write the columns; customers with the same tags in one statement."""
	alike: dict[str, list[str]] = {}
	for name, texts in tags.items():
		alike.setdefault("".join(f",{text}" for text in texts), []).append(name)
	customer = frappe.qb.DocType("Customer")
	for text, names in alike.items():
		frappe.qb.update(customer).set(customer._user_tags, text).where(customer.name.isin(names)).run()
	for name in tags:
		frappe.clear_document_cache("Customer", name)
