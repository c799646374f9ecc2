"""The words of stored names that a typed word may stand for: its beginning, its sound, or a slip of the finger."""

import frappe
from pypika import Order
from pypika.terms import Criterion

from workshop_crm.customer_management.culture.name_index import probe_keys, probe_prefixes
from workshop_crm.customer_management.culture.name_likeness import rank_words
from workshop_crm.customer_management.profile.name_words import KEY, WORD
from workshop_crm.customer_management.search.query import begun_forms

MOST_BEGUN = 12
MOST_OF_A_SOUND = 20
MOST_COMPARED = 300
MOST_ALIKE = 12
LEAST_LIKENESS = 0.55


def begun_with(word: str) -> dict[str, int]:
	"""Return the most frequent words that begin with `word`, in its script, and how many customers bear each."""
	table = frappe.qb.DocType(WORD)
	begun = Criterion.any([table.name.like(f"{form}%") for form in begun_forms(word)])
	query = frappe.qb.from_(table).select(table.name, table.customers).where(begun)
	return dict(query.orderby(table.customers, order=Order.desc).limit(MOST_BEGUN).run())


def begun_by_sound(word: str) -> dict[str, int]:
	"""Return the most frequent words of the other script that begin as `word` sounds."""
	prefixes = probe_prefixes(word)[1:]
	if not prefixes:
		return {}
	table = frappe.qb.DocType(KEY)
	begun = Criterion.any([table.word_key.like(f"{prefix}%") for prefix in prefixes])
	query = frappe.qb.from_(table).select(table.parent, table.customers).where(begun)
	return dict(query.orderby(table.customers, order=Order.desc).limit(MOST_OF_A_SOUND).run())


def alike(word: str) -> dict[str, int]:
	"""Return the stored words most like `word` in either script, likeliest first, and how many bear each."""
	keys = probe_keys(word)
	if not keys:
		return {}
	table = frappe.qb.DocType(KEY)
	query = frappe.qb.from_(table).select(table.parent, table.customers).where(table.word_key.isin(keys))
	query = query.distinct().orderby(table.customers, order=Order.desc)
	found = dict(query.limit(MOST_COMPARED).run())
	ranked = rank_words(word, found, limit=MOST_ALIKE)
	return {stored: found[stored] for stored, likeness in ranked if likeness >= LEAST_LIKENESS}
