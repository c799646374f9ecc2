from frappe.model.document import Document

from workshop_crm.customer_management.profile import one_time_codes


class OneTimeCode(Document):
	"""One code sent to one address for one purpose; only its keyed hash is kept (`profile.one_time_codes`)."""

	@staticmethod
	def clear_old_logs(days: int = 30) -> None:
		"""Forget codes older than `days` days. Called by Frappe's Log Settings every night."""
		one_time_codes.forget_codes(days)
