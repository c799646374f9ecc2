"""Bulk writes of customers, in which an older state never overtakes a newer one.

Each write carries the moment at which the customer was read as the version of his document. The engine keeps the
newest, so workers that deliver changes and one that makes a new index need not know of each other.
"""

import hashlib
import time

import frappe

from workshop_crm.customer_management.search.backends import BackendDown
from workshop_crm.customer_management.search.elasticsearch import client, indexes
from workshop_crm.customer_management.search.elasticsearch.documents import documents

CONFLICT = 409
NO_INDEX = "index_not_found_exception"


def begin_reading() -> int:
	"""Begin a transaction of its own and return the version (microseconds) of all that is read in it.

	A transaction shows what was there at its first reading, so the version is taken before.
	"""
	frappe.db.commit()
	return time.time_ns() // 1000


def write(customers: list[str], version: int, aliases: tuple[str, ...] = ()) -> dict[str, str]:
	"""Bring `customers` of the index in line with the database; those without keys are emptied.

	Writes to the index in use and to one in the making unless `aliases` are named. Returns the customers that the
	engine refused, with the kind of refusal. Raises BackendDown when it does not answer, or has no index.
	"""
	found = documents(customers)
	targets = aliases or (indexes.searched(), indexes.building())
	operations = [
		line
		for alias in targets
		for name in customers
		for line in _action(alias, name, version, found.get(name))
	]
	with client.failing_told():
		# Without `require_alias` a missing index would be made on the spot, with guessed fields.
		answer = client.connection().bulk(operations=operations, require_alias=True)
	return _refused(customers, len(targets), answer["items"])


def document_id(customer: str) -> str:
	"""Return the id of a customer's document: names may be longer than the 512 bytes an id can have."""
	return hashlib.sha256(customer.encode()).hexdigest()[:40]


def _action(alias: str, customer: str, version: int, document: dict | None) -> list[dict]:
	"""Whoever is gone becomes an empty document, which nothing finds.

	Deleting would forget the version after a minute, and makes a missing index on the spot whatever `require_alias`
	says.
	"""
	target = {
		"_index": alias,
		"_id": document_id(customer),
		"version": version,
		"version_type": "external_gte",
	}
	return [{"index": target}, document or {}]


def _refused(customers: list[str], targets: int, items: list[dict]) -> dict[str, str]:
	refusals = [_refusal(item) for item in items]
	if refusals and set(refusals) == {NO_INDEX}:
		raise BackendDown("Elasticsearch has no index of customers: it must be rebuilt")
	pairs = zip(customers * targets, refusals, strict=True)
	return {name: refusal for name, refusal in pairs if refusal not in ("", NO_INDEX)}


def _refusal(item: dict) -> str:
	"""A conflict means that a newer state is there already."""
	result = item["index"]
	if result["status"] < 300 or result["status"] == CONFLICT:
		return ""
	return str((result.get("error") or {}).get("type") or result["status"])
