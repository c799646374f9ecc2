"""Employee Purchases: what employees bought and the discount they were given, by division."""

from workshop_crm.customer_management.profile.employee_purchases import columns, employee_purchases


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""Return columns and rows; `filters` are company, from_date and to_date, each may be missing.

	Raises frappe.PermissionError, DivisionAccessError for a division that the user may not see.
	"""
	return columns(), employee_purchases(filters or {})
