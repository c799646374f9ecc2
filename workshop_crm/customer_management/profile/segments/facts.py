"""What a segment may ask about a customer: facts, registered by capabilities through the hook list `segment_facts`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce
from pypika.terms import Criterion, ExistsCriterion

from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.segments.conditions import (
	NEGATIVE,
	OPERATORS,
	Test,
	compare,
	positive,
)
from workshop_crm.exceptions import SegmentError

MOST_OPTIONS = 500
# What a record is called where its name is a code.
LABELS = {"Language": "language_name"}


class Scope(NamedTuple):
	"""The table whose rows are judged, and the divisions whose accounts and sales count (None: all)."""

	customer: object
	companies: list[str] | None

	def within(self, query, company_field):
		"""Narrow `query` to the divisions that count."""
		return query if self.companies is None else query.where(company_field.isin(self.companies))


@dataclass(frozen=True)
class Fact:
	"""One thing a condition may ask.

	`kind` is select, number, date, text, check or link and decides the operators unless `operators` names them.
	`criterion(test, scope)` builds the condition on `scope.customer`. A select has `options` as (value, label), a
	link names its `doctype`.
	"""

	name: str
	label: str
	kind: str
	criterion: Callable[[Test, Scope], Criterion]
	options: tuple[tuple[str, str], ...] = ()
	doctype: str = ""
	operators: tuple[str, ...] = ()

	@property
	def allowed_operators(self) -> tuple[str, ...]:
		"""The operators that make sense for this fact."""
		return self.operators or OPERATORS[self.kind]


def registered_facts() -> dict[str, Fact]:
	"""Return the facts of all capabilities by name, in the order of the hook list."""
	found = (fact for path in frappe.get_hooks("segment_facts") for fact in frappe.get_attr(path)())
	return {fact.name: fact for fact in found}


def fact_named(name: str) -> Fact:
	"""Return the fact. Raises SegmentError for one that nobody registered."""
	fact = registered_facts().get(name)
	if not fact:
		frappe.throw(_("{0} is not a fact that segments know.").format(name), SegmentError)
	return fact


def options_of(fact: Fact) -> list[dict]:
	"""Return the values to choose from as dicts of value and label; none for free texts, numbers and dates."""
	if fact.kind == "link":
		visible = visible_companies() if fact.doctype == "Company" else None
		filters = {} if visible is None else {"name": ("in", visible)}
		shown = LABELS.get(fact.doctype, "name")
		rows = frappe.get_all(
			fact.doctype,
			filters,
			["name", f"{shown} as label"],
			order_by="name",
			limit_page_length=MOST_OPTIONS,
		)
		return [{"value": row.name, "label": _(row.label or row.name)} for row in rows]
	return [{"value": value, "label": label} for value, label in fact.options]


def select_options(*values: str) -> tuple[tuple[str, str], ...]:
	"""Return stored options with their labels in the user's language."""
	return tuple((value, _(value)) for value in values if value)


def on_column(column: str, kind: str) -> Callable[[Test, Scope], Criterion]:
	"""Judge a field of Customer itself."""
	return lambda test, scope: compare(scope.customer[column], test, kind)


def any_row(query) -> Criterion:
	"""Return the condition that `query`, over rows of one customer, finds one, asked for each customer by itself.

	MariaDB turns EXISTS into a join and, where nearly all rows fit, starts from the wrong side: a minute for a million
	customers instead of seconds. A comparison is left as it is written.
	"""
	return Coalesce(query.limit(1), "") != ""


def on_any_row(
	rows: Callable, column: Callable, kind: str, *, of_most: bool = False
) -> Callable[[Test, Scope], Criterion]:
	"""Judge rows of which a customer has several: one that fits is enough, "is not" means that none is.

	`rows(scope)` returns the query of his rows and its table, `column(table)` the field that is judged. `of_most`
	says that nearly every customer has such a row.
	"""

	def criterion(test: Test, scope: Scope) -> Criterion:
		query, table = rows(scope)
		query = query.where(compare(column(table), positive(test), kind))
		found = any_row(query) if of_most else ExistsCriterion(query)
		return found.negate() if test.operator in NEGATIVE else found

	return criterion
