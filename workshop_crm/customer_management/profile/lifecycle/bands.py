"""Bands of value and frequency, and the kind of service a customer comes for. Knows no host."""

from dataclasses import dataclass

from workshop_crm.customer_management.profile.lifecycle.stages import Purchases

LOW, MEDIUM, HIGH = "Low", "Medium", "High"
VALUE_BANDS = (LOW, MEDIUM, HIGH)
SELDOM, REGULAR, FREQUENT = "New", "Regular", "VIP"
FREQUENCY_BANDS = (SELDOM, REGULAR, FREQUENT)
REPAIR_ONLY, PARTS_BUYER, CONSULTATION, MIXED = "Repair Only", "Parts Buyer", "Consultation", "Mixed"
SERVICE_KINDS = (REPAIR_ONLY, PARTS_BUYER, CONSULTATION, MIXED)


@dataclass(frozen=True)
class BandThresholds:
	"""What is spent (division's currency) and how often is bought in 365 days from which the higher bands begin."""

	medium_value: float = 150.0
	high_value: float = 500.0
	regular_purchases: int = 3
	frequent_purchases: int = 12


@dataclass(frozen=True)
class Visits:
	"""Invoices of the last 365 days by what they were for.

	A repair counts as one, with or without parts: parts that the workshop fits do not make their owner a buyer of
	parts. `parts` are invoices without a repair, `consultations` those with neither repair nor parts.
	"""

	repairs: int = 0
	parts: int = 0
	consultations: int = 0


def value_band(purchases: Purchases, thresholds: BandThresholds) -> str | None:
	"""Return the band of what was spent in 365 days; None for somebody who has bought nothing yet."""
	if not purchases.count:
		return None
	if purchases.year_spent >= thresholds.high_value:
		return HIGH
	return MEDIUM if purchases.year_spent >= thresholds.medium_value else LOW


def frequency_band(purchases: Purchases, thresholds: BandThresholds) -> str | None:
	"""Return the band of how often was bought in 365 days; None for somebody who has bought nothing yet."""
	if not purchases.count:
		return None
	if purchases.year_count >= thresholds.frequent_purchases:
		return FREQUENT
	return REGULAR if purchases.year_count >= thresholds.regular_purchases else SELDOM


def service_kind(visits: Visits) -> str | None:
	"""Return what the customer comes for: one kind, or Mixed; None where there was no visit in 365 days."""
	counts = {REPAIR_ONLY: visits.repairs, PARTS_BUYER: visits.parts, CONSULTATION: visits.consultations}
	kinds = [kind for kind, count in counts.items() if count]
	if len(kinds) > 1:
		return MIXED
	return kinds[0] if kinds else None


def best_band(bands: list[str | None], order: tuple[str, ...]) -> str | None:
	"""Return the highest of the bands a customer has with his divisions, by `order`; None where he has none."""
	return max(filter(None, bands), key=order.index, default=None)


def combined_kind(kinds: list[str | None]) -> str | None:
	"""Return the kind over all divisions: the one they share, else Mixed."""
	found = set(filter(None, kinds))
	return MIXED if len(found) > 1 else next(iter(found), None)
