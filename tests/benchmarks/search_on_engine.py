"""The figures of the search by a real Elasticsearch. Run by the bench's Python in its sites folder.

WORKSHOP_CRM_ELASTICSEARCH_URL names the server; `BENCHMARK_SITE` has the customers with their search keys. The index
is made anew under a prefix of its own and removed at the end; the site itself is not changed.
"""

import time
from unittest.mock import patch

import frappe

from tests.benchmarks import searching
from tests.benchmarks.on_bench import ADVISOR, begin_request
from tests.benchmarks.report import line, milliseconds, percentile
from workshop_crm.customer_management.search import search
from workshop_crm.customer_management.search.backends.elasticsearch import ElasticsearchBackend
from workshop_crm.customer_management.search.elasticsearch import client, health, indexes, rebuild, writing
from workshop_crm.customer_management.search.tests.on_server import settings_of_server

PREFIX = "benchmark-of-search"
WRITES = 200


def main() -> None:
	"""Make the index, measure, and print one line for each figure."""
	chosen = settings_of_server(PREFIX)
	with (
		patch.object(client, "settings", lambda: chosen),
		patch.object(search, "chosen_backend", ElasticsearchBackend),
	):
		begin_request()
		_remove_indexes()
		_rebuild()
		version = health.health()["version"]
		_index_writes(version)
		for user, who in (("Administrator", "all divisions"), (ADVISOR, "one division")):
			if frappe.db.exists("User", user):
				begin_request(user)
				searching.suggestions(f"Elasticsearch {version}, {who}")
		_remove_indexes()


def _rebuild() -> None:
	started = time.perf_counter()
	for progress in rebuild.rebuild():
		if progress.done % 100_000 == 0:
			print(f"  {progress.done} of {progress.total}", flush=True)
	spent = time.perf_counter() - started
	size = client.connection().indices.stats(index=indexes.searched(), metric="store")
	megabytes = size["_all"]["primaries"]["store"]["size_in_bytes"] / 1e6
	print(
		line("search", f"index of {progress.done} customers, Elasticsearch", spent / 60, "minutes", 10),
		flush=True,
	)
	print(f"  {progress.done / spent:.0f} customers a second, {megabytes:.0f} MB", flush=True)


def _index_writes(version: str) -> None:
	"""Print what one changed customer takes from the outbox into the index, as the worker spends it."""
	names = frappe.get_all("Customer", pluck="name", limit=WRITES)
	times = [milliseconds(lambda name=name: writing.write([name], writing.begin_reading())) for name in names]
	print(f"  delivery of one customer, {version}: p50 {percentile(times, 0.5):.1f} ms", flush=True)


def _remove_indexes() -> None:
	for index in indexes.all_of_this_site():
		client.connection().indices.delete(index=index)


if __name__ == "__main__":
	main()
