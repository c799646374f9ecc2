"""Quotation: totals and status."""

from erpnext.selling.documents import SellingDocument


class Quotation(SellingDocument):
	"""A quotation."""

	party_field = "party_name"

	def on_submit(self) -> None:
		"""Status."""
		self.set_status("Open")

	def on_cancel(self) -> None:
		"""Status."""
		self.set_status("Cancelled")
