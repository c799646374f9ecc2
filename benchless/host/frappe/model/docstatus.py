"""0 draft, 1 submitted, 2 cancelled."""


class DocStatus(int):
	"""The state of a document."""

	DRAFT: "DocStatus"
	SUBMITTED: "DocStatus"
	CANCELLED: "DocStatus"

	def is_submitted(self) -> bool:
		"""Submitted and not cancelled?"""
		return self == 1

	def is_cancelled(self) -> bool:
		"""Cancelled?"""
		return self == 2


DocStatus.DRAFT, DocStatus.SUBMITTED, DocStatus.CANCELLED = DocStatus(0), DocStatus(1), DocStatus(2)
