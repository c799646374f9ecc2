"""The whole phone or plate of which a part was typed, read for the rows of one page only."""

from collections import defaultdict
from dataclasses import replace

import frappe

from workshop_crm.customer_management.profile.keys import DOCTYPE
from workshop_crm.customer_management.search.query import Query
from workshop_crm.customer_management.search.ranking import Candidate, Reason

OF_REASONS = {"phone": "phone", "plate": "plate"}


def with_whole_numbers(query: Query, found: list[tuple[Candidate, Reason]]) -> list[tuple[Candidate, Reason]]:
	"""Return `found` with the whole number in each reason that was found by a part of it; phones in E.164."""
	waiting = [candidate.row["name"] for candidate, reason in found if _is_part(reason)]
	if not waiting:
		return found
	numbers = _numbers_of(waiting)
	return [
		(candidate, _completed(query, reason, numbers[candidate.row["name"], reason.kind]))
		if _is_part(reason)
		else (candidate, reason)
		for candidate, reason in found
	]


def _is_part(reason: Reason) -> bool:
	return reason.kind in OF_REASONS and not reason.matched.startswith("+")


def _numbers_of(customers: list[str]) -> dict[tuple[str, str], list[str]]:
	key = frappe.qb.DocType(DOCTYPE)
	query = frappe.qb.from_(key).select(key.customer, key.kind, key.search_key)
	found = defaultdict(list)
	# All keys of these few are read, as a condition on the kind leads a database to the wrong index.
	for customer, kind, number in query.where(key.customer.isin(customers)).run():
		found[customer, kind].append(number)
	return found


def _completed(query: Query, reason: Reason, numbers: list[str]) -> Reason:
	typed = query.digits if reason.kind == "phone" else query.plate
	whole = next((number for number in sorted(numbers) if typed in number), reason.matched)
	return replace(reason, matched=f"+{whole}" if reason.kind == "phone" and whole else whole)
