"""The connection to Elasticsearch as Customer Search Settings describe it, and how its failing is told."""

import re
from contextlib import contextmanager

import frappe

from workshop_crm.customer_management.search.backends import BackendDown

SETTINGS = "Customer Search Settings"
# Somebody waits for a search while he types; nobody waits for a bulk write.
SEARCH_SECONDS, WRITE_SECONDS = 2, 60
LONGEST_PREFIX = 60
LONGEST_REASON = 300
# Bad Request, Content Too Large
REFUSED_ALONE = (400, 413)


class RequestRefused(BackendDown):
	"""The engine is well, but will not answer this one request."""


# One client for each site and state of its settings keeps its connections open between requests.
_clients: dict[tuple, object] = {}


def settings():
	"""Return Customer Search Settings, cached and read only."""
	return frappe.get_cached_doc(SETTINGS)


def is_chosen() -> bool:
	"""Tell whether customers are searched by Elasticsearch."""
	try:
		return settings().backend == "Elasticsearch"
	except frappe.DoesNotExistError:
		# Customers change before the DocType is there, too: while the app is installed or an older one upgraded.
		return False


def index_prefix() -> str:
	"""Return what the names of this site's indexes begin with: as set, or the site's name."""
	prefix = (settings().index_prefix or frappe.local.site).lower()
	return re.sub(r"[^a-z0-9]+", "-", prefix).strip("-")[:LONGEST_PREFIX]


def connection():
	"""Return the client. Raises BackendDown where the settings name no server."""
	kept = settings()
	if not kept.elasticsearch_url:
		raise BackendDown("Customer Search Settings name no address of Elasticsearch")
	state = (frappe.local.site, str(kept.modified))
	if state not in _clients:
		for former in [known for known in _clients if known[0] == frappe.local.site]:
			del _clients[former]
		_clients[state] = _connect(kept)
	return _clients[state]


def _connect(kept):
	# Loading the library takes a third of a second, which sites that search their database need not spend.
	from elasticsearch import Elasticsearch

	key = kept.get_password("elasticsearch_api_key", raise_exception=False)
	certificate = {"ca_certs": kept.elasticsearch_ca_file} if kept.elasticsearch_ca_file else {}
	try:
		return Elasticsearch(
			kept.elasticsearch_url,
			api_key=key or None,
			request_timeout=WRITE_SECONDS,
			# Who retries is decided here: a search falls back at once, a write waits in the outbox.
			max_retries=0,
			retry_on_timeout=False,
			**certificate,
		)
	except (ValueError, OSError) as error:
		raise BackendDown(f"Elasticsearch cannot be reached by these settings: {error}") from None


@contextmanager
def failing_told(*, quoted: bool = False):
	"""Turn whatever the client raises into BackendDown with a sentence that holds no secret.

	The words of a refusal may quote customers or what was searched; `quoted` keeps them where they cannot.
	"""
	from elastic_transport import TransportError
	from elasticsearch import ApiError

	try:
		yield
	except ApiError as error:
		kind = RequestRefused if error.status_code in REFUSED_ALONE else BackendDown
		raise kind(f"Elasticsearch answered {error.status_code}: {_reason(error, quoted)}") from None
	except TransportError as error:
		# It names the server and what went wrong with the connection, never what was sent.
		told = f"{type(error).__name__}: {error.message}"
		raise BackendDown(f"Elasticsearch cannot be reached: {told[:LONGEST_REASON]}") from None


def _reason(error, quoted: bool) -> str:
	body = error.body if isinstance(error.body, dict) else {}
	told = body.get("error")
	if not isinstance(told, dict):
		return type(error).__name__
	return f"{told.get('type')}: {told.get('reason')}"[:LONGEST_REASON] if quoted else str(told.get("type"))
