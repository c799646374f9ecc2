"""A new index is made beside the one in use and takes its place in one step; an interrupted making goes on.

How far it came is kept in the new index itself, so that it is forgotten together with it.
"""

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import frappe

from workshop_crm.customer_management.search.backends import BackendDown
from workshop_crm.customer_management.search.elasticsearch import client, indexes, mapping, writing

BATCH = 1_000
# A node that is busy or changes its role is back within seconds; anything longer is for a person to see.
WAITS = (1, 5, 20)


@dataclass(frozen=True)
class Progress:
	"""How far a rebuild is: customers `done` of `total`, the `last` one's name, addresses read as `arabic` or not."""

	done: int
	total: int
	last: str
	arabic: bool


def rebuild() -> Iterator[Progress]:
	"""Make the index anew, or go on with a making that was interrupted, and yield the progress after each batch.

	Meanwhile the former index is searched, and changes are written to both. Commits. Raises BackendDown when the
	engine does not answer or refuses customers; run again, it goes on where it was. Two at once do no harm.
	"""
	progress = progress_now() or _begin()
	yield progress
	while progress and (names := _write_next(progress.last)):
		progress = _keep(Progress(progress.done + len(names), progress.total, names[-1], progress.arabic))
		yield progress
	_switch()


def progress_now() -> Progress | None:
	"""Return how far a rebuild is that runs or was interrupted, None without one. Raises BackendDown."""
	index = indexes.behind(indexes.building())
	if not index:
		return None
	with client.failing_told():
		answer = client.connection().indices.get_mapping(index=index)
	return Progress(**answer[index]["mappings"]["_meta"])


def start_over() -> None:
	"""Forget a making that was interrupted. Raises BackendDown."""
	index = indexes.behind(indexes.building())
	if index:
		with client.failing_told():
			client.connection().indices.delete(index=index)


def _begin() -> Progress:
	total = frappe.db.count("Customer", {"merged_into": ("is", "not set")})
	progress = Progress(0, total, "", bool(client.settings().use_arabic_analyzer))
	with client.failing_told(quoted=True):
		client.connection().indices.create(
			index=indexes.new_name(),
			settings={**mapping.SETTINGS, **mapping.WHILE_FILLING},
			mappings=mapping.mappings(progress.arabic, asdict(progress)),
			aliases={indexes.building(): {}},
		)
	return progress


def _write_next(last: str) -> list[str]:
	"""Write the batch of customers behind `last` and return their names."""
	version = writing.begin_reading()
	filters = {"name": (">", last), "merged_into": ("is", "not set")}
	names = frappe.get_all("Customer", filters, pluck="name", order_by="name", limit_page_length=BATCH)
	refused = _write_patiently(names, version) if names else {}
	if refused:
		customer, kind = next(iter(refused.items()))
		raise BackendDown(f"Elasticsearch refused {len(refused)} customers, {customer} first: {kind}")
	return names


def _write_patiently(names: list[str], version: int) -> dict[str, str]:
	for wait in WAITS:
		try:
			return writing.write(names, version, (indexes.building(),))
		except BackendDown:
			time.sleep(wait)
	return writing.write(names, version, (indexes.building(),))


def _keep(progress: Progress) -> Progress | None:
	"""Keep the progress in the index; None when another has finished it meanwhile."""
	index = indexes.behind(indexes.building())
	if not index:
		return None
	with client.failing_told():
		client.connection().indices.put_mapping(index=index, meta=asdict(progress))
	return progress


def _switch() -> None:
	"""Search the new index from now on, in one step, and drop what other indexes this site has."""
	index = indexes.behind(indexes.building())
	if not index:
		return
	former = [name for name in indexes.all_of_this_site() if name != index]
	actions = [{"add": {"index": index, "alias": indexes.searched()}}]
	actions += [{"remove": {"index": index, "alias": indexes.building(), "must_exist": False}}]
	actions += [{"remove_index": {"index": name}} for name in former]
	with client.failing_told(quoted=True):
		engine = client.connection()
		engine.indices.put_settings(index=index, settings=mapping.IN_USE)
		engine.indices.refresh(index=index)
		engine.indices.update_aliases(actions=actions)
