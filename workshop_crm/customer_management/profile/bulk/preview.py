"""What an action would do, before it does it: how many, the first of them, who is left out and why."""

from collections import Counter

import frappe

from workshop_crm.customer_management.profile.bulk.actions import usable_action
from workshop_crm.customer_management.profile.bulk.targets import count, judged, names_in, read_source
from workshop_crm.customer_management.profile.segments.segments import ROW_FIELDS

MOST_CHECKED = 1_000
SHOWN_ROWS = 10


def preview(action_name: str, parameters: dict, source: dict) -> dict:
	"""Return what the action would do to the customers that the user finds; nothing is written.

	`count` customers are found, `checked` of them (the first 1,000 at most) were looked at: `would_change` of these
	would be changed, `skipped` (reason, count) left out; `unseen` were chosen and are none that the user may see;
	`rows` are the first ten with their `reason`. Raises BulkActionError, SegmentError, DivisionAccessError,
	frappe.PermissionError.
	"""
	action = usable_action(action_name)
	values = action.read(parameters)
	chosen = read_source(source)
	names = names_in(chosen, MOST_CHECKED)
	targets, refused = judged(names, action, values)
	reasons = Counter(refused.values()).most_common()
	number = count(chosen)
	return {
		"count": number,
		"checked": len(names),
		"would_change": len(targets),
		"skipped": [{"reason": reason, "count": times} for reason, times in reasons],
		"unseen": len(chosen.names) - number if chosen.names else 0,
		"rows": _first_rows(names[:SHOWN_ROWS], refused),
	}


def _first_rows(names: list[str], refused: dict[str, str]) -> list[dict]:
	if not names:
		return []
	filters = {"name": ("in", names)}
	found = {row.name: row for row in frappe.get_all("Customer", filters=filters, fields=list(ROW_FIELDS))}
	return [{**found[name], "reason": refused.get(name, "")} for name in names]
