"""A test case on a site that has chosen Elasticsearch, without anything being committed."""

import time
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.search.elasticsearch import client, outage, writing

URL, PREFIX = "http://engine.test:9200", "test-of-search"


class EngineCase(FrappeTestCase):
	"""Chooses Elasticsearch at `url` for each test; jobs are not queued, transactions are not ended."""

	url = URL

	def setUp(self):
		self.addCleanup(frappe.clear_document_cache, client.SETTINGS, client.SETTINGS)
		self.addCleanup(outage.forget)
		self.addCleanup(frappe.db.set_single_value, client.SETTINGS, "backend", "Database")
		self.enter(patch.object(writing, "begin_reading", lambda: time.time_ns() // 1000))
		self.enqueued = self.enter(patch.object(frappe, "enqueue"))
		self.choose()

	def enter(self, context):
		"""Enter a context until the end of the test."""
		entered = context.__enter__()
		self.addCleanup(context.__exit__, None, None, None)
		return entered

	def choose(self, **values):
		"""Save the settings with Elasticsearch chosen; `values` override."""
		outage.forget()
		frappe.flags.search_delivery_asked_for = None
		document = frappe.get_doc(client.SETTINGS)
		document.update({"backend": "Elasticsearch", "elasticsearch_url": self.url, "index_prefix": PREFIX})
		document.update(values)
		return document.save(ignore_permissions=True)

	def jobs(self) -> list[str]:
		"""Return the functions that were put on the queue."""
		return [call.args[0].rpartition(".")[2] for call in self.enqueued.call_args_list]
