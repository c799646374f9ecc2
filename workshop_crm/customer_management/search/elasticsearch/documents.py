"""Customers as the index holds them: their search keys by kind, and the divisions whose staff may find them."""

from collections import defaultdict

import frappe

from workshop_crm.customer_management.culture.name_index import word_keys
from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.profile import keys
from workshop_crm.customer_management.search.elasticsearch.mapping import KINDS

# Part of a number -> the kind of key whose endings are kept, and the shortest ending that somebody would type.
ENDINGS = {"phone_part": ("phone", 3), "plate_part": ("plate", 2), "vin_part": ("vin", 4)}


def documents(customers: list[str]) -> dict[str, dict]:
	"""Return the document of each of `customers` that has search keys; the others are to be found by nobody."""
	found: dict[str, dict] = {}
	for row in _keys_of(customers):
		if row.kind in KINDS:
			document = found.setdefault(row.customer, defaultdict(list))
			document[row.kind].append(row.search_key)
	for row in _accounts_of(list(found)):
		found[row.customer]["company"].append(row.company)
	return {
		name: {**document, **_parts(document), **_words(document), "customer": name}
		for name, document in found.items()
	}


def _parts(document: dict[str, list[str]]) -> dict[str, list[str]]:
	"""Any part of a number is the beginning of one of its endings."""
	parts = {
		field: {text[start:] for text in document[kind] for start in range(len(text) - shortest + 1)}
		for field, (kind, shortest) in ENDINGS.items()
		if document.get(kind)
	}
	return {field: sorted(endings) for field, endings in parts.items()}


def _words(document: dict[str, list[str]]) -> dict[str, list[str]]:
	words = {word for name in document["name"] for word in name_tokens(name)}
	near = {key for word in words for key in word_keys(word)}
	return {"name_word": sorted(words), "name_key": sorted(near)}


def _keys_of(customers: list[str]) -> list:
	filters = {"customer": ("in", customers)}
	fields = ["customer", "kind", "search_key"]
	return frappe.get_all(keys.DOCTYPE, filters, fields, order_by=None, limit_page_length=0)


def _accounts_of(customers: list[str]) -> list:
	if not customers:
		return []
	filters = {"customer": ("in", customers)}
	fields = ["customer", "company"]
	return frappe.get_all("Customer Division Account", filters, fields, order_by=None, limit_page_length=0)
