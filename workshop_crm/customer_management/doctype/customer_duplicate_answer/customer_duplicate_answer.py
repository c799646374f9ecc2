import frappe
from frappe import _
from frappe.model.document import Document


class CustomerDuplicateAnswer(Document):
	"""What staff answered about two customers who look alike: not the same, or sharing a number."""

	def validate(self):
		if self.customer == self.other_customer:
			frappe.throw(_("A customer cannot be compared with himself."))
		if self.answer == "Shared Number" and not self.shared_value:
			frappe.throw(_("Please name the number or e-mail address the two share."), frappe.MandatoryError)
