"""The search itself over HTTP: by what it answers, how its index is, and making that anew.

Customers are searched by `customers.search` and `customers.suggest`.
"""

import frappe

from workshop_crm.customer_management.search.elasticsearch import client
from workshop_crm.customer_management.search.elasticsearch import health as engine_health
from workshop_crm.customer_management.search.elasticsearch.rebuild_queue import queue_rebuild


@frappe.whitelist(methods=["GET", "POST"])
def health() -> dict:
	"""By what customers are searched (`backend`), and how the index of Elasticsearch is (`engine`, else None).

	`engine`: reachable, problem (a sentence or None), status (green, yellow, red), version, index, customers,
	rebuilding ({done, total} or None), paused (left alone after a failure), waiting and refused (rows of the
	outbox), oldest (moment or None). Raises PermissionError without the right to read Customer Search Settings.
	"""
	frappe.has_permission(client.SETTINGS, "read", throw=True)
	chosen = client.is_chosen()
	return {"backend": client.settings().backend, "engine": engine_health.health() if chosen else None}


@frappe.whitelist(methods=["POST"])
def rebuild() -> dict:
	"""Let a worker make the index anew, or go on with it; it is queued once, however often this is asked.

	Returns {"queued": False} where the database is searched, whose keys are always current. Raises PermissionError
	without the right to change Customer Search Settings.
	"""
	frappe.has_permission(client.SETTINGS, "write", throw=True)
	if not client.is_chosen():
		return {"queued": False}
	queue_rebuild()
	return {"queued": True}
