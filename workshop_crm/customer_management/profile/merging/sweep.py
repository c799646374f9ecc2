"""The sweep: likely pairs among the customers already stored, listed for staff to judge."""

import frappe
from frappe.query_builder.functions import Count

from workshop_crm.customer_management.profile import duplicates
from workshop_crm.customer_management.profile.keys import DOCTYPE as KEY
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, OWNER, VEHICLE
from workshop_crm.customer_management.profile.vehicles.ownership import DOCTYPE as OWNERSHIP
from workshop_crm.customer_management.profile.vehicles.vin import TAIL

PAIR = "Customer Duplicate Pair"
# The surer kinds first. A name that many bear says nothing, so large groups are passed over.
KINDS = {"identity": 20, "vin": 20, "imei": 20, "phone": 10, "email": 10, "name_key": 4}
SCORES = {"identity": 1.0, "vin": 0.95, "imei": 0.95, "phone": 1.0, "email": 1.0}
THINGS = {"vin": VEHICLE, "imei": DEVICE}
FEWEST_NAME_PARTS = 3
LOCAL_DIGITS = 8
MOST_GROUPS = 5000


def sweep() -> int:
	"""List new likely pairs and return how many; pairs that staff have judged are not listed again."""
	found: dict[tuple[str, str], duplicates.Candidate] = {}
	for kind, largest in KINDS.items():
		for key in _repeated_keys(kind, largest):
			_note_pairs(found, kind, key)
	known = _known_pairs()
	new = {pair: candidate for pair, candidate in found.items() if pair not in known}
	for pair, candidate in new.items():
		_insert(pair, candidate)
	return len(new)


def dismiss(pair: str) -> None:
	"""Remember that the two of a Customer Duplicate Pair are not the same person."""
	doc = frappe.get_doc(PAIR, pair)
	doc.check_permission("write")
	duplicates.remember_answer(doc.customer, doc.other_customer, duplicates.NOT_A_DUPLICATE)
	doc.status = "Not a Duplicate"
	doc.save()


def _repeated_keys(kind: str, largest: int) -> list[str]:
	key = frappe.qb.DocType(KEY)
	holders = Count(key.customer).distinct()
	query = frappe.qb.from_(key).select(key.search_key).where(key.kind == kind).groupby(key.search_key)
	rows = query.having((holders > 1) & (holders <= largest)).limit(MOST_GROUPS).run(pluck=True)
	return [row for row in rows if says_something(kind, row)]


def says_something(kind: str, key: str) -> bool:
	"""Pass over short names, and phones and VINs by their ending, which stand there a second time in full."""
	if kind == "name_key":
		return len(key.split()) >= FEWEST_NAME_PARTS
	if kind == "vin":
		return len(key) > TAIL
	return kind != "phone" or len(key) > LOCAL_DIGITS


def _note_pairs(found: dict, kind: str, key: str) -> None:
	holders = frappe.get_all(
		KEY, filters={"kind": kind, "search_key": key}, pluck="customer", order_by="customer"
	)
	holders = list(dict.fromkeys(holders))
	if kind in THINGS:
		holders = _owners(kind, key, holders)
	for position, first in enumerate(holders):
		for second in holders[position + 1 :]:
			candidate = found.setdefault((first, second), duplicates.Candidate(second, 0))
			score, reason = judge(kind, key, first, second)
			candidate.score = max(candidate.score, score)
			candidate.add(reason)


def _owners(kind: str, key: str, holders: list[str]) -> list[str]:
	"""Leave out drivers and fleets: staff entered them beside the owner, so they are known to be others."""
	doctype = THINGS[kind]
	thing = frappe.db.get_value(doctype, {kind: key})
	filters = {"item_doctype": doctype, "item": thing, "role": OWNER, "customer": ("in", holders)}
	owners = frappe.get_all(OWNERSHIP, filters=filters, pluck="customer") if thing else []
	return [holder for holder in holders if holder in owners]


def judge(kind: str, key: str, first: str, second: str) -> tuple[float, str]:
	"""Return score (0..1) and reason for two customers who have one search key in common."""
	if kind == "name_key":
		return duplicates.compare_names(first, second)
	return SCORES[kind], duplicates.same_value_reason(kind, f"+{key}" if kind == "phone" else key)


def _known_pairs() -> set[tuple[str, str]]:
	"""Return the pairs that are listed or answered already, each in both orders."""
	pairs = set()
	for doctype in (PAIR, duplicates.ANSWER_DOCTYPE):
		rows = frappe.get_all(doctype, fields=["customer", "other_customer"], order_by=None)
		pairs |= {(row.customer, row.other_customer) for row in rows}
	return pairs | {(second, first) for first, second in pairs}


def _insert(pair: tuple[str, str], candidate: duplicates.Candidate) -> None:
	values = {
		"customer": pair[0],
		"other_customer": pair[1],
		"score": candidate.score,
		"reasons": "\n".join(candidate.reasons),
	}
	frappe.get_doc({"doctype": PAIR, **values}).insert(ignore_permissions=True)
