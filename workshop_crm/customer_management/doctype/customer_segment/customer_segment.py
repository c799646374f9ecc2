from frappe.model.document import Document

from workshop_crm.customer_management.profile.segments.segments import check_segment, keep_count


class CustomerSegment(Document):
	"""Customers who fulfil conditions, kept under a name; evaluated whenever it is asked for."""

	def validate(self):
		check_segment(self)
		keep_count(self)
