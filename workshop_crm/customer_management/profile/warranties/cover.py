"""How long a warranty lasts, and how it stands on a day. A VIP's lasts longer."""

from dataclasses import dataclass
from datetime import date

from frappe.utils import add_months, getdate

SOON_DAYS = 30
UNDER_WARRANTY = "Under Warranty"
ENDING_SOON = "Ending Soon"
OUT_OF_WARRANTY = "Out of Warranty"


@dataclass(frozen=True)
class Cover:
	"""A warranty recorded until the day `until`, and how many months longer it lasts as its owner is a VIP."""

	until: date
	vip_months: int = 0

	@property
	def lasts_until(self) -> date:
		"""Return the last day on which a claim is covered."""
		return getdate(add_months(self.until, self.vip_months)) if self.vip_months else self.until

	def covers(self, day: date) -> bool:
		"""Tell whether a claim made on `day` is covered."""
		return day <= self.lasts_until

	def days_left(self, today: date) -> int:
		"""Return the days until the last one, negative when the warranty is over."""
		return (self.lasts_until - today).days

	def state(self, today: date) -> str:
		"""Return how the warranty stands on `today`."""
		left = self.days_left(today)
		if left < 0:
			return OUT_OF_WARRANTY
		return ENDING_SOON if left <= SOON_DAYS else UNDER_WARRANTY
