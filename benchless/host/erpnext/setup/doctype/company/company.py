"""Companies, in a tree: divisions."""

import frappe
from frappe.utils.nestedset import NestedSet


class Company(NestedSet):
	"""A company with the two accounts that invoices need."""

	nsm_parent_field = "parent_company"

	def validate(self) -> None:
		"""An abbreviation, unique."""
		self.abbr = (
			(self.abbr or "".join(word[0] for word in self.company_name.split())).strip().upper()
			if not self.abbr
			else self.abbr.strip()
		)
		if frappe.db.exists("Company", {"abbr": self.abbr, "name": ["!=", self.name or ""]}):
			frappe.throw(frappe._("Abbreviation already used for another company"))

	def on_update(self) -> None:
		"""Make the receivable and the income account."""
		super().on_update()
		if self.default_receivable_account or self.is_new() is None:
			return
		accounts = {
			"default_receivable_account": _account(self, "Debtors", "Asset", "Receivable"),
			"default_income_account": _account(self, "Sales", "Income", "Income Account"),
			"default_cash_account": _account(self, "Cash", "Asset", "Cash"),
			"cost_center": _cost_center(self),
		}
		self.db_set(accounts, update_modified=False)
		if not frappe.db.get_default("company"):
			frappe.db.set_default("company", self.name)

	def on_trash(self) -> None:
		"""Its accounts go too."""
		super().on_trash()
		for doctype in ("Account", "Cost Center"):
			frappe.db.delete(doctype, {"company": self.name})


def _cost_center(company) -> str:
	full, stamp = f"Main - {company.abbr}", frappe.utils.now()
	if not frappe.db.exists("Cost Center", full):
		fields = [
			"name",
			"cost_center_name",
			"company",
			"is_group",
			"creation",
			"modified",
			"owner",
			"modified_by",
		]
		values = [full, "Main", company.name, 0, stamp, stamp, "Administrator", "Administrator"]
		frappe.db.bulk_insert("Cost Center", fields, [values])
	return full


def _account(company, name: str, root_type: str, account_type: str) -> str:
	full = f"{name} - {company.abbr}"
	if not frappe.db.exists("Account", full):
		fields = [
			"name",
			"account_name",
			"company",
			"root_type",
			"report_type",
			"account_type",
			"account_currency",
			"is_group",
			"creation",
			"modified",
			"owner",
			"modified_by",
		]
		report, stamp = "Balance Sheet" if root_type == "Asset" else "Profit and Loss", frappe.utils.now()
		values = [
			full,
			name,
			company.name,
			root_type,
			report,
			account_type,
			company.default_currency,
			0,
			stamp,
			stamp,
			"Administrator",
			"Administrator",
		]
		frappe.db.bulk_insert("Account", fields, [values])
	return full
