from frappe.model.document import Document

from workshop_crm.customer_management.profile.bulk import records


class CustomerBulkAction(Document):
	"""One thing done to many customers: asked for by whom, how far it is, what came of it.

	Made by `profile/bulk/records.py` only; what became of each customer is in Customer Bulk Row.
	"""

	def before_insert(self):
		records.refuse_by_hand(self)

	def on_trash(self):
		records.forget_rows(self.name)

	@staticmethod
	def clear_old_logs(days: int = 180):
		records.forget_older_than(days)
