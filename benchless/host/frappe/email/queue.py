"""Outgoing e-mail: recorded in Email Queue, never sent."""

import frappe
from frappe import _
from frappe.utils import split_emails


def sendmail(recipients=None, sender="", subject="No Subject", message="No Message", **kwargs):
	"""Record an e-mail. Raises OutgoingEmailError without a default outgoing Email Account."""
	if template := kwargs.get("template"):
		message = frappe.render_template(
			f"templates/emails/{template}.html", kwargs.get("args") or {}, is_path=True
		)
	recipients = split_emails(recipients) if isinstance(recipients, str) else list(recipients or [])
	if not recipients:
		return None
	account = frappe.db.get_value(
		"Email Account", {"enable_outgoing": 1, "default_outgoing": 1}, ["name", "email_id"], as_dict=True
	)
	if not account and not frappe.conf.get("mail_server"):
		message = _("Please setup default Email Account from Settings > Email Account")
		frappe.throw(message, frappe.OutgoingEmailError)
	queue = frappe.new_doc("Email Queue")
	queue.update(
		{"sender": sender or account.email_id, "message": message, "subject": subject, "status": "Not Sent"}
	)
	queue.update(
		{"reference_doctype": kwargs.get("reference_doctype"), "reference_name": kwargs.get("reference_name")}
	)
	for one in recipients:
		queue.append("recipients", {"recipient": one, "status": "Not Sent"})
	queue.insert(ignore_permissions=True)
	if frappe.flags.in_test:
		frappe.flags.sent_mail = message
	return queue
