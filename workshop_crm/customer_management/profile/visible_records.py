"""Which records of other DocTypes the customer's page may read for the viewer."""

import frappe


def readable(doctype: str) -> bool:
	"""True when the site has the DocType and the session's user may read it."""
	return bool(frappe.db.exists("DocType", doctype, cache=True) and frappe.has_permission(doctype, "read"))


def division_filter(companies: list[str] | None) -> list:
	"""List filter for records of the divisions given; None stands for all divisions."""
	return [] if companies is None else [["company", "in", companies or [""]]]
