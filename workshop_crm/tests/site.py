"""What the test site needs before the first test; called by the hook `before_tests`."""

import frappe
from erpnext.setup.utils import before_tests as prepare_erpnext


def before_tests():
	"""Let ERPNext prepare its own test data once, and give the site a sender so that mails can be queued."""
	if not frappe.db.exists("Company", {}):
		prepare_erpnext()
	_ensure_outgoing_account()
	frappe.db.commit()


def _ensure_outgoing_account() -> None:
	if frappe.db.exists("Email Account", {"default_outgoing": 1}):
		return
	frappe.get_doc(
		{
			"doctype": "Email Account",
			"email_account_name": "Workshop Test",
			"email_id": "workshop@example.com",
			"enable_outgoing": 1,
			"default_outgoing": 1,
			"smtp_server": "127.0.0.1",
			"no_smtp_authentication": 1,
		}
	).insert(ignore_permissions=True)
