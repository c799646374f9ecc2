"""The tests of the search against a real server, given by WORKSHOP_CRM_ELASTICSEARCH_URL.

What a test changes goes the product's own way: noted in the outbox, delivered, and found in the index.
"""

import os
import time
import unittest
from unittest.mock import patch

import frappe

from workshop_crm.customer_management.search import search
from workshop_crm.customer_management.search.backends.elasticsearch import ElasticsearchBackend
from workshop_crm.customer_management.search.elasticsearch import (
	client,
	indexes,
	outage,
	outbox,
	rebuild,
	writing,
)
from workshop_crm.tests import factories

URL = os.environ.get("WORKSHOP_CRM_ELASTICSEARCH_URL", "")
REASON = "WORKSHOP_CRM_ELASTICSEARCH_URL names no server"


class CurrentIndex(ElasticsearchBackend):
	"""The backend as it is once all changes so far have arrived; it may not fall back in a test."""

	name = "Elasticsearch"

	def candidates(self, query, narrowing, limit):
		"""Deliver what waits, then answer."""
		user = frappe.session.user
		frappe.set_user("Administrator")
		deliver_all()
		frappe.set_user(user)
		return super().candidates(query, narrowing, limit)


def deliver_all() -> None:
	"""Write everything that waits to the index and make it searchable."""
	outbox.deliver()
	assert not outage.is_paused(), "the server failed"
	client.connection().indices.refresh(index=indexes.searched())


def settings_of_server(prefix: str):
	"""Return what Customer Search Settings would hold."""
	values = {
		"backend": "Elasticsearch",
		"elasticsearch_url": URL,
		"index_prefix": prefix,
		"modified": prefix,
	}
	return frappe._dict(values, get_password=lambda *args, **options: None)


@unittest.skipUnless(URL, REASON)
class OnServer:
	"""Put before a class of tests, runs them by an index of their own, which is removed afterwards."""

	@classmethod
	def setUpClass(cls):
		chosen = settings_of_server(factories.unique("test of search").replace(" ", "-").lower())
		for context in (
			patch.object(client, "settings", lambda: chosen),
			patch.object(writing, "begin_reading", lambda: time.time_ns() // 1000),
			patch.object(outbox, "_deliver_soon"),
			patch.object(search, "chosen_backend", CurrentIndex),
		):
			context.__enter__()
			cls.addClassCleanup(context.__exit__, None, None, None)
		outage.forget()
		list(rebuild.rebuild())
		cls.addClassCleanup(cls.remove_indexes)
		super().setUpClass()

	@staticmethod
	def remove_indexes():
		"""Leave nothing on the server."""
		for index in indexes.all_of_this_site():
			client.connection().indices.delete(index=index)
