"""Candidates from the table of search keys: equality and prefixes on an index, the rarest key first."""

from collections.abc import Iterator

import frappe

from workshop_crm.customer_management.culture.name_key import name_key
from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.keys import DOCTYPE
from workshop_crm.customer_management.profile.permissions import visible_customer_criterion
from workshop_crm.customer_management.search.backends import Hit, Narrowing
from workshop_crm.customer_management.search.query import Query

FEWEST_LETTERS = 2


class DatabaseBackend:
	"""The default: nothing to install, answers to millions of customers."""

	name = "Database"

	def candidates(self, query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
		"""Return hits, surest first; see `Backend`."""
		found: list[Hit] = []
		for kind, keys, prefix in _searches(query):
			if kind in narrowing.kinds and len({hit.customer for hit in found}) < limit:
				found += _with_prefix(kind, keys, prefix, narrowing, limit)
		return found


def _searches(query: Query) -> Iterator[tuple[str, tuple[str, ...], str]]:
	if query.has_digit:
		yield "number", ("customer_number", "account_number"), query.number
		yield "phone", ("phone",), query.digits
		yield "plate", ("plate",), query.plate
		yield "vehicle", ("vin", "imei"), query.code
	if query.email:
		yield "email", ("email",), query.email
	folded = fold(query.text)
	if len(folded) >= FEWEST_LETTERS:
		yield "name", ("name",), folded
		key = name_key(query.text)
		yield "name", ("name_key", "name_token"), key if len(key) >= FEWEST_LETTERS else ""


def _with_prefix(
	kind: str, keys: tuple[str, ...], prefix: str, narrowing: Narrowing, limit: int
) -> list[Hit]:
	if not prefix:
		return []
	key = frappe.qb.DocType(DOCTYPE)
	query = frappe.qb.from_(key).select(key.customer, key.search_key)
	query = query.where(key.kind.isin(keys) & key.search_key.like(f"{prefix}%"))
	visible = visible_customer_criterion(customer_field=key.customer)
	query = query.where(visible) if visible is not None else query
	if not narrowing.only_divisions:
		customer = frappe.qb.DocType("Customer")
		query = query.join(customer).on(customer.name == key.customer).where(narrowing.on_customer(customer))
	rows = dict(query.limit(4 * limit).run())
	return [_hit(customer, kind, stored, prefix) for customer, stored in rows.items()]


def _hit(customer: str, kind: str, stored: str, prefix: str) -> Hit:
	if kind == "name":
		return Hit(customer, kind)
	return Hit(customer, kind, stored, 1.0 if stored == prefix else 0.9)
