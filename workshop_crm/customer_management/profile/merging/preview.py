"""What a merge would do, shown before anybody agrees to it."""

from dataclasses import asdict, dataclass, field

import frappe
from frappe import _

from workshop_crm.customer_management.profile.merging.references import references_to
from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.exceptions import MergeRefusedError

# A changed group would make ERPNext rewrite it on every document of the customer, beyond any undo.
CHOOSABLE_FIELDS = (
	"customer_name",
	"customer_name_ar",
	"given_name",
	"father_name",
	"family_name",
	"given_name_ar",
	"father_name_ar",
	"family_name_ar",
	"salutation",
	"gender",
	"language",
	"date_of_birth",
	"occupation",
	"tax_id",
	"territory",
	"account_manager",
	"customer_details",
	"emergency_contact_name",
	"emergency_contact_phone",
	"best_contact_from",
	"best_contact_to",
	"referred_by_customer",
	"linked_user",
	"linked_employee",
	"customer_primary_contact",
	"customer_primary_address",
)
MOST_NAMED = 20


@dataclass
class Preview:
	"""`fields`: {fieldname, label, source, target, chosen}; `documents`: {doctype, count, names}."""

	source: str
	target: str
	modified: dict[str, str]
	fields: list[dict] = field(default_factory=list)
	documents: list[dict] = field(default_factory=list)
	accounts_joined: list[str] = field(default_factory=list)

	def as_dict(self) -> dict:
		"""Return the preview as plain data."""
		return asdict(self)


def preview_merge(source: str, target: str) -> Preview:
	"""Return what merging `source` into `target` would change. Raises MergeRefusedError, frappe.PermissionError."""
	check_pair(source, target)
	stamps = {name: str(frappe.db.get_value("Customer", name, "modified")) for name in (source, target)}
	preview = Preview(source, target, stamps)
	preview.fields = differing_fields(source, target)
	preview.documents = moving_documents(source)
	preview.accounts_joined = _shared_companies(source, target)
	return preview


def check_pair(source: str, target: str) -> None:
	"""Refuse a pair that cannot be merged, or that the user may not change."""
	if source == target:
		frappe.throw(_("A customer cannot be merged into himself."), MergeRefusedError)
	for name in (source, target):
		if not frappe.db.exists("Customer", name):
			frappe.throw(_("Customer {0} does not exist.").format(name), frappe.DoesNotExistError)
		frappe.has_permission("Customer", "write", name, throw=True)
		if not can_see_customer(name):
			raise frappe.PermissionError
		into = frappe.db.get_value("Customer", name, "merged_into")
		if into:
			message = _("{0} was merged into {1} already.").format(name, into)
			frappe.throw(message, MergeRefusedError)
	_refuse_two_currencies(source, target)


def differing_fields(source: str, target: str) -> list[dict]:
	"""Return the choosable fields in which the two differ; what the target lacks is taken from the source."""
	meta = frappe.get_meta("Customer")
	fields = [fieldname for fieldname in CHOOSABLE_FIELDS if meta.has_field(fieldname)]
	mine, theirs = (frappe.db.get_value("Customer", name, fields, as_dict=True) for name in (source, target))
	rows = []
	for fieldname in fields:
		if mine[fieldname] and mine[fieldname] != theirs[fieldname]:
			chosen = "target" if theirs[fieldname] else "source"
			values = {
				"source": _shown(mine[fieldname]),
				"target": _shown(theirs[fieldname]),
				"chosen": chosen,
			}
			rows.append({"fieldname": fieldname, "label": _(meta.get_label(fieldname)), **values})
	return rows


def moving_documents(source: str) -> list[dict]:
	"""Return how many documents of which DocType point at `source`, with the first names, most first.

	A child row stands for the document that it belongs to.
	"""
	names: dict[str, dict] = {}
	for reference in references_to("Customer"):
		for doctype, name in _documents(reference.doctype, reference.row_names("Customer", source)):
			names.setdefault(doctype, {})[name] = None
	documents = [
		{"doctype": doctype, "label": _(doctype), "count": len(rows), "names": list(rows)[:MOST_NAMED]}
		for doctype, rows in names.items()
	]
	return sorted(documents, key=lambda row: (-row["count"], row["doctype"]))


def _documents(doctype: str, names: list[str]) -> list[tuple[str, str]]:
	if not names or not frappe.get_meta(doctype).istable:
		return [(doctype, name) for name in names]
	filters = {"name": ("in", names)}
	rows = frappe.get_all(doctype, filters=filters, fields=["parenttype", "parent"], order_by=None)
	return [(row.parenttype, row.parent) for row in rows]


def _shared_companies(source: str, target: str) -> list[str]:
	companies = [
		set(frappe.get_all("Customer Division Account", filters={"customer": name}, pluck="company"))
		for name in (source, target)
	]
	return sorted(companies[0] & companies[1])


def _refuse_two_currencies(source: str, target: str) -> None:
	"""Ledger rows of one company in two currencies cannot stand under one party, as in ERPNext's own merge."""
	used = [_ledger_currencies(name) for name in (source, target)]
	for company in used[0].keys() & used[1].keys():
		if used[0][company] != used[1][company]:
			message = _("The two have ledger entries of {0} in different currencies.").format(company)
			frappe.throw(message, MergeRefusedError)


def _ledger_currencies(customer: str) -> dict[str, str]:
	filters = {"party_type": "Customer", "party": customer, "is_cancelled": 0}
	rows = frappe.get_all(
		"GL Entry", filters=filters, fields=["company", "account_currency"], distinct=True, order_by=None
	)
	return {row.company: row.account_currency for row in rows}


def _shown(value) -> str | None:
	return None if value in (None, "") else str(value)
