"""A new index is made beside the one in use and takes its place in one step; an interrupted making goes on.

How far it came is kept in the new index itself, so that it is forgotten together with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe

from workshop_crm.customer_management.search.backends import BackendDown
from workshop_crm.customer_management.search.elasticsearch import client, indexes, mapping, writing

BATCH = 1_000


@dataclass(frozen=True)
class Progress:
	"""How far a rebuild is: `index` in the making, customers `done` of `total`, the last one's name."""

	index: str
	done: int
	total: int
	last: str


def rebuild() -> Iterator[Progress]:
	"""Make the index anew, or go on with a making that was interrupted, and yield the progress after each batch.

	Meanwhile the former index is searched, and changes are written to both. Commits. Raises BackendDown when
	the engine does not answer or refuses customers; run again, it goes on where it was.
	"""
	progress = _begun() or _begin()
	yield progress
	while batch := _next_customers(progress.last):
		progress = _write_batch(progress, *batch)
		yield progress
	_switch(progress.index)


def progress_now() -> Progress | None:
	"""Return how far a rebuild is that runs or was interrupted, None without one. Raises BackendDown."""
	return _begun()


def _begun() -> Progress | None:
	index = indexes.behind(indexes.building())
	if not index:
		return None
	with client.failing_told(quoted=True):
		answer = client.connection().indices.get_mapping(index=index)
	return Progress(index, **answer[index]["mappings"]["_meta"])


def _begin() -> Progress:
	progress = Progress(indexes.new_name(), done=0, total=_customers_in_all(), last="")
	with client.failing_told(quoted=True):
		client.connection().indices.create(
			index=progress.index,
			settings={**mapping.SETTINGS, **mapping.WHILE_FILLING},
			mappings=mapping.mappings(client.settings().use_arabic_analyzer, _kept(progress)),
			aliases={indexes.building(): {}},
		)
	return progress


def _kept(progress: Progress) -> dict:
	return {"done": progress.done, "total": progress.total, "last": progress.last}


def _customers_in_all() -> int:
	return frappe.db.count("Customer", {"merged_into": ("is", "not set")})


def _next_customers(last: str) -> tuple[int, list[str]] | None:
	"""Return the version and the names of the next batch, read in a transaction of its own."""
	frappe.db.commit()
	version = writing.version_now()
	filters = {"name": (">", last), "merged_into": ("is", "not set")}
	names = frappe.get_all("Customer", filters, pluck="name", order_by="name", limit_page_length=BATCH)
	return (version, names) if names else None


def _write_batch(progress: Progress, version: int, names: list[str]) -> Progress:
	refused = writing.write(names, version, (indexes.building(),))
	if refused:
		customer, kind = next(iter(refused.items()))
		raise BackendDown(f"Elasticsearch refused {len(refused)} customers, {customer} first: {kind}")
	after = Progress(progress.index, progress.done + len(names), progress.total, names[-1])
	with client.failing_told(quoted=True):
		client.connection().indices.put_mapping(index=progress.index, meta=_kept(after))
	return after


def _switch(index: str) -> None:
	"""Search the new index from now on, in one step, and drop what other indexes this site has."""
	former = [name for name in indexes.all_of_this_site() if name != index]
	with client.failing_told(quoted=True):
		engine = client.connection()
		engine.indices.put_settings(index=index, settings=mapping.IN_USE)
		engine.indices.refresh(index=index)
		actions = [{"add": {"index": index, "alias": indexes.searched()}}]
		actions += [{"remove": {"index": index, "alias": indexes.building()}}]
		actions += [{"remove_index": {"index": name}} for name in former]
		engine.indices.update_aliases(actions=actions)
