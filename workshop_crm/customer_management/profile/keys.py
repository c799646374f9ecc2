"""The search keys of a customer: what he can be found and recognised by.

Keys are written in the same transaction as their source: `rewrite_keys` is called by whatever changes one. Kinds:
phone (E.164 digits) and phone_part (its endings), email, identity (hash), name_key (the consonants of the
whole name), name_token (a folded word of it), name_pair (the consonants of two words), customer_number,
account_number, plate and plate_part (its endings), vin, imei, address (a word).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import combinations

import frappe

from workshop_crm.customer_management.culture.name_key import token_key
from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.identity import DOCTYPE as IDENTITY
from workshop_crm.customer_management.profile.identity import KINDS as IDENTITY_KINDS
from workshop_crm.customer_management.profile.key_changes import announce_change
from workshop_crm.customer_management.profile.key_rows import (
	DOCTYPE,
	KEY_VERSION,
	Key,
	store_first_keys,
	store_keys,
)
from workshop_crm.customer_management.profile.vehicles.search_keys import item_keys

__all__ = ["DOCTYPE", "KEY_VERSION", "Key"]

MAX_LENGTH = 140
LONGEST_WORD = 60
# Longer names are those of firms; their first words tell them apart.
MOST_WORDS = 8
MOST_PAIRED = 5
FEWEST_DIGITS = 4
HOME_CODE = "968"
FEWEST_LETTERS_OF_ADDRESS = 3
MOST_ADDRESS_WORDS = 12
ADDRESS_FIELDS = ("address_line1", "address_line2", "city", "county", "state", "pincode")
_WORD = re.compile(r"[^\W_]+")


@contextmanager
def written_once():
	"""Hold back the writing of keys until the block ends, then write each customer's keys once."""
	outer = frappe.flags.customers_awaiting_keys
	if outer is not None:
		yield
		return
	frappe.flags.customers_awaiting_keys = {}
	try:
		yield
		waiting = list(frappe.flags.customers_awaiting_keys)
	finally:
		frappe.flags.customers_awaiting_keys = None
	for customer in waiting:
		rewrite_keys(customer)


def rewrite_keys(customer: str) -> None:
	"""Bring the stored keys of `customer` in line with his data; unchanged keys are left alone."""
	if frappe.flags.customers_awaiting_keys is not None:
		frappe.flags.customers_awaiting_keys[customer] = True
		return
	if store_keys({customer: keys_for(customer)}):
		announce_change(customer)


def write_first_keys(customer: str, keys: set[Key]) -> None:
	"""Write the keys of a new customer, who has none yet; spares the reading that `rewrite_keys` needs."""
	if frappe.flags.customers_awaiting_keys:
		frappe.flags.customers_awaiting_keys.pop(customer, None)
	store_first_keys(customer, _storable(keys))
	announce_change(customer)


def keys_for(customer: str) -> set[Key]:
	"""Return all (kind, key) pairs of `customer`; none for one that no longer exists or was merged."""
	return keys_of([customer]).get(customer, set())


def keys_of(customers: list[str]) -> dict[str, set[Key]]:
	"""Return the (kind, key) pairs of each of `customers` that exists and was not merged."""
	found = _name_keys(customers)
	if not found:
		return {}
	names = list(found)
	for source in (
		_numbers_of_merged,
		_account_numbers,
		_identities,
		_phones,
		_emails,
		_addresses,
		item_keys,
	):
		for customer, key in source(names):
			found[customer].add(key)
	return {customer: _storable(keys) for customer, keys in found.items()}


def name_keys_of(*names: str | None) -> set[Key]:
	"""Return the keys of a person's or firm's name in each script it is known in."""
	keys = set()
	for name in filter(None, names):
		tokens = name_tokens(name)[:MOST_WORDS]
		sounds = [sound for sound in map(token_key, tokens) if sound]
		keys.add(("name_key", " ".join(sounds)))
		keys |= {("name_token", word) for word in map(_folded_word, tokens) if word}
		pairs = combinations(sounds[:MOST_PAIRED], 2)
		keys |= {("name_pair", pair_key(first, second)) for first, second in pairs}
	return keys


def pair_key(first: str, second: str) -> str:
	"""Return the key of two words of a name, in whichever order, from the consonants of each."""
	return f"{first} {second}" if first <= second else f"{second} {first}"


def phone_keys(e164: str) -> set[Key]:
	"""Return the keys of one E.164 number: its digits, and its endings but the whole of an Omani number.

	That one is found by its country code and digits.
	"""
	digits = e164.lstrip("+")
	begin = len(HOME_CODE) + 1 if digits.startswith(HOME_CODE) else 1
	endings = {("phone_part", digits[start:]) for start in range(begin, len(digits) - FEWEST_DIGITS + 1)}
	return {("phone", digits), *endings}


def address_keys(*texts: str | None) -> set[Key]:
	"""Return the words of an address, folded, by which somebody may be looked for."""
	words = dict.fromkeys(word for text in filter(None, texts) for word in _WORD.findall(fold(text)))
	kept = [word for word in words if len(word) >= FEWEST_LETTERS_OF_ADDRESS][:MOST_ADDRESS_WORDS]
	return {("address", word[:LONGEST_WORD]) for word in kept}


def customers_with_key(kind: str, keys: list[str]) -> list[str]:
	"""Return the customers who hold one of `keys` of this kind exactly."""
	if not keys:
		return []
	filters = {"kind": kind, "search_key": ("in", keys)}
	return frappe.get_all(DOCTYPE, filters=filters, pluck="customer", distinct=True, order_by=None)


def contact_names(customer: str) -> list[str]:
	"""Return the names of the Contacts that belong to `customer`."""
	filters = {"parenttype": "Contact", "link_doctype": "Customer", "link_name": customer}
	return frappe.get_all("Dynamic Link", filters=filters, pluck="parent", order_by=None)


def _storable(keys: set[Key]) -> set[Key]:
	return {(kind, key[:MAX_LENGTH].strip()) for kind, key in keys if key.strip()}


@lru_cache(maxsize=65536)
def _folded_word(token: str) -> str:
	return fold(token)[:LONGEST_WORD]


def _name_keys(customers: list[str]) -> dict[str, set[Key]]:
	customer = frappe.qb.DocType("Customer")
	columns = (customer.name, customer.customer_name, customer.customer_name_ar, customer.customer_number)
	query = frappe.qb.from_(customer).select(*columns, customer.merged_into)
	found = {}
	for name, latin, arabic, number, merged_into in query.where(customer.name.isin(customers)).run():
		if not merged_into:
			found[name] = name_keys_of(latin, arabic) | {("customer_number", number or "")}
	return found


def _numbers_of_merged(customers: list[str]) -> Iterator[tuple[str, Key]]:
	"""The numbers of customers merged into this one still find him."""
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name, customer.merged_into, customer.customer_number)
	heirs = {}
	for name, heir, number in query.where(customer.merged_into.isin(customers)).run():
		heirs[name] = heir
		yield heir, ("customer_number", number or "")
	for name, key in _account_numbers(list(heirs)):
		yield heirs[name], key


def _account_numbers(customers: list[str]) -> Iterator[tuple[str, Key]]:
	account = frappe.qb.DocType("Customer Division Account")
	query = frappe.qb.from_(account).select(account.customer, account.account_number)
	for customer, number in query.where(account.customer.isin(customers)).run() if customers else ():
		yield customer, ("account_number", number)


def _identities(customers: list[str]) -> Iterator[tuple[str, Key]]:
	row = frappe.qb.DocType(IDENTITY)
	query = frappe.qb.from_(row).select(row.customer, *[row[f"{kind}_hash"] for kind in IDENTITY_KINDS])
	for customer, *digests in query.where(row.customer.isin(customers)).run():
		yield from ((customer, ("identity", digest)) for digest in digests if digest)


def _phones(customers: list[str]) -> Iterator[tuple[str, Key]]:
	for customer, phone in _linked(customers, "Contact", "Contact Phone", ("phone",)):
		yield from ((customer, key) for key in phone_keys(phone or ""))


def _emails(customers: list[str]) -> Iterator[tuple[str, Key]]:
	for customer, address in _linked(customers, "Contact", "Contact Email", ("email_id",)):
		yield customer, ("email", (address or "").strip().lower())


def _addresses(customers: list[str]) -> Iterator[tuple[str, Key]]:
	for customer, *texts in _linked(customers, "Address", "Address", ADDRESS_FIELDS):
		yield from ((customer, key) for key in address_keys(*texts))


def _linked(customers: list[str], owner: str, doctype: str, columns: tuple[str, ...]) -> list[tuple]:
	"""Return (customer, *columns) of the Contacts or Addresses, or of their rows, that belong to `customers`."""
	link, row = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType(doctype)
	key = row.name if doctype == owner else row.parent
	query = frappe.qb.from_(link).join(row).on(key == link.parent)
	query = query.select(link.link_name, *[row[column] for column in columns])
	query = query.where((link.parenttype == owner) & (link.link_doctype == "Customer"))
	return query.where(link.link_name.isin(customers)).run()
