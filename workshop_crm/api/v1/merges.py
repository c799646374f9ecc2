"""Merging two customers who are one person, over HTTP: likely pairs, preview, merge, undo, history."""

import frappe
from frappe import _

from workshop_crm.api.arguments import page_of, read_as, shaped
from workshop_crm.api.deadlocks import tried_again
from workshop_crm.api.v1.shapes import FieldChoices, SeenStamps
from workshop_crm.customer_management.profile.merging import pairs as likely_pairs
from workshop_crm.customer_management.profile.merging import shown, sweep
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.merging.permissions import MERGE, PAIR
from workshop_crm.customer_management.profile.merging.tasks import queue_sweep
from workshop_crm.customer_management.profile.merging.undo import undo_merge
from workshop_crm.exceptions import MergeRefusedError


@frappe.whitelist(methods=["GET", "POST"])
def pairs(limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""The pairs that the weekly sweep found and nobody has judged yet, the likeliest first, at most 100 a page.

	Rows: name, score (0..1), reasons, customers (two). A pair with a customer whom the user does not see is left
	out. Raises PermissionError, ValidationError for a longer page.
	"""
	frappe.has_permission(PAIR, "read", throw=True)
	return likely_pairs.open_pairs(*page_of(limit_start, limit_page_length))


@frappe.whitelist(methods=["POST"])
def start_sweep() -> dict:
	"""Look for likely pairs now, in the background; asking twice looks once. Otherwise this happens every week.

	Returns {"queued": true}. Raises PermissionError.
	"""
	frappe.has_permission(PAIR, "write", throw=True)
	queue_sweep()
	return {"queued": True}


@frappe.whitelist(methods=["POST"])
def dismiss(pair: str) -> dict:
	"""Remember that the two of a pair are not the same person; they are not listed again.

	Returns {"dismissed": name}. Raises PermissionError, DoesNotExistError.
	"""
	frappe.has_permission(PAIR, "write", throw=True)
	sweep.dismiss(pair)
	return {"dismissed": pair}


@frappe.whitelist(methods=["GET", "POST"])
def preview(source: str, target: str) -> dict:
	"""What merging `source` into `target` would change; nothing is written.

	Returns `customers`, `modified` (stamps to hand on to `merge`), `fields` in which both differ (fieldname, label,
	fieldtype, source, target, chosen), `documents` that move (doctype, label, count, names of those the user may
	open) and `accounts_joined` (divisions in which two accounts become one). Raises MergeRefusedError,
	PermissionError.
	"""
	_require_right_to_merge()
	return shown.shown_preview(source, target)


@shaped(modified=SeenStamps, choices=FieldChoices)
@frappe.whitelist(methods=["POST"])
@tried_again
def merge(source: str, target: str, modified: str | dict, choices: str | dict | None = None) -> dict:
	"""Merge `source` into `target`: one transaction; the source stays, disabled, and `undo` brings it back.

	`modified` holds the stamps of both from `preview`; `choices` says for a field whose value is kept, "source" or
	"target", where it is not the one that the preview chose. Returns the merge as a row of `history`. Raises
	MergeRefusedError, also when one of the two was saved since the preview; PermissionError.
	"""
	_require_right_to_merge()
	seen = read_as(SeenStamps, modified)
	if not {source, target} <= set(seen):
		frappe.throw(_("Please look at the preview of the merge first."), MergeRefusedError)
	kept = read_as(FieldChoices, choices or {})
	return shown.shown_merge(merge_customers(source, target, kept, seen).name)


@frappe.whitelist(methods=["POST"])
@tried_again
def undo(merge: str) -> dict:
	"""Restore both customers as they were before a merge, while nothing new was made for the one that remained.

	Returns the merge as a row of `history`. Raises MergeRefusedError with the document that stands against it,
	PermissionError, DoesNotExistError.
	"""
	_require_right_to_merge()
	frappe.get_doc(MERGE, merge).check_permission("read")
	undo_merge(merge)
	return shown.shown_merge(merge)


@frappe.whitelist(methods=["GET", "POST"])
def history(customer: str | None = None, limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""Merges, the latest first, at most 100 a page; `customer` narrows them to those he was part of.

	Rows: name, source, target, customers (both, described), status, moved_rows, owner, creation, merged_by_name,
	undone_by, undone_on, undone_by_name, may_undo. Raises PermissionError, ValidationError for a longer page.
	"""
	frappe.has_permission(MERGE, "read", throw=True)
	if customer:
		frappe.get_doc("Customer", customer).check_permission("read")
	return shown.merge_history(customer, *page_of(limit_start, limit_page_length))


def _require_right_to_merge() -> None:
	"""Merging is for those who may both change customers and read the record of merges."""
	frappe.has_permission(MERGE, "read", throw=True)
	frappe.has_permission("Customer", "write", throw=True)
