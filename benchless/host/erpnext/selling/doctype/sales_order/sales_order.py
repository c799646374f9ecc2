"""SalesOrder: totals and status."""

from erpnext.selling.documents import SellingDocument


class SalesOrder(SellingDocument):
	"""A sales order."""

	def on_submit(self) -> None:
		"""Status."""
		self.set_status("To Deliver and Bill")

	def on_cancel(self) -> None:
		"""Status."""
		self.set_status("Cancelled")
