"""Preview and history of merges as staff may see them: no names of documents that they may not open."""

import re

import frappe

from workshop_crm.customer_management.profile.divisions import accounts_of, visible_companies
from workshop_crm.customer_management.profile.merging.merge import DOCTYPE
from workshop_crm.customer_management.profile.merging.preview import preview_merge
from workshop_crm.customer_management.profile.visible_records import readable

# Such names Frappe draws by lot where a DocType has no better ones.
HASH = re.compile("[0-9a-v]{10}")
PERSON_FIELDS = [
	"name",
	"customer_name",
	"customer_name_ar",
	"customer_number",
	"mobile_no",
	"email_id",
	"creation",
	"merged_into",
]
ROW_FIELDS = [
	"name",
	"source",
	"target",
	"status",
	"moved_rows",
	"owner",
	"creation",
	"undone_by",
	"undone_on",
]


def shown_preview(source: str, target: str) -> dict:
	"""Return the Preview as plain data, with `customers` (both, described) and `fieldtype` of each field.

	Of documents that the session's user may not read only the count is told. Raises what preview_merge raises.
	"""
	preview = preview_merge(source, target).as_dict()
	meta = frappe.get_meta("Customer")
	for row in preview["fields"]:
		row["fieldtype"] = meta.get_field(row["fieldname"]).fieldtype
	for row in preview["documents"]:
		row["names"] = _readable_names(row["doctype"], row["names"])
	companies = visible_companies()
	if companies is not None:
		preview["accounts_joined"] = [name for name in preview["accounts_joined"] if name in companies]
	people = {"source": source, "target": target}
	preview["customers"] = {side: _described(name) for side, name in people.items()}
	return preview


def merge_history(customer: str | None = None, start: int = 0, limit: int = 20) -> dict:
	"""Return a page of merges, the latest first; `customer` narrows it to those he was part of.

	Returns `rows` (ROW_FIELDS, `customers` by side, `merged_by_name`, `undone_by_name`, `may_undo`), `has_more`,
	`next_start`. Raises frappe.PermissionError.
	"""
	either = {"source": customer, "target": customer} if customer else None
	page = {"limit_start": start, "limit_page_length": limit + 1, "order_by": "creation desc, name desc"}
	found = frappe.get_list(DOCTYPE, or_filters=either, fields=ROW_FIELDS, **page)
	rows = _with_people(found[:limit])
	return {"rows": rows, "has_more": len(found) > limit, "next_start": start + len(rows)}


def shown_merge(merge: str) -> dict:
	"""Return one merge as a row of `merge_history`."""
	(row,) = _with_people(frappe.get_list(DOCTYPE, filters={"name": merge}, fields=ROW_FIELDS))
	return row


def _with_people(rows: list) -> list[dict]:
	names = list({row[side] for row in rows for side in ("source", "target")})
	people = {row.name: row for row in _people(names)}
	may_write = bool(frappe.has_permission("Customer", "write"))
	for row in rows:
		row.customers = {side: people.get(row[side]) for side in ("source", "target")}
		row.merged_by_name = frappe.utils.get_fullname(row.owner)
		row.undone_by_name = row.undone_by and frappe.utils.get_fullname(row.undone_by)
		row.may_undo = may_write and row.status == "Merged"
	return rows


def _people(names: list[str]) -> list:
	filters = {"name": ("in", names)}
	return frappe.get_all("Customer", filters=filters, fields=PERSON_FIELDS, order_by=None) if names else []


def _described(customer: str) -> dict:
	(row,) = _people([customer])
	return {**row, "divisions": [account["company"] for account in accounts_of(customer)]}


def _readable_names(doctype: str, names: list[str]) -> list[str]:
	"""Keep the names of documents that the user may open and that mean something to a reader."""
	if not readable(doctype):
		return []
	telling = [name for name in names if not HASH.fullmatch(name)]
	allowed = set(
		frappe.get_list(
			doctype, filters={"name": ("in", telling)}, pluck="name", limit_page_length=len(names)
		)
	)
	return [name for name in telling if name in allowed]
