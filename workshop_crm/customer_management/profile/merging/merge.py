"""Merging: one transaction that re-points everything and writes the journal."""

import frappe
from frappe import _
from frappe.utils import now

from workshop_crm.customer_management.profile.keys import rewrite_keys
from workshop_crm.customer_management.profile.merging import combine
from workshop_crm.customer_management.profile.merging.journal import Journal
from workshop_crm.customer_management.profile.merging.preview import check_pair, differing_fields
from workshop_crm.customer_management.profile.merging.references import references_to
from workshop_crm.exceptions import MergeRefusedError

DOCTYPE = "Customer Merge"
# Unique on Customer: the source has to let go of it before the target can take it.
UNIQUE_FIELDS = ("linked_user", "linked_employee")


def merge_customers(
	source: str, target: str, choices: dict[str, str] | None = None, modified: dict | None = None
):
	"""Merge `source` into `target` and return the Customer Merge.

	`choices` maps field names to "source" or "target"; `modified` maps both names to the stamps seen in the
	preview. Raises MergeRefusedError, also when one of the two was saved since the preview; frappe.PermissionError.
	"""
	_lock(source, target, modified or {})
	check_pair(source, target)
	_check_choices(source, target, choices or {})
	merge = frappe.get_doc({"doctype": DOCTYPE, "source": source, "target": target}).insert(
		ignore_permissions=True
	)
	journal = Journal(merge.name)
	_take_fields(journal, source, target, choices or {})
	_combine(journal, source, target)
	_move_references(journal, source, target)
	_retire(journal, source, target)
	for listener in frappe.get_hooks("customers_merged"):
		frappe.get_attr(listener)(source, target, journal)
	merge.db_set("moved_rows", journal.write())
	refresh(source, target)
	return merge


def refresh(*customers: str) -> None:
	"""Bring keys, stamps and caches of the customers in line; saves begun before are refused from now on."""
	for customer in customers:
		frappe.db.set_value("Customer", customer, "modified", now(), update_modified=False)
		frappe.clear_document_cache("Customer", customer)
		rewrite_keys(customer)


def _lock(source: str, target: str, seen: dict[str, str]) -> None:
	"""Lock both rows, always in one order, and compare them with what the user saw."""
	for name in sorted({source, target}):
		stamp = frappe.db.get_value("Customer", name, "modified", for_update=True)
		if not stamp:
			frappe.throw(_("Customer {0} does not exist.").format(name), frappe.DoesNotExistError)
		if name in seen and str(stamp) != str(seen[name]):
			message = _("{0} was changed by another user meanwhile. Please look at the preview again.")
			frappe.throw(message.format(name), MergeRefusedError)


def _check_choices(source: str, target: str, choices: dict[str, str]) -> None:
	differing = {row["fieldname"] for row in differing_fields(source, target)}
	unknown = [fieldname for fieldname in choices if fieldname not in differing]
	if unknown:
		frappe.throw(_("The two do not differ in {0}.").format(unknown[0]), MergeRefusedError)


def _take_fields(journal: Journal, source: str, target: str, choices: dict[str, str]) -> None:
	for row in differing_fields(source, target):
		fieldname = row["fieldname"]
		if choices.get(fieldname, row["chosen"]) != "source":
			continue
		value = frappe.db.get_value("Customer", source, fieldname)
		if fieldname in UNIQUE_FIELDS:
			journal.set_value("Customer", source, fieldname, None)
		journal.set_value("Customer", target, fieldname, value)


def _combine(journal: Journal, source: str, target: str) -> None:
	combine.combine_accounts(journal, source, target)
	combine.combine_identity(journal, source, target)
	combine.combine_child_rows(journal, source, target)
	combine.combine_marks(journal, source, target)
	combine.combine_links(journal, source, target)


def _move_references(journal: Journal, source: str, target: str) -> None:
	"""Re-point every reference; accounts and identity numbers that stay with the source were decided before."""
	staying = {combine.ACCOUNT, combine.IDENTITY}
	for reference in references_to("Customer"):
		names = [name for name in reference.row_names("Customer", source) if name != target]
		if names and reference.doctype not in staying:
			journal.move(reference, names, source, target)


def _retire(journal: Journal, source: str, target: str) -> None:
	"""Disable the source and mark where it went; a blacklisted source blacklists the target."""
	blacklisted = frappe.db.get_value(
		"Customer", source, ["is_blacklisted", "blacklist_reason"], as_dict=True
	)
	if blacklisted.is_blacklisted:
		for fieldname, value in blacklisted.items():
			journal.set_value("Customer", target, fieldname, value)
	values = {
		"merged_into": target,
		"disabled": 1,
		"disabled_reason": _("Merged into {0}").format(target),
		"disabled_by": frappe.session.user,
		"disabled_on": now(),
	}
	for fieldname, value in values.items():
		journal.set_value("Customer", source, fieldname, value)
