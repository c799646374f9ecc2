"""The stand-in for the erpnext package: records only."""

import frappe

__version__ = "15.104.3"


def get_company_currency(company: str) -> str | None:
	"""Currency of a company."""
	return frappe.get_cached_value("Company", company, "default_currency")


def __getattr__(name: str):
	if name.startswith("__"):
		raise AttributeError(name)
	raise AttributeError(f"erpnext.{name} is not part of the stand-in host; this needs a bench")


def get_default_company(user=None) -> str | None:
	"""The user's company, else the site's, else the only one."""
	company = frappe.defaults.get_user_default("company", user) or frappe.db.get_single_value(
		"Global Defaults", "default_company"
	)
	if not company:
		names = frappe.get_all("Company", pluck="name", limit=2)
		company = names[0] if len(names) == 1 else None
	return company
