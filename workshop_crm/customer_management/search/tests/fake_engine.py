"""An Elasticsearch that is not there: keeps the requests of the real client, and answers as it is told."""

import json
from typing import NamedTuple
from unittest.mock import patch

from elastic_transport import ApiResponseMeta, BaseNode, ConnectionError, HttpHeaders
from elasticsearch import Elasticsearch

from workshop_crm.customer_management.search.elasticsearch import client

# The client refuses whoever does not call himself Elasticsearch.
HEADERS = {"x-elastic-product": "Elasticsearch", "content-type": "application/json"}


class Request(NamedTuple):
	"""What the client sent: method, path, query as sent, the body's JSON or its lines, headers."""

	method: str
	path: str
	query: str
	body: object
	headers: dict


class Response(NamedTuple):
	"""What a node hands back to the client."""

	meta: ApiResponseMeta
	body: bytes


class FakeEngine:
	"""Answers each request by the first of `answers` whose (method, beginning of the path) fits.

	An answer is a body, or a pair of status and body, or an exception to raise; callables get the Request.
	"""

	def __init__(self, answers: dict[tuple[str, str], object] | None = None):
		self.answers = dict(answers or {})
		self.requests: list[Request] = []
		engine = self

		class Node(BaseNode):
			_CLIENT_META_HTTP_CLIENT = ("fk", "1")

			def perform_request(self, method, target, body=None, headers=None, request_timeout=None):
				status, answer = engine.answer(_request(method, target, body, headers))
				meta = ApiResponseMeta(status, "1.1", HttpHeaders(HEADERS), 0.001, self.config)
				return Response(meta, json.dumps(answer).encode() if answer is not None else b"")

		self.client = Elasticsearch("http://engine.test:9200", node_class=Node, max_retries=0)

	def answer(self, request: Request) -> tuple[int, object]:
		"""Keep the request and return status and body."""
		self.requests.append(request)
		found = next((a for key, a in self.answers.items() if _fits(key, request)), None)
		found = found(request) if callable(found) else found
		if isinstance(found, Exception):
			raise found
		if found is None:
			return 404, {"error": {"type": "resource_not_found_exception"}, "status": 404}
		return found if isinstance(found, tuple) else (200, found)

	def in_place(self):
		"""Return a context in which the app reaches this engine."""
		return patch.object(client, "connection", lambda: self.client)

	def sent(self, method: str, path: str) -> list[Request]:
		"""Return the requests with this method to paths that begin so."""
		return [request for request in self.requests if _fits((method, path), request)]


def nobody_there() -> FakeEngine:
	"""Return an engine that cannot be reached."""
	engine = FakeEngine()
	engine.answer = lambda request: (_ for _ in ()).throw(ConnectionError("refused"))
	return engine


def _fits(key: tuple[str, str], request: Request) -> bool:
	return request.method == key[0] and request.path.startswith(key[1])


def _request(method, target, body, headers) -> Request:
	path, _, query = target.partition("?")
	text = body.decode() if isinstance(body, bytes) else body
	lines = [json.loads(line) for line in (text or "").splitlines() if line]
	return Request(
		method, path, query, lines if "_bulk" in path else (lines or [None])[0], dict(headers or {})
	)
