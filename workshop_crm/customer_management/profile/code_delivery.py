"""How a one-time code leaves: through the hook list `deliver_code`, else by plain e-mail, else not at all.

Each path in the list names a function `(channel, address, code, purpose) -> bool`; the first that returns
True has taken the code.
"""

import frappe
from frappe import _
from frappe.utils import escape_html

from workshop_crm.exceptions import CodeChannelMissingError

EMAIL = "Email"
SEND_AND_FORGET = "workshop_crm.customer_management.profile.code_delivery.send_and_forget"


def deliver(channel: str, address: str, secret_code: str, purpose: str) -> None:
	"""Hand the code to the first registered channel that takes it. Raises CodeChannelMissingError."""
	for path in frappe.get_hooks("deliver_code"):
		if frappe.get_attr(path)(channel, address, secret_code, purpose):
			return
	if "@" not in address:
		frappe.throw(_("No channel is set up to send codes to a phone."), CodeChannelMissingError)
	if channel != EMAIL:
		message = _("No channel is set up to send codes by {0}.").format(_(channel))
		frappe.throw(message, CodeChannelMissingError)
	_send_by_email(address, secret_code)


def _send_by_email(address: str, secret_code: str) -> None:
	text = _("Your code is {0}. It is valid for 10 minutes.").format(escape_html(secret_code))
	send_secret_mail(address, _("Your code"), text, _("No e-mail account is set up to send codes."))


def send_secret_mail(address: str, subject: str, message: str, refusal: str) -> None:
	"""Queue a mail whose copy is emptied once sent, in the caller's transaction: a refused request sends nothing.

	Raises CodeChannelMissingError with the text `refusal` where the site has no outgoing account.
	"""
	try:
		queued = frappe.sendmail(recipients=[address], subject=subject, message=message)
	except frappe.OutgoingEmailError:
		frappe.throw(refusal, CodeChannelMissingError)
	if queued:
		frappe.enqueue(SEND_AND_FORGET, queue="short", mail=queued.name, enqueue_after_commit=True)


def send_and_forget(mail: str) -> None:
	"""Send the queued mail at once and empty the copy that Frappe would keep for weeks. Queued after commit.

	The copy is emptied also when sending failed: the customer asks for a new code.
	"""
	try:
		frappe.get_doc("Email Queue", mail).send()
	finally:
		frappe.db.set_value("Email Queue", mail, "message", "")
		frappe.db.set_value("Email Queue", {"name": mail, "status": ("!=", "Sent")}, "status", "Error")
