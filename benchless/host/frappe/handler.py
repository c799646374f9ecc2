"""`frappe.handler`: calls by short name, uploads, logout."""

import frappe

from benchless.web import rpc
from benchless.web.rpc import execute_cmd

__all__ = ["execute_cmd", "logout", "ping", "upload_file"]


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
def upload_file():
	"""Store the file of this request; see `benchless.web.rpc.upload_file`."""
	return rpc.upload_file()
