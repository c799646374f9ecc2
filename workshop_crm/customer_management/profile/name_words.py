"""The vocabulary: every word that occurs in names of customers, with the keys by which a similar word is typed.

A word enters in the transaction of the customer who brings it. How many customers bear it is counted by night, so
that registrations never wait for each other's counts.
"""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.query_builder.functions import Count

from workshop_crm.customer_management.culture.name_index import NAME_INDEX_VERSION, word_keys
from workshop_crm.customer_management.profile.quick_rows import insert_rows, row_names

WORD, KEY, SEARCH_KEY = "Customer Name Word", "Customer Name Word Key", "Customer Search Key"
WORD_COLUMNS = ("name", "word", "customers")
KEY_COLUMNS = ("name", "parent", "parenttype", "word_key", "customers")
AT_ONCE = 1000
VERSION = "customer_name_words_version"


def add_words(words: Iterable[str]) -> None:
	"""Bring those of `words` into the vocabulary that it lacks."""
	words = sorted(set(words))
	for start in range(0, len(words), AT_ONCE):
		batch = words[start : start + AT_ONCE]
		table = frappe.qb.DocType(WORD)
		known = set(frappe.qb.from_(table).select(table.name).where(table.name.isin(batch)).run(pluck=True))
		_insert([word for word in batch if word not in known])


def _insert(words: list[str]) -> None:
	if not words:
		return
	# Two registrations may bring the same new word at once: the second one finds it taken.
	insert_rows(WORD, WORD_COLUMNS, [(word, word, 1) for word in words], ignore_known=True)
	_insert_keys(dict.fromkeys(words, 1))


def _insert_keys(words: dict[str, int]) -> None:
	pairs = [(word, key) for word in words for key in sorted(word_keys(word))]
	names = row_names(len(pairs))
	rows = [(name, word, WORD, key, words[word]) for name, (word, key) in zip(names, pairs, strict=True)]
	insert_rows(KEY, KEY_COLUMNS, rows)


def rekey_words() -> int:
	"""Make the keys of all words anew, as after a change of `word_keys`, and return how many words there are."""
	table = frappe.qb.DocType(WORD)
	words = dict(frappe.qb.from_(table).select(table.name, table.customers).run())
	frappe.db.delete(KEY)
	_insert_keys(words)
	frappe.db.set_default(VERSION, str(NAME_INDEX_VERSION))
	return len(words)


def words_are_outdated() -> bool:
	"""Tell that the keys of the vocabulary were made by another version of `word_keys`."""
	return frappe.db.get_default(VERSION) != str(NAME_INDEX_VERSION)


def recount_words() -> int:
	"""Count how many customers bear each word, forget those that nobody does, and return how many changed."""
	counted = _bearers()
	table = frappe.qb.DocType(WORD)
	stored = dict(frappe.qb.from_(table).select(table.name, table.customers).run())
	changed = defaultdict(list)
	for word in stored:
		if counted.get(word, 0) != stored[word]:
			changed[counted.get(word, 0)].append(word)
	for customers, words in changed.items():
		for start in range(0, len(words), AT_ONCE):
			_set_count(words[start : start + AT_ONCE], customers)
	return sum(map(len, changed.values()))


def _bearers() -> dict[str, int]:
	key = frappe.qb.DocType(SEARCH_KEY)
	query = frappe.qb.from_(key).select(key.search_key, Count("*"))
	return dict(query.where(key.kind == "name_token").groupby(key.search_key).run())


def _set_count(words: list[str], customers: int) -> None:
	if not customers:
		frappe.db.delete(KEY, {"parent": ("in", words)})
		frappe.db.delete(WORD, {"name": ("in", words)})
		return
	for doctype, column in ((WORD, "name"), (KEY, "parent")):
		table = frappe.qb.DocType(doctype)
		query = frappe.qb.update(table).set(table.customers, customers)
		query.where(table[column].isin(words)).run()
