"""Candidates from an index in Elasticsearch, which is a copy of the search keys; see `search/elasticsearch`.

Invoice numbers and tags are read where they stand, in the database: both are short reads of an index of their own.
"""

import frappe

from workshop_crm.customer_management.search.backends import BackendDown, Hit, Narrowing
from workshop_crm.customer_management.search.backends.documents import by_invoice, by_tag
from workshop_crm.customer_management.search.backends.numbers import (
	BARE,
	bare_number,
	identity_digests,
	number_hit,
)
from workshop_crm.customer_management.search.elasticsearch import client, indexes, outage
from workshop_crm.customer_management.search.elasticsearch.queries import number_prefixes, search_body
from workshop_crm.customer_management.search.query import Query

# Filters other than divisions are asked of the database, over so many of the likeliest at a time.
WINDOW, MOST_WINDOWS = 1_000, 5


class ElasticsearchBackend:
	"""For sites whose database should not search: one request to the engine, two where few are found."""

	name = "Elasticsearch"

	def candidates(self, query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
		"""Return hits, likeliest first; see `Backend`. Raises BackendDown, and leaves a failing engine alone."""
		failure = outage.last_failure()
		if failure and failure.is_pausing:
			raise BackendDown("Elasticsearch failed shortly ago")
		try:
			found = _found(query, narrowing, limit, widely=False)
			if len(found) < limit and not _has_number(found, query, narrowing):
				found = _found(query, narrowing, limit, widely=True)
		except client.RequestRefused as problem:
			outage.log_once(str(problem))
			raise
		except BackendDown as problem:
			outage.note_failure(str(problem))
			raise
		if failure:
			outage.forget()
		return _hits(found, query, narrowing) + _of_documents(query, narrowing, limit)


def _of_documents(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	hits = by_invoice(query, narrowing, limit) if query.has_digit and "invoice" in narrowing.kinds else []
	return hits + (by_tag(query, narrowing, limit) if "tag" in narrowing.kinds else [])


def _found(query: Query, narrowing: Narrowing, limit: int, *, widely: bool) -> list[dict]:
	"""Return the documents of `limit` customers.

	Facts that filters ask about (purchases, stages, papers) are not in the index, so the likeliest customers are
	checked in the database, some thousand at a time, until there are enough.
	"""
	if narrowing.only_divisions:
		return _ask(search_body(query, narrowing, limit, widely=widely))
	kept: list[dict] = []
	for number in range(MOST_WINDOWS):
		window = _ask(search_body(query, narrowing, WINDOW, widely=widely, start=number * WINDOW))
		kept += _fulfilling(window, narrowing)
		if len(kept) >= limit or len(window) < WINDOW:
			break
	return kept[:limit]


def _ask(body: dict) -> list[dict]:
	if not body["query"]["bool"]["should"]:
		return []
	with client.failing_told():
		engine = client.connection().options(request_timeout=client.SEARCH_SECONDS)
		answer = engine.search(index=indexes.searched(), body=body)
	return [hit["_source"] for hit in answer["hits"]["hits"]]


def _fulfilling(documents: list[dict], narrowing: Narrowing) -> list[dict]:
	if not documents:
		return []
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name).where(narrowing.on_customer(customer))
	names = query.where(customer.name.isin([document["customer"] for document in documents])).run(pluck=True)
	fulfilling = set(names)
	return [document for document in documents if document["customer"] in fulfilling]


def _hits(documents: list[dict], query: Query, narrowing: Narrowing) -> list[Hit]:
	"""Return what of each customer was found, and his name, which ranking compares itself."""
	prefixes, digests = number_prefixes(query, narrowing), set(identity_digests(query))
	bare = bare_number(query)
	hits = []
	for document in documents:
		customer, weight = document["customer"], document["weight"]
		hits += _number_hits(document, prefixes)
		if bare in document.get("customer_number", ()):
			hits.append(Hit(customer, "number", bare, BARE, weight))
		if digests.intersection(document.get("identity", ())):
			hits.append(Hit(customer, "identity", weight=weight))
		if address := _address(document, query):
			hits.append(Hit(customer, "address", address, weight=weight))
		hits.append(Hit(customer, "name", weight=weight))
	return hits


def _has_number(documents: list[dict], query: Query, narrowing: Narrowing) -> bool:
	"""Tell whether a number was typed that somebody has: then no name like it need be looked for."""
	prefixes = number_prefixes(query, narrowing) if query.has_digit else []
	return any(_number_hits(document, prefixes) for document in documents) if prefixes else False


def _number_hits(document: dict, prefixes: list[tuple[str, str]]) -> list[Hit]:
	found = {
		(kind, key) for kind, prefix in prefixes for key in document.get(kind, ()) if key.startswith(prefix)
	}
	hits = [Hit(document["customer"], kind, key, weight=document["weight"]) for kind, key in found]
	return [number_hit(hit, prefixes) for hit in hits]


def _address(document: dict, query: Query) -> str:
	"""Return the words of his addresses that were typed, or begin so."""
	typed = tuple(query.plain_words)
	return " ".join(word for word in document.get("address", ()) if word.startswith(typed))
