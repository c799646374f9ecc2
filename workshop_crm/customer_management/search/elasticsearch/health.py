"""How the index is, for those who look after the site."""

from workshop_crm.customer_management.search.backends import BackendDown
from workshop_crm.customer_management.search.elasticsearch import client, indexes, outage, outbox, rebuild

# Whoever is gone leaves an empty document behind until the index is made anew.
FILLED = {"exists": {"field": "customer"}}


def health() -> dict:
	"""Return the state of the index; an engine that does not answer is told, not raised.

	`reachable`, `problem` (a sentence or None), `status` (green, yellow, red), `version` of the server, `index`
	searched, `customers` in it, `rebuilding` (done, total) or None, `paused` after a failure, and of the outbox
	`waiting`, `refused`, `oldest`.
	"""
	told = {"paused": outage.is_paused(), **outbox.waiting()}
	try:
		return {**told, "reachable": True, "problem": None, **_engine()}
	except BackendDown as error:
		return {**told, "reachable": False, "problem": str(error), **_nothing_known()}


def _engine() -> dict:
	index, progress = indexes.behind(indexes.searched()), rebuild.progress_now()
	with client.failing_told():
		engine = client.connection()
		status = engine.cluster.health()["status"]
		# A bare server may lack the page that names its version; its nodes tell it everywhere.
		nodes = engine.nodes.info(metric="os", filter_path="nodes.*.version")["nodes"]
		counted = engine.count(index=index, query=FILLED)["count"] if index else 0
	return {
		"status": status,
		"version": ", ".join(sorted({node["version"] for node in nodes.values()})),
		"index": index,
		"customers": counted,
		"rebuilding": {"done": progress.done, "total": progress.total} if progress else None,
	}


def _nothing_known() -> dict:
	return dict.fromkeys(("status", "version", "index", "customers", "rebuilding"))
