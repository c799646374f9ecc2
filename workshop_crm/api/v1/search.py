"""The search itself over HTTP: by what it answers, how its index is, and making that anew.

Customers are searched by `customers.search` and `customers.suggest`.
"""

import frappe

from workshop_crm.customer_management.search.elasticsearch import client
from workshop_crm.customer_management.search.elasticsearch import health as engine_health
from workshop_crm.customer_management.search.elasticsearch.rebuild_queue import queue_rebuild

OPERATORS = ("System Manager", "Workshop Manager")


@frappe.whitelist(methods=["GET", "POST"])
def health() -> dict:
	"""By what customers are searched (`backend`), and how the index of Elasticsearch is (`engine`, else None).

	`engine`: reachable, problem (a sentence or None), status (green, yellow, red), version, index, customers,
	rebuilding ({done, total} or None), paused (left alone after a failure), waiting and refused (rows of the
	outbox), oldest (moment or None). Raises PermissionError.
	"""
	frappe.only_for(OPERATORS)
	chosen = client.is_chosen()
	return {"backend": client.settings().backend, "engine": engine_health.health() if chosen else None}


@frappe.whitelist(methods=["POST"])
def rebuild() -> dict:
	"""Let a worker make the index anew, or go on with it; it is queued once, however often this is asked.

	Returns {"queued": False} where the database is searched, whose keys are always current. Raises PermissionError.
	"""
	frappe.only_for(OPERATORS)
	if not client.is_chosen():
		return {"queued": False}
	queue_rebuild()
	return {"queued": True}
