"""What the light desk asks for when it starts, and what its workspace shows."""

import json
from pathlib import Path

import frappe
from frappe import _
from frappe.client import get_count
from frappe.translate import get_all_translations

from benchless.web.charts import chart_data
from benchless.web.pages import RIGHT_TO_LEFT


def boot() -> dict:
	"""Return everything the desk needs before its first screen: the user, the menu, the dictionary."""
	language = str(frappe.local.lang or "en")
	return {
		"user": _user(language),
		"doctypes": _doctypes(),
		"workspaces": _workspaces(),
		"pages": _pages(),
		"reports": _reports(),
		"translations": get_all_translations(language) if language != "en" else {},
		"defaults": _defaults(),
		"banner": _("Demonstration host. Production runs on ERPNext."),
	}


def _user(language: str) -> dict:
	return {
		"name": frappe.session.user,
		"full_name": frappe.db.get_value("User", frappe.session.user, "full_name") or frappe.session.user,
		"language": language,
		"direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
		"roles": frappe.get_roles(),
	}


def _defaults() -> dict:
	company = frappe.defaults.get_user_default("Company")
	currency = frappe.db.get_value("Company", company, "default_currency") if company else None
	return {
		"company": company,
		"currency": currency or frappe.db.get_default("currency") or "OMR",
		"today": frappe.utils.nowdate(),
		"now": frappe.utils.now(),
	}


def _doctypes() -> dict:
	rows = frappe.get_all(
		"DocType", filters={"istable": 0}, fields=["name", "module", "issingle"], order_by="name"
	)
	return {
		row.name: {
			"label": _(row.name),
			"module": row.module,
			"single": row.issingle,
			"create": bool(frappe.has_permission(row.name, "create")),
		}
		for row in rows
		if frappe.has_permission(row.name, "read")
	}


def _workspaces() -> list[dict]:
	rows = frappe.get_all(
		"Workspace", fields=["name", "title", "label", "icon", "module"], order_by="sequence_id"
	)
	return [
		{"name": row.name, "label": _(row.title or row.label or row.name), "icon": row.icon}
		for row in rows
		if _has_role("Workspace", row.name)
	]


def _pages() -> dict:
	rows = frappe.get_all("Page", fields=["name", "title"])
	return {row.name: _(row.title or row.name) for row in rows if _has_role("Page", row.name)}


def _reports() -> dict:
	rows = frappe.get_all("Report", filters={"disabled": 0}, fields=["name", "ref_doctype", "report_type"])
	return {
		row.name: {"label": _(row.name), "doctype": row.ref_doctype, "type": row.report_type}
		for row in rows
		if _has_role("Report", row.name)
	}


def _has_role(parenttype: str, parent: str) -> bool:
	needed = frappe.get_all("Has Role", filters={"parenttype": parenttype, "parent": parent}, pluck="role")
	return not needed or bool(set(needed) & set(frappe.get_roles())) or frappe.session.user == "Administrator"


@frappe.whitelist()
def workspace(name: str) -> dict:
	"""Return the blocks of a workspace with the numbers and series they show.

	Raises:
		frappe.PermissionError: the workspace is for other roles.
	"""
	if not _has_role("Workspace", name):
		raise frappe.PermissionError
	doc = frappe.get_doc("Workspace", name)
	return {
		"label": _(doc.title or doc.label),
		"blocks": json.loads(doc.content or "[]"),
		"shortcuts": [_shortcut(row) for row in doc.get("shortcuts") or []],
		"links": [_link(row) for row in doc.get("links") or []],
		"cards": [_card(row.number_card_name) for row in doc.get("number_cards") or []],
		"charts": [_chart(row.chart_name) for row in doc.get("charts") or []],
	}


def _shortcut(row) -> dict:
	filters, count = frappe.parse_json(row.stats_filter or "null"), None
	if row.type == "DocType" and filters and frappe.has_permission(row.link_to, "read"):
		count = get_count(row.link_to, filters)
	return {
		"key": row.label,
		"label": _(row.label),
		"type": row.type,
		"target": row.link_to,
		"url": row.url,
		"view": row.doc_view,
		"count": count,
		"format": _(row.format or "{}"),
		"filters": filters,
	}


def _link(row) -> dict:
	values = {"kind": row.type, "label": _(row.label), "type": row.link_type, "target": row.link_to}
	return {**values, "report": bool(row.is_query_report)}


def _card(name: str) -> dict:
	card = frappe.get_doc("Number Card", name)
	filters = frappe.parse_json(card.filters_json or "[]")
	allowed = card.function == "Count" and frappe.has_permission(card.document_type, "read")
	if allowed and card.type == "Custom":
		value = frappe.get_attr(card.method)()["value"]
	else:
		value = get_count(card.document_type, filters or None) if allowed else None
	return {
		"key": name,
		"label": _(card.label),
		"value": value,
		"target": card.document_type,
		"filters": filters,
	}


def _chart(name: str) -> dict:
	chart = frappe.get_doc("Dashboard Chart", name)
	data = chart_data(chart) if frappe.has_permission(chart.document_type, "read") else None
	return {"key": name, "label": _(chart.chart_name), "type": (chart.type or "Bar").lower(), "data": data}


@frappe.whitelist()
def report_script(name: str) -> str:
	"""Return the script that declares a report's filters, empty where it has none."""
	report = frappe.get_doc("Report", name)
	frappe.has_permission(report.ref_doctype, "report", throw=True)
	return _script(report.module, "report", name)


@frappe.whitelist()
def page_script(name: str) -> str:
	"""Return the adapter that mounts a page's screen, the same file that a bench runs.

	Raises:
		frappe.PermissionError: the page is for other roles.
	"""
	if not _has_role("Page", name):
		raise frappe.PermissionError
	return _script(frappe.db.get_value("Page", name, "module"), "page", name)


def _script(module: str, kind: str, name: str) -> str:
	folder = frappe.scrub(name)
	file = Path(frappe.get_module_path(module, kind, folder, f"{folder}.js"))
	return file.read_text(encoding="utf-8") if file.is_file() else ""
