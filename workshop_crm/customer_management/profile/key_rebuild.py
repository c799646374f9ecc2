"""All search keys made anew: in chunks, each its own transactions, by several processes, and able to go on.

Which chunks are done is kept with the site, so an interrupted run goes on where it stopped. Customers can be found
all the while, unless the keys are made afresh: those of a batch lose their old keys in the transaction that writes the
new ones.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import frappe

from workshop_crm.customer_management.profile.key_index import add_look_up_index, drop_look_up_index
from workshop_crm.customer_management.profile.key_rows import DOCTYPE, KEY_VERSION, store_keys
from workshop_crm.customer_management.profile.keys import keys_of
from workshop_crm.customer_management.profile.name_words import recount_words, rekey_words, words_are_outdated

DONE = "customer_keys_rebuilt"
CHUNK, BATCH = 20_000, 1000
# Fewer are done before other processes are under way.
WORTH_A_PROCESS = 50_000

# The first name of a chunk and that of the next one, None at either end.
Chunk = tuple[str | None, str | None]
Progress = Callable[[int, int], None]


def rebuild_keys(workers: int = 1, progress: Progress | None = None, afresh: bool = False) -> int:
	"""Make the keys of all customers anew and return how many customers there are.

	`progress(done, total)` is called after each chunk. Commits; an interrupted run is taken up by the next call.
	`afresh` throws all keys and their index away first, which is many times faster, for times when nobody searches
	or registers; the index is made anew at the end.
	"""
	if afresh and not _done():
		frappe.db.truncate(DOCTYPE)
		drop_look_up_index()
	total, chunks = frappe.db.count("Customer"), list(_chunks())
	waiting = [chunk for chunk in chunks if list(chunk) not in _done()]
	frappe.db.commit()  # nosemgrep: other processes must see what is there
	run = _by_processes if workers > 1 and total > WORTH_A_PROCESS else _one_by_one
	for number, chunk in enumerate(run(waiting, workers), len(chunks) - len(waiting) + 1):
		_note_done(chunk)
		if progress:
			progress(min(total, number * CHUNK), total)
	_finish()
	return total


def rebuild_chunk(chunk: Chunk) -> None:
	"""Make the keys of the customers from one name to another anew, with a commit after each batch."""
	last, end = chunk
	first = True
	while names := _names(last, end, BATCH, including=first):
		store_keys({**{name: set() for name in names}, **keys_of(names)})
		frappe.db.commit()  # nosemgrep: a table of a million customers does not fit one transaction
		last, first = names[-1], False


def _chunks() -> Iterator[Chunk]:
	start = None
	while True:
		following = _names(start, None, 1, offset=CHUNK)
		yield start, following[0] if following else None
		if not following:
			return
		start = following[0]


def _names(
	start: str | None, end: str | None, limit: int, offset: int = 0, including: bool = True
) -> list[str]:
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name).orderby(customer.name).limit(limit).offset(offset)
	if start is not None:
		query = query.where(customer.name >= start if including else customer.name > start)
	if end is not None:
		query = query.where(customer.name < end)
	return query.run(pluck=True)


def _one_by_one(chunks: list[Chunk], _workers: int) -> Iterator[Chunk]:
	for chunk in chunks:
		rebuild_chunk(chunk)
		yield chunk


def _by_processes(chunks: list[Chunk], workers: int) -> Iterator[Chunk]:
	place = (frappe.local.site, frappe.local.sites_path)
	with ProcessPoolExecutor(workers, get_context("spawn"), _connect, place) as pool:
		running = {pool.submit(rebuild_chunk, chunk): chunk for chunk in chunks}
		for finished in as_completed(running):
			finished.result()
			yield running[finished]


def _connect(site: str, sites_path: str) -> None:
	frappe.init(site, sites_path=sites_path)
	frappe.connect()


def _done() -> list[list]:
	state = json.loads(frappe.db.get_default(DONE) or "{}")
	return state.get("chunks", []) if state.get("version") == KEY_VERSION else []


def _note_done(chunk: Chunk) -> None:
	state = {"version": KEY_VERSION, "chunks": [*_done(), list(chunk)]}
	frappe.db.set_default(DONE, json.dumps(state))
	frappe.db.commit()  # nosemgrep: a killed run goes on from here


def _finish() -> None:
	add_look_up_index()
	if words_are_outdated():
		rekey_words()
	recount_words()
	frappe.db.set_default(DONE, None)
	frappe.db.commit()  # nosemgrep: the end of a command or patch
