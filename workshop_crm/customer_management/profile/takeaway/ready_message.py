"""How a customer hears that his order is ready: through the hook list `order_ready`, else by e-mail, else not at all.

Each path in the list names a function `(order, text) -> bool` with the Sales Order and the sentence in the customer's
language; the first that returns True has taken the message.
"""

import frappe
from frappe import _
from frappe.utils import escape_html

from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.exceptions import MessageChannelMissingError


def tell_customer(order) -> None:
	"""Hand the message to the first registered channel that takes it. Raises MessageChannelMissingError."""
	language = frappe.db.get_value("Customer", order.customer, "language") or "en"
	text = _("Your order {0} at {1} is ready to be picked up.", language).format(order.name, order.company)
	for path in frappe.get_hooks("order_ready"):
		if frappe.get_attr(path)(order, text):
			return
	address = _email_of(order.customer)
	if not address:
		message = _("No channel is set up to tell the customer, and he has no e-mail address.")
		frappe.throw(message, MessageChannelMissingError)
	_send_by_email(order, address, text, language)


def _email_of(customer: str) -> str | None:
	emails = contact_details(customer)["emails"]
	emails.sort(key=lambda email: not email["is_primary"])
	return emails[0]["address"] if emails else None


def _send_by_email(order, address: str, text: str, language: str) -> None:
	"""Queue the mail in the caller's transaction: a step that is refused sends nothing."""
	direction = "rtl" if language.startswith("ar") else "ltr"
	try:
		frappe.sendmail(
			recipients=[address],
			subject=_("Your order is ready", language),
			message=f'<p dir="{direction}">{escape_html(text)}</p>',
			reference_doctype=order.doctype,
			reference_name=order.name,
		)
	except frappe.OutgoingEmailError:
		frappe.throw(_("No e-mail account is set up to tell the customer."), MessageChannelMissingError)
