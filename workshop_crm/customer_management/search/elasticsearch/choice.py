"""What follows when Elasticsearch is chosen, or given up, in Customer Search Settings."""

from urllib.parse import urlsplit

import frappe
from frappe import _

from workshop_crm.customer_management.search.elasticsearch import outage, outbox
from workshop_crm.customer_management.search.elasticsearch.rebuild_queue import queue_rebuild, queue_removal
from workshop_crm.exceptions import CustomerError

# Another server or another name has no index yet; addresses read in another way need another one.
NEEDING_AN_INDEX = ("backend", "elasticsearch_url", "index_prefix", "use_arabic_analyzer")


def check_server(settings) -> None:
	"""Refuse an address that is none, or that holds a password, which belongs into the API key."""
	settings.elasticsearch_url = (settings.elasticsearch_url or "").strip().rstrip("/")
	if settings.backend != "Elasticsearch" and not settings.elasticsearch_url:
		return
	if not _is_address(settings.elasticsearch_url):
		message = _(
			"Please write the address of Elasticsearch as https://name:9200, without user and password."
		)
		frappe.throw(message, CustomerError)


def _is_address(url: str) -> bool:
	try:
		parts = urlsplit(url)
		return parts.scheme in ("http", "https") and bool(parts.hostname and parts.port) and "@" not in url
	except ValueError:
		return False


def follow_choice(settings) -> None:
	"""Let an index be made where there is none that fits, or forget what waits for one that is not used any more."""
	outage.forget()
	if settings.backend != "Elasticsearch":
		outbox.clear()
		if settings.has_value_changed("backend") and settings.elasticsearch_url:
			queue_removal()
	elif any(settings.has_value_changed(field) for field in NEEDING_AN_INDEX):
		queue_rebuild(start_over=True)
