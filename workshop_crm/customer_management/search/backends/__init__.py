"""Where candidates come from. A backend finds who might be meant; `ranking.py` decides the order and says why.

A backend is an object with one method, `candidates`, as `Backend` describes it. It answers for the session's user
only: `Narrowing` says which customers count, and a backend applies it **in** its query. Whoever slips through
is still left out when the rows are read, but then rows are missing.

The two backends are `database.py` and `elasticsearch.py`; `Customer Search Settings` chooses. A backend that cannot
answer raises `BackendDown`, and the database answers in its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pypika.terms import Criterion

from workshop_crm.customer_management.search.query import Query


class BackendDown(Exception):
	"""The engine cannot answer now; the message says why, for the log."""


@dataclass(frozen=True)
class Hit:
	"""A customer who might be meant, and what of him was found.

	`kind` is what was found: number, identity, phone, email, plate, vehicle, invoice, address, tag, or name.
	`matched` is that text as it is stored (phone in E.164, invoice by its name, plate without blanks); a name has
	none, since ranking compares the customer's names itself. `strength` (0..1) is 1 for the whole of it, 0.9 for
	its beginning, less for another part. `weight` grows with recent and frequent visits and breaks ties.
	"""

	customer: str
	kind: str
	matched: str = ""
	strength: float = 1.0
	weight: int = 0


@dataclass(frozen=True)
class Narrowing:
	"""Which customers count for the session's user and the filters chosen.

	`companies` are the divisions he is limited to, None without limit. `kinds` are the kinds of Hit he may search
	by. `on_customer(customer_table)` returns all conditions on a row of Customer, divisions included;
	`only_divisions` tells that these are the only ones, so that a backend can check them without that table.
	"""

	companies: list[str] | None
	kinds: frozenset[str]
	on_customer: Callable[[object], Criterion | None]
	only_divisions: bool = True


class Backend(Protocol):
	"""What both backends offer."""

	name: str

	def candidates(self, query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
		"""Return hits of at least `limit` customers where there are as many; one customer may have several.

		Names: every customer who bears each word of `query.words`, in either script or slightly misspelt, as far
		as `limit` goes, the likeliest and the heaviest first. Raises BackendDown.
		"""
