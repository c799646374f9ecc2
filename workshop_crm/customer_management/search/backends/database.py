"""Candidates from the database: keys on an index, the rarest first. Nothing to install, for millions of customers."""

from collections.abc import Callable

from workshop_crm.customer_management.search.backends import Hit, Narrowing
from workshop_crm.customer_management.search.backends.documents import by_invoice, by_tag
from workshop_crm.customer_management.search.backends.names import by_names
from workshop_crm.customer_management.search.backends.numbers import by_address, by_identity, by_numbers
from workshop_crm.customer_management.search.query import Query

Finder = Callable[[Query, Narrowing, int], list[Hit]]


class DatabaseBackend:
	"""The default backend, and the one that answers when the other cannot."""

	name = "Database"

	def candidates(self, query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
		"""Return hits, surest first; see `Backend`. Addresses and tags are asked only while few were found."""
		found: list[Hit] = []
		for find in _finders(query, narrowing.kinds):
			if len({hit.customer for hit in found}) < limit and not _is_settled(query, find, found):
				found += find(query, narrowing, limit)
		return found


def _is_settled(query: Query, find: Finder, found: list[Hit]) -> bool:
	"""A single word with digits in it that was found as a number is not looked for among names as well."""
	return bool(found) and query.has_digit and query.is_one_word and find in (by_names, by_tag, by_address)


def _finders(query: Query, kinds: frozenset[str]) -> list[Finder]:
	finders: list[Finder] = []
	if query.has_digit:
		finders += [by_identity] if "identity" in kinds else []
		finders += [by_numbers]
		finders += [by_invoice] if "invoice" in kinds else []
	finders += [by_names]
	if not query.has_digit:
		finders += [by_numbers]
	finders += [by_tag] if "tag" in kinds else []
	finders += [by_address] if "address" in kinds else []
	return finders
