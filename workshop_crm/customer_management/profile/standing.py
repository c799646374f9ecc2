"""What the standing of a customer in a division allows: the one table that every capability asks.

Pure rules; `profile/doc_events.py` and the other capabilities apply them.
"""

from dataclasses import dataclass
from enum import Enum


class Action(str, Enum):
	"""What somebody wants to do with or for the customer."""

	PICK = "pick"
	SALE = "sale"
	PAYMENT = "payment"
	CREDIT = "credit"
	LAYBY = "layby"
	BOOKING = "booking"
	MARKETING = "marketing"
	EDIT = "edit"


class Verdict(str, Enum):
	"""The answer: allowed, refused, or allowed to a manager who writes down why."""

	ALLOWED = "allowed"
	REFUSED = "refused"
	WITH_REASON = "with reason"


ACTIVE = "Active"
PENDING_APPROVAL = "Pending Approval"
INACTIVE = "Inactive"
SUSPENDED = "Suspended"
CLOSED = "Closed"
BLACKLISTED = "Blacklisted"
STATUSES = (ACTIVE, PENDING_APPROVAL, INACTIVE, SUSPENDED, CLOSED, BLACKLISTED)

_REFUSED = {
	ACTIVE: frozenset(),
	PENDING_APPROVAL: frozenset({Action.CREDIT, Action.LAYBY}),
	INACTIVE: frozenset({Action.PICK}),
	SUSPENDED: frozenset(Action) - {Action.PICK, Action.PAYMENT, Action.EDIT},
	CLOSED: frozenset(Action),
	BLACKLISTED: frozenset({Action.BOOKING, Action.CREDIT, Action.LAYBY, Action.MARKETING}),
}
_WITH_REASON = {BLACKLISTED: frozenset({Action.SALE})}


@dataclass(frozen=True)
class Standing:
	"""The status that counts for one customer in one division."""

	status: str = ACTIVE

	def verdict(self, action: Action) -> Verdict:
		"""Answer whether `action` may be done; an unknown status refuses everything."""
		if action in _REFUSED.get(self.status, frozenset(Action)):
			return Verdict.REFUSED
		if action in _WITH_REASON.get(self.status, ()):
			return Verdict.WITH_REASON
		return Verdict.ALLOWED

	def allows(self, action: Action) -> bool:
		"""Tell whether anybody entitled may do `action` without giving a reason."""
		return self.verdict(action) is Verdict.ALLOWED


def combined(account_status: str | None, is_blacklisted: bool) -> Standing:
	"""Join the status of the division account (None: no account) with the customer's own blacklist mark.

	A closed or suspended account stays so for a blacklisted customer, as these are stricter about sales.
	"""
	status = account_status or ACTIVE
	if is_blacklisted and status not in (CLOSED, SUSPENDED):
		return Standing(BLACKLISTED)
	return Standing(status)
