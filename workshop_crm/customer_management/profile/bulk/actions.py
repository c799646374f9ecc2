"""What can be done to many customers at once: actions, registered by capabilities through the hook list `bulk_actions`.

Each path in the list names a function that returns `BulkAction` objects. A later name replaces an earlier one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import strip_html

from workshop_crm.customer_management.profile.standing import Action
from workshop_crm.exceptions import BulkActionError

MOST_CUSTOMERS = 100_000
CHANGED, SKIPPED, UNDONE, KEPT = "Changed", "Skipped", "Undone", "Kept"
SAVEPOINT = "bulk_customer"
# What a single customer can be refused for; anything else ends the run.
REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError)


class Outcome(NamedTuple):
	"""What became of one customer; `effect` is what an undo needs to know."""

	status: str = CHANGED
	reason: str = ""
	effect: str = ""


@dataclass(frozen=True)
class Parameter:
	"""One value that an action asks for; `kind` is text, date, select or long text."""

	name: str
	label: str
	kind: str = "text"
	required: bool = True
	options: Callable[[], list[tuple[str, str]]] | None = None


@dataclass(frozen=True)
class BulkAction:
	"""One action.

	`right` is what the user needs on Customer: read, write or export; `needs` names a further DocType that he has to
	be allowed to write. `read(parameters)` returns them checked.
	`refusals(targets, parameters)` says, without writing, who is left out and why; `apply(targets, parameters)` does
	it for the others and returns an Outcome by row name. `undo(rows, parameters)` takes it back for rows (name,
	customer, effect) and returns an Outcome by row name. `finish(document)` runs once at the end. Customers whose
	standing refuses `standing` are left out.
	"""

	name: str
	label: str
	right: str
	read: Callable[[dict], dict]
	apply: Callable[[list, dict], dict[str, Outcome]]
	parameters: tuple[Parameter, ...] = ()
	description: str = ""
	refusals: Callable[[list, dict], dict[str, str]] | None = None
	undo: Callable[[list, dict], dict[str, Outcome]] | None = None
	finish: Callable | None = None
	standing: Action | None = None
	needs: str = ""
	most: int = MOST_CUSTOMERS


def registered_actions() -> dict[str, BulkAction]:
	"""Return the actions of all capabilities by name, in the order of the hook list."""
	found = (action for path in frappe.get_hooks("bulk_actions") for action in frappe.get_attr(path)())
	return {action.name: action for action in found}


def action_named(name: str) -> BulkAction:
	"""Return the action. Raises BulkActionError for one that nobody registered."""
	action = registered_actions().get(name)
	if action:
		return action
	if name == "message":
		frappe.throw(
			_("Messages cannot be sent to many customers yet: nothing is set up that sends them."),
			BulkActionError,
		)
	frappe.throw(_("{0} is not an action that can be done to many customers.").format(name), BulkActionError)


def may_use(action: BulkAction) -> bool:
	"""Tell whether the session's user has the rights that `action` needs."""
	return all(frappe.has_permission(doctype, right) for doctype, right in _rights(action))


def usable_action(name: str) -> BulkAction:
	"""Return the action. Raises BulkActionError, or frappe.PermissionError where the user may not do it."""
	frappe.has_permission("Customer", "read", throw=True)
	action = action_named(name)
	for doctype, right in _rights(action):
		frappe.has_permission(doctype, right, throw=True)
	return action


def _rights(action: BulkAction) -> list[tuple[str, str]]:
	return [("Customer", action.right), *([(action.needs, "write")] if action.needs else [])]


def text_of(parameters: dict, name: str, label: str, longest: int = 140, required: bool = True) -> str:
	"""Return a text among the parameters, stripped. Raises BulkActionError for a missing or too long one."""
	text = parameters.get(name)
	text = text.strip() if isinstance(text, str) else ""
	if required and not text:
		frappe.throw(_("Please fill in: {0}").format(label), BulkActionError)
	if len(text) > longest:
		frappe.throw(_("{0} may have at most {1} characters.").format(label, longest), BulkActionError)
	return text


def each(targets: list, work: Callable[[object], Outcome]) -> dict[str, Outcome]:
	"""Do `work` for one customer after the other; one who is refused does not hold up the rest."""
	return {target.row: _one(target, work) for target in targets}


def _one(target, work: Callable[[object], Outcome]) -> Outcome:
	frappe.db.savepoint(SAVEPOINT)
	try:
		return work(target)
	except REFUSALS as refusal:
		frappe.db.rollback(save_point=SAVEPOINT)
		reason = strip_html(str(refusal)).strip()
		return Outcome(SKIPPED, reason or _("You have no right to do this to the customer."))
	finally:
		# Thousands of notes about single customers must not pile up into one message.
		frappe.clear_messages()
