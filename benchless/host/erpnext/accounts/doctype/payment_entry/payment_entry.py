"""Payment Entry: a receipt against invoices."""

import frappe
from erpnext.selling.documents import post, reverse
from frappe.model.document import Document
from frappe.utils import flt


class PaymentEntry(Document):
	"""A payment."""

	def validate(self) -> None:
		"""Amounts and accounts."""
		self.party_name = self.party_name or (
			frappe.db.get_value("Customer", self.party, "customer_name")
			if self.party_type == "Customer"
			else self.party
		)
		self.received_amount = flt(self.received_amount) or flt(self.paid_amount)
		self.base_paid_amount = flt(self.paid_amount) * (flt(self.source_exchange_rate) or 1.0)
		self.base_received_amount = flt(self.received_amount) * (flt(self.target_exchange_rate) or 1.0)
		self.total_allocated_amount = sum(flt(row.allocated_amount) for row in self.references)
		self.unallocated_amount = flt(self.paid_amount) - self.total_allocated_amount
		self.title = self.title or self.party_name
		self.status = "Draft"

	def on_submit(self) -> None:
		"""Post it and bring the invoices' outstanding amounts down."""
		self._move(-1)
		receivable = self.paid_from or frappe.get_cached_value(
			"Company", self.company, "default_receivable_account"
		)
		post(self, receivable, 0.0, flt(self.paid_amount), self.paid_to, self.party)
		post(self, self.paid_to or receivable, flt(self.paid_amount), 0.0, self.party)
		self.db_set("status", "Submitted", update_modified=False)

	def on_cancel(self) -> None:
		"""Take it back."""
		self.ignore_linked_doctypes = ("GL Entry",)
		self._move(1)
		reverse(self)
		self.db_set("status", "Cancelled", update_modified=False)

	def _move(self, sign: int) -> None:
		for row in self.references:
			if row.reference_doctype == "Sales Invoice":
				outstanding = flt(
					frappe.db.get_value("Sales Invoice", row.reference_name, "outstanding_amount")
				)
				outstanding += sign * flt(row.allocated_amount)
				status = "Paid" if abs(outstanding) < 0.0005 else "Unpaid"
				frappe.db.set_value(
					"Sales Invoice", row.reference_name, {"outstanding_amount": outstanding, "status": status}
				)


def get_payment_entry(dt: str, dn: str, party_amount=None, bank_account=None, **_others):
	"""A receipt that settles what an invoice leaves open; not inserted."""
	invoice = frappe.get_doc(dt, dn)
	payment = frappe.new_doc("Payment Entry")
	amount = flt(party_amount) or flt(invoice.outstanding_amount)
	paid_to = bank_account or frappe.get_cached_value("Company", invoice.company, "default_cash_account")
	payment.update(
		{
			"payment_type": "Receive",
			"company": invoice.company,
			"posting_date": frappe.utils.nowdate(),
			"party_type": "Customer",
			"party": invoice.customer,
			"paid_from": invoice.debit_to,
			"paid_to": paid_to,
			"paid_from_account_currency": invoice.currency,
			"paid_to_account_currency": invoice.currency,
			"paid_amount": amount,
			"received_amount": amount,
			"source_exchange_rate": 1.0,
			"target_exchange_rate": 1.0,
		}
	)
	row = {"reference_doctype": dt, "reference_name": dn, "allocated_amount": amount}
	payment.append("references", {**row, "total_amount": invoice.grand_total, "outstanding_amount": amount})
	return payment
