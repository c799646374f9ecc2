"""Searching and suggesting customers: candidates of the backend, rows that the user may see, ranking, reasons."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce

from workshop_crm.customer_management.culture.text import isolate
from workshop_crm.customer_management.search import highlight
from workshop_crm.customer_management.search.backends import BackendDown, Hit, Narrowing
from workshop_crm.customer_management.search.backends.database import DatabaseBackend
from workshop_crm.customer_management.search.narrowing import narrowing_of, readable_fields
from workshop_crm.customer_management.search.query import Query, read_query
from workshop_crm.customer_management.search.ranking import NAME_FIELDS, Candidate, Reason, rank
from workshop_crm.customer_management.search.settings import chosen_backend
from workshop_crm.customer_management.search.whole_numbers import with_whole_numbers
from workshop_crm.labels import mark

ROW_FIELDS = (
	"name",
	"customer_name",
	"customer_name_ar",
	"customer_number",
	"mobile_no",
	"territory",
	"lifecycle_stage",
	"is_vip",
	"disabled",
)
LABELS = {
	"identity": mark("Found by the identity number."),
	"number": mark("Found by the number {0}."),
	"invoice": mark("Found by the invoice {0}."),
	"phone": mark("Found by the phone {0}."),
	"plate": mark("Found by the plate {0}."),
	"vehicle": mark("Found by the VIN or IMEI {0}."),
	"email": mark("Found by the e-mail {0}."),
	"name": mark("Found by the name {0}."),
	"prefix": mark("Found by the beginning of the name {0}."),
	"cross_script": mark("Found by the name {0}, written in the other script."),
	"fuzzy": mark("Found by the similar name {0}."),
	"address": mark("Found by the address {0}."),
	"tag": mark("Found by the tag {0}."),
}
# More candidates than rows are asked for, as ranking judges better than the keys do.
FEWEST_CANDIDATES = 40
# Who is not among so many is found by typing more.
MOST_ROWS = 500


@dataclass(frozen=True)
class SearchResult:
	"""A page of what was found. `rows` are as `suggest_customers` gives them."""

	rows: list[dict]
	has_more: bool
	backend: str


def suggest_customers(text: str, limit: int = 8) -> list[dict]:
	"""Return up to `limit` customers for what was typed so far, the likeliest first.

	Each row holds ROW_FIELDS, `reason` (kind, label, field, matched, spans) and `score` (0..1). Only customers whom
	the session's user may see. Raises frappe.PermissionError.
	"""
	return search_customers(text, limit=limit).rows


def search_customers(
	text: str,
	conditions: list[dict] | None = None,
	company: str | None = None,
	start: int = 0,
	limit: int = 20,
) -> SearchResult:
	"""Return a page of the customers found by `text` among those who fulfil `conditions`.

	`conditions` are rows of fact, operator, value as a segment has them; without a text they alone decide, and
	with neither nobody is found. `company` narrows to one division. Raises frappe.PermissionError,
	SegmentError, DivisionAccessError.
	"""
	frappe.has_permission("Customer", "read", throw=True)
	narrowing = narrowing_of(conditions or [], company)
	query = read_query(text)
	if query.is_empty:
		return _by_filters_only(text, narrowing, start, limit)
	wanted = min(start + limit + 1, MOST_ROWS)
	hits, backend = _candidates(query, narrowing, max(FEWEST_CANDIDATES, 2 * wanted))
	ranked = rank(query, _with_rows(hits, narrowing), 2 * wanted)[:MOST_ROWS]
	page = with_whole_numbers(query, ranked[start : start + limit])
	page = [_row(query, candidate.row, reason) for candidate, reason in page]
	return SearchResult(page, len(ranked) > start + limit, backend)


def found_by_text(text: str) -> list[str]:
	"""Return the names of the customers found by `text`, at most MOST_ROWS, the likeliest first."""
	return [row["name"] for row in search_customers(text, limit=MOST_ROWS - 1).rows]


def _candidates(query: Query, narrowing: Narrowing, limit: int) -> tuple[list[Hit], str]:
	backend = chosen_backend()
	try:
		return backend.candidates(query, narrowing, limit), backend.name
	except BackendDown:
		# The backend has said so in the Error Log, once for the whole outage.
		return DatabaseBackend().candidates(query, narrowing, limit), DatabaseBackend.name


def _by_filters_only(text: str, narrowing: Narrowing, start: int, limit: int) -> SearchResult:
	"""A text without any letter or digit finds nobody; no text at all leaves it to the filters."""
	if (text or "").strip() or narrowing.only_divisions:
		return SearchResult([], False, DatabaseBackend.name)
	customer, query = _select_rows(narrowing)
	query = query.orderby(customer.customer_name).orderby(customer.name)
	rows = query.limit(limit + 1).offset(start).run(as_dict=True)
	page = [{**row, "reason": None, "score": None} for row in rows[:limit]]
	return SearchResult(page, len(rows) > limit, DatabaseBackend.name)


def _with_rows(hits: list[Hit], narrowing: Narrowing) -> list[Candidate]:
	"""Read the rows of those found; all limits apply once more, whatever the backend let through."""
	if not hits:
		return []
	customer, query = _select_rows(narrowing)
	rows = query.where(customer.name.isin(list({hit.customer for hit in hits}))).run(as_dict=True)
	candidates = {row["name"]: Candidate(row) for row in rows}
	for hit in hits:
		if hit.customer in candidates:
			candidates[hit.customer].hits.append(hit)
	return list(candidates.values())


def _select_rows(narrowing: Narrowing):
	customer = frappe.qb.DocType("Customer")
	readable = readable_fields()
	fields = [field for field in ROW_FIELDS if field in readable]
	query = frappe.qb.from_(customer).select(*[customer[field] for field in fields])
	# Not by the index on `merged_into`, to which all but a few customers are equal.
	query = query.where(Coalesce(customer.merged_into, "") == "")
	return customer, query.where(narrowing.on_customer(customer))


def _row(query: Query, row: dict, reason: Reason) -> dict:
	spans = highlight.name_spans if reason.field in NAME_FIELDS else highlight.part_spans
	described = {
		"kind": reason.kind,
		"label": label_of(reason),
		"field": reason.field,
		"matched": reason.matched,
		"spans": [list(span) for span in spans(query, reason.matched)],
	}
	return {**dict.fromkeys(ROW_FIELDS), **row, "reason": described, "score": round(reason.score, 3)}


def label_of(reason: Reason) -> str:
	"""Return in the user's language why a customer was found."""
	return _(LABELS[reason.kind]).format(isolate(reason.matched))
