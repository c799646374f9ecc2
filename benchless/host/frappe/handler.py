"""`frappe.handler`: calls by short name, uploads, logout."""

import frappe

from benchless.web import rpc
from benchless.web.rpc import execute_cmd

__all__ = ["execute_cmd", "logout", "ping", "run_doc_method", "upload_file", "web_logout"]


@frappe.whitelist(allow_guest=True)
def ping() -> str:
	"""Say that the site answers."""
	return "pong"


@frappe.whitelist(allow_guest=True)
def logout() -> None:
	"""End this session."""
	frappe.local.login_manager.logout()
	frappe.db.commit()


@frappe.whitelist(allow_guest=True)
def web_logout() -> None:
	"""End this session and show a page that says so."""
	logout()
	frappe.respond_as_web_page(
		frappe._("Logged Out"), frappe._("You have been successfully logged out"), indicator_color="green"
	)


@frappe.whitelist(allow_guest=True)
def upload_file():
	"""Store the file of this request; see `benchless.web.rpc.upload_file`."""
	return rpc.upload_file()


@frappe.whitelist()
def run_doc_method(method: str, dt=None, dn=None, docs=None, args=None):
	"""Call a whitelisted method of a document."""
	return rpc.run_doc_method(method, dt=dt, dn=dn, docs=docs, args=args)
