"""The stage a customer has reached with a division, from what he bought there and when. Knows no host."""

from dataclasses import dataclass
from datetime import date

PROSPECT, NEW, ACTIVE, LOYAL, AT_RISK, INACTIVE = "Prospect", "New", "Active", "Loyal", "At Risk", "Inactive"
# From the least to the best: a customer of several divisions has the best stage of them.
BY_RANK = (PROSPECT, INACTIVE, AT_RISK, NEW, ACTIVE, LOYAL)
# The span by which value, frequency, kind of service and loyalty are judged.
YEAR = 365


@dataclass(frozen=True)
class Purchases:
	"""What one customer bought from one division.

	`count` is the number of invoices ever, `year_count` and `year_spent` speak of the last 365 days. Returned goods
	lower what was spent (in the division's currency), not the number of invoices.
	"""

	count: int = 0
	first_on: date | None = None
	last_on: date | None = None
	year_count: int = 0
	year_spent: float = 0.0


@dataclass(frozen=True)
class StageThresholds:
	"""Days since the first purchase in which a customer is new; days without a purchase after which he is at risk
	and inactive; purchases in the last 365 days that make him loyal (0: none does).
	"""

	new_days: int = 60
	at_risk_days: int = 180
	inactive_days: int = 365
	loyal_purchases: int = 6


def stage_of(purchases: Purchases, thresholds: StageThresholds, today: date) -> str:
	"""Return the stage; a customer who stays away is at risk or inactive however much he bought before."""
	if not purchases.count:
		return PROSPECT
	days_away = (today - purchases.last_on).days
	if days_away >= thresholds.inactive_days:
		return INACTIVE
	if days_away >= thresholds.at_risk_days:
		return AT_RISK
	if thresholds.loyal_purchases and purchases.year_count >= thresholds.loyal_purchases:
		return LOYAL
	if (today - purchases.first_on).days < thresholds.new_days:
		return NEW
	return ACTIVE


def best_stage(stages: list[str]) -> str:
	"""Return the best of the stages a customer has with his divisions; Prospect where he has none."""
	return max(filter(None, stages), key=BY_RANK.index, default=PROSPECT)
