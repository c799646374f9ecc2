"""What selling documents share: names, amounts and totals. No taxes, no stock."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate


class SellingDocument(Document):
	"""A document over rows of items."""

	party_field = "customer"

	def validate(self) -> None:
		"""Names, amounts and totals."""
		self.set_party()
		self.set_rows()
		self.calculate_totals()

	def set_party(self) -> None:
		"""Name and currency of the party."""
		party = self.get(self.party_field)
		if party and self.get("quotation_to") in (None, "", "Customer"):
			customer = frappe.get_cached_doc("Customer", party)
			self.customer_name = self.customer_name or customer.customer_name
			self.customer_group = self.customer_group or customer.customer_group
			self.territory = self.territory or customer.territory
			if customer.disabled:
				frappe.throw(_("{0} {1} is disabled").format(_("Customer"), customer.name), exc=PartyDisabled)
			if not self.title or self.title == "{customer_name}":
				self.title = self.customer_name
		if self.company:
			self.currency = self.currency or frappe.get_cached_value(
				"Company", self.company, "default_currency"
			)
		self.conversion_rate = flt(self.conversion_rate) or 1.0
		if self.meta.has_field("price_list_currency"):
			self.price_list_currency = self.price_list_currency or self.currency
			self.plc_conversion_rate = flt(self.plc_conversion_rate) or 1.0

	def set_rows(self) -> None:
		"""Item names, units and amounts."""
		for row in self.items:
			item = frappe.get_cached_doc("Item", row.item_code) if row.item_code else frappe._dict()
			row.item_name = row.item_name or item.get("item_name")
			row.description = row.description or item.get("description") or row.item_name
			row.uom = row.uom or item.get("stock_uom") or "Nos"
			row.set("stock_uom", row.get("stock_uom") or row.uom)
			row.set("conversion_factor", flt(row.get("conversion_factor")) or 1.0)
			row.set("price_list_rate", flt(row.get("price_list_rate")) or flt(row.rate))
			if row.meta.has_field("cost_center"):
				row.cost_center = row.cost_center or frappe.get_cached_value(
					"Company", self.company, "cost_center"
				)
			row.amount = flt(flt(row.rate) * flt(row.qty), row.precision("amount"))
			for name in (
				"net_rate",
				"base_rate",
				"net_amount",
				"base_amount",
				"base_net_rate",
				"base_net_amount",
			):
				if row.meta.has_field(name):
					source = row.amount if "amount" in name else row.rate
					row.set(name, flt(source) * (self.conversion_rate if name.startswith("base_") else 1))

	def calculate_totals(self) -> None:
		"""Totals without taxes."""
		self.total_qty = sum(flt(row.qty) for row in self.items)
		total = flt(sum(flt(row.amount) for row in self.items), 3)
		for name in ("total", "net_total", "grand_total", "rounded_total"):
			if self.meta.has_field(name):
				self.set(name, total - (flt(self.get("discount_amount")) if name != "total" else 0))
			if self.meta.has_field("base_" + name):
				self.set("base_" + name, flt(self.get(name)) * self.conversion_rate)

	def set_status(self, status: str) -> None:
		"""Write the status."""
		self.status = status
		if not self.is_new():
			self.db_set("status", status, update_modified=False)


class PartyDisabled(frappe.ValidationError):
	"""A disabled customer takes no part in sales."""


def post(doc, account: str, debit: float, credit: float, against: str, party: str | None = None) -> None:
	"""One row of the ledger."""
	values = {
		"doctype": "GL Entry", "posting_date": getdate(doc.posting_date), "account": account, "debit": debit,
		"credit": credit, "debit_in_account_currency": debit, "credit_in_account_currency": credit, "against": against,
		"voucher_type": doc.doctype, "voucher_no": doc.name, "company": doc.company, "is_cancelled": 0,
		"against_voucher_type": doc.doctype if party else None, "against_voucher": doc.name if party else None,
		"party_type": "Customer" if party else None, "party": party,
	}  # fmt: skip
	frappe.get_doc(values).insert(ignore_permissions=True, ignore_links=True, ignore_mandatory=True)


def reverse(doc) -> None:
	"""Cancel the ledger's rows of a document."""
	rows = frappe.get_all(
		"GL Entry", {"voucher_type": doc.doctype, "voucher_no": doc.name, "is_cancelled": 0}, "*"
	)
	for row in rows:
		frappe.db.set_value("GL Entry", row.name, "is_cancelled", 1)
		values = {
			**row,
			"doctype": "GL Entry",
			"name": None,
			"debit": row.credit,
			"credit": row.debit,
			"is_cancelled": 1,
		}
		frappe.get_doc(values).insert(ignore_permissions=True, ignore_links=True, ignore_mandatory=True)
