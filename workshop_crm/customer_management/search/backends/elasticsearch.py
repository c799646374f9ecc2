"""Candidates from an index in Elasticsearch, which is a copy of the search keys; see `search/elasticsearch`."""

import frappe

from workshop_crm.customer_management.search.backends import BackendDown, Hit, Narrowing
from workshop_crm.customer_management.search.elasticsearch import client, indexes, outage
from workshop_crm.customer_management.search.elasticsearch.queries import NUMBERS, search_body
from workshop_crm.customer_management.search.query import Query

# Filters other than divisions are asked of the database, over so many of the likeliest at a time.
WINDOW, MOST_WINDOWS = 1_000, 5


class ElasticsearchBackend:
	"""For sites whose database should not search: one request to the engine, whatever was typed."""

	name = "Elasticsearch"

	def candidates(self, query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
		"""Return hits, likeliest first; see `Backend`. Raises BackendDown, and leaves a failing engine alone."""
		if outage.is_paused():
			raise BackendDown("Elasticsearch failed shortly ago")
		try:
			found = _found(query, narrowing, limit)
		except BackendDown as problem:
			outage.note_failure(str(problem))
			raise
		outage.note_success()
		return [hit for document in found for hit in hits_of(document, query, narrowing)]


def _found(query: Query, narrowing: Narrowing, limit: int) -> list[dict]:
	"""Return the documents of `limit` customers.

	Facts that filters ask about (purchases, stages, papers) are not in the index, so the likeliest customers are
	checked in the database, some thousand at a time, until there are enough.
	"""
	if narrowing.only_divisions:
		return _ask(query, narrowing, limit, 0)
	kept: list[dict] = []
	for number in range(MOST_WINDOWS):
		window = _ask(query, narrowing, WINDOW, number * WINDOW)
		kept += _fulfilling(window, narrowing)
		if len(kept) >= limit or len(window) < WINDOW:
			break
	return kept[:limit]


def _ask(query: Query, narrowing: Narrowing, limit: int, start: int) -> list[dict]:
	with client.failing_told():
		engine = client.connection().options(request_timeout=client.SEARCH_SECONDS)
		answer = engine.search(index=indexes.searched(), body=search_body(query, narrowing, limit, start))
	return [hit["_source"] for hit in answer["hits"]["hits"]]


def _fulfilling(documents: list[dict], narrowing: Narrowing) -> list[dict]:
	if not documents:
		return []
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name).where(narrowing.on_customer(customer))
	names = query.where(customer.name.isin([document["customer"] for document in documents])).run(pluck=True)
	fulfilling = set(names)
	return [document for document in documents if document["customer"] in fulfilling]


def hits_of(document: dict, query: Query, narrowing: Narrowing) -> list[Hit]:
	"""Return what of one customer was found: the best of his numbers of each kind, or else his name."""
	customer, weight = document["customer"], document.get("weight") or 0
	hits = []
	for kind in NUMBERS:
		if kind in narrowing.kinds and (best := _best_number(document, query, kind)):
			strength, matched = best
			hits.append(Hit(customer, kind, matched, strength, weight))
	return hits or [Hit(customer, "name", weight=weight)]


def _best_number(document: dict, query: Query, kind: str) -> tuple[float, str] | None:
	found = [
		(_strength(stored, typed), stored)
		for attribute, field, _score in NUMBERS[kind]
		if (typed := getattr(query, attribute))
		for stored in document.get(field, ())
		if typed in stored
	]
	return max(found, default=None)


def _strength(stored: str, typed: str) -> float:
	if stored == typed:
		return 1.0
	return 0.9 if stored.startswith(typed) else 0.6
