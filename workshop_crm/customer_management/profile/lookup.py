"""Finding a customer while his phone, number or name is still being typed: prefixes of the search keys."""

import frappe

from workshop_crm.customer_management.culture.name_key import name_key
from workshop_crm.customer_management.culture.phones import phone_digits
from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.keys import DOCTYPE
from workshop_crm.customer_management.profile.permissions import visible_customer_criterion
from workshop_crm.customer_management.profile.vehicles.plates import searched_plate
from workshop_crm.customer_management.profile.vehicles.vin import compact_vin

FEWEST_DIGITS = 3
FEWEST_LETTERS = 2
LONGEST_TEXT = 140
ROW_FIELDS = [
	"name",
	"customer_name",
	"customer_name_ar",
	"customer_number",
	"mobile_no",
	"disabled",
	"is_vip",
]


def lookup_customers(text: str, limit: int = 8) -> list[dict]:
	"""Return up to `limit` customers for what was typed so far, best kind of match first.

	Each row holds ROW_FIELDS and `reason`: phone, number, plate, vehicle (VIN or IMEI), name or sound
	(same consonants in either script).
	"""
	found: dict[str, str] = {}
	for reason, kinds, prefix in _searches(text[:LONGEST_TEXT]):
		for customer in _with_prefix(kinds, prefix, limit):
			found.setdefault(customer, reason)
		if len(found) >= limit:
			break
	return _rows(dict(list(found.items())[:limit]))


def _searches(text: str):
	"""Yield (reason, kinds of key, prefix) for a text, surest first."""
	digits = phone_digits(text).removeprefix("00")
	if len(digits) >= FEWEST_DIGITS:
		yield "phone", ("phone",), digits
	folded = _without_wildcards(fold(text))
	if len(folded) < FEWEST_LETTERS:
		return
	if any(char.isdigit() for char in folded):
		yield "number", ("customer_number", "account_number"), _without_wildcards(text.strip()).upper()
		yield "plate", ("plate",), _without_wildcards(searched_plate(text))
		yield "vehicle", ("vin", "imei"), _without_wildcards(compact_vin(text))
	yield "name", ("name", "email"), folded
	key = name_key(text)
	if len(key) >= FEWEST_LETTERS:
		yield "sound", ("name_key", "name_token"), key


def _without_wildcards(text: str) -> str:
	return text.replace("%", "").replace("_", "").replace("\\", "")


def _with_prefix(kinds: tuple[str, ...], prefix: str, limit: int) -> list[str]:
	if not prefix:
		return []
	key = frappe.qb.DocType(DOCTYPE)
	query = (
		frappe.qb.from_(key)
		.select(key.customer)
		.where(key.kind.isin(kinds) & key.search_key.like(f"{prefix}%"))
	)
	visible = visible_customer_criterion(customer_field=key.customer)
	query = query.where(visible) if visible is not None else query
	return list(dict.fromkeys(query.limit(4 * limit).run(pluck=True)))


def _rows(reasons: dict[str, str]) -> list[dict]:
	if not reasons:
		return []
	filters = {"name": ("in", list(reasons)), "merged_into": ("is", "not set")}
	rows = {row.name: row for row in frappe.get_all("Customer", filters=filters, fields=ROW_FIELDS)}
	return [{**rows[name], "reason": reason} for name, reason in reasons.items() if name in rows]
