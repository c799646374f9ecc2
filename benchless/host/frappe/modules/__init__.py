"""Names of modules and folders."""

from frappe._apps import get_module, get_module_app, get_module_path, scrub


def get_doc_path(module: str, doctype: str, name: str) -> str:
	"""Folder of a record's file."""
	return get_module_path(module, scrub(doctype), scrub(name))


def load_doctype_module(doctype: str, module=None, prefix: str = "", suffix: str = ""):
	"""The controller's module."""
	import frappe
	from frappe.model.base_document import controller_path

	return get_module(controller_path(frappe.get_meta(doctype)))


__all__ = ["get_doc_path", "get_module_app", "get_module_path", "load_doctype_module", "scrub"]
