"""Sales Invoice: totals, one receivable and one income row."""

import frappe
from erpnext.selling.documents import SellingDocument, post, reverse
from frappe import _
from frappe.utils import flt, getdate, nowdate, nowtime


class SalesInvoice(SellingDocument):
	"""An invoice."""

	def validate(self) -> None:
		"""Dates, totals and accounts."""
		if not self.set_posting_time or not self.posting_date:
			self.posting_date, self.posting_time = nowdate(), nowtime()
		self.due_date = self.due_date or self.posting_date
		if getdate(self.due_date) < getdate(self.posting_date):
			frappe.throw(_("Due Date cannot be before Posting Date"))
		super().validate()
		company = frappe.get_cached_doc("Company", self.company)
		self.debit_to = self.debit_to or company.default_receivable_account
		for row in self.items:
			row.income_account = row.income_account or company.default_income_account
		self.outstanding_amount = 0 if self.docstatus == 2 else flt(self.rounded_total or self.grand_total)
		self.status = self.status if self.status not in (None, "") and not self.is_new() else "Draft"

	def on_submit(self) -> None:
		"""Post the receivable and the income."""
		amount = flt(self.base_grand_total)
		if amount:
			debit, credit = (amount, 0.0) if amount > 0 else (0.0, -amount)
			income = self.items[0].income_account
			post(self, self.debit_to, debit, credit, income, self.customer)
			post(self, income, credit, debit, self.customer)
		overdue = getdate(self.due_date) < getdate()
		self.set_status(
			"Return"
			if self.is_return
			else "Overdue"
			if overdue and amount
			else "Unpaid"
			if amount
			else "Paid"
		)

	def on_cancel(self) -> None:
		"""Take the postings back."""
		self.ignore_linked_doctypes = ("GL Entry", "Payment Ledger Entry")
		reverse(self)
		self.set_status("Cancelled")
