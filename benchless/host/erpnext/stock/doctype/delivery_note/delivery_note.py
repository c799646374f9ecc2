"""DeliveryNote: totals and status."""

from erpnext.selling.documents import SellingDocument


class DeliveryNote(SellingDocument):
	"""A delivery note."""

	def on_submit(self) -> None:
		"""Status."""
		self.set_status("To Bill")

	def on_cancel(self) -> None:
		"""Status."""
		self.set_status("Cancelled")
