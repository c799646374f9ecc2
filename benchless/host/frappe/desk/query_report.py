"""`frappe.desk.query_report`: running script reports."""

import inspect

import frappe
from frappe import _


@frappe.whitelist()
def run(report_name: str, filters: str | dict | None = None) -> dict:
	"""Run a script report with these filters.

	Returns:
		columns, result (rows), message, chart and report_summary, as the report gave them.

	Raises:
		frappe.PermissionError: the user may not run it, or may not read its DocType.
		frappe.ValidationError: the report is no script report.
	"""
	report = frappe.get_doc("Report", report_name)
	frappe.has_permission(report.ref_doctype, "report", throw=True)
	roles = {row.role for row in report.get("roles") or []}
	if roles and not roles & set(frappe.get_roles()):
		frappe.throw(_("You don't have access to Report: {0}").format(_(report_name)), frappe.PermissionError)
	if report.report_type != "Script Report":
		frappe.throw(_("Only script reports run here."))
	given = frappe._dict(frappe.parse_json(filters) or {})
	answer = list(_execute(report)(given))
	columns, rows, message, chart, summary = [*answer, *[None] * 5][:5]
	columns = [_column(column) for column in columns or []]
	return {
		"columns": columns,
		"result": [_row(row, columns) for row in rows or []],
		"message": message,
		"chart": chart,
		"report_summary": summary,
	}


def _execute(report):
	app, module, name = (
		frappe.get_module_app(report.module),
		frappe.scrub(report.module),
		frappe.scrub(report.name),
	)
	execute = frappe.get_attr(f"{app}.{module}.report.{name}.{name}.execute")
	return execute if inspect.signature(execute).parameters else lambda _filters: execute()


def _column(column) -> dict:
	if isinstance(column, dict):
		return {**column, "label": _(column.get("label") or "")}
	label, fieldtype, width = [*column.split(":"), "Data", "120"][:3]
	fieldtype, _slash, options = (fieldtype or "Data").partition("/")
	return {
		"label": _(label),
		"fieldname": frappe.scrub(label),
		"fieldtype": fieldtype,
		"options": options,
		"width": width,
	}


def _row(row, columns: list[dict]) -> dict:
	if isinstance(row, dict):
		return row
	return {column["fieldname"]: value for column, value in zip(columns, row, strict=False)}
