"""Who is a VIP of a division. Knows no host."""

from dataclasses import dataclass

from workshop_crm.customer_management.profile.lifecycle.stages import Purchases


@dataclass(frozen=True)
class VipThresholds:
	"""What is spent (division's currency) or how often is bought in 365 days that makes a VIP; 0 switches one off."""

	spend: float = 1000.0
	purchases: int = 0


def is_vip(purchases: Purchases, thresholds: VipThresholds) -> bool:
	"""Tell whether either threshold is reached."""
	by_spend = 0 < thresholds.spend <= purchases.year_spent
	by_number = 0 < thresholds.purchases <= purchases.year_count
	return by_spend or by_number
