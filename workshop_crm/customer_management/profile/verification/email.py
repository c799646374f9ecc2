"""Verifying an e-mail address: a link to a page that only shows, and a button on it that spends the token.

The token stands behind the # of the link, which browsers do not send: no server log and no previewer sees or
spends it. Stored is only its keyed hash (HMAC-SHA256, RFC 2104).
"""

import hashlib
import hmac
import secrets

import frappe
from frappe import _
from frappe.utils import add_to_date, escape_html, get_url, now_datetime
from frappe.utils.password import get_encryption_key

from workshop_crm.customer_management.profile.code_delivery import send_secret_mail
from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.phones import require_email
from workshop_crm.customer_management.profile.verification import flags, records
from workshop_crm.exceptions import CustomerError, OneTimeCodeError

LIFETIME_HOURS = 72
SECONDS_BETWEEN = 60
METHOD = "Link"
PAGE = "/verify-email"


def send_link(customer: str, address: str):
	"""Mail the link in the customer's language and return the record, Pending; a newer link replaces the older.

	Raises CustomerError where he has no such e-mail, it is verified, or a link left less than a minute ago,
	CodeChannelMissingError without an e-mail account, frappe.PermissionError.
	"""
	language = records.writable_customer(customer).language or "en"
	email = require_email(address)
	if email not in _emails(customer):
		frappe.throw(_("This customer has no e-mail {0}.").format(email), CustomerError)
	records.refuse_verified(customer, records.EMAIL, email)
	record = records.record_of(customer, records.EMAIL, email)
	_refuse_haste(record)
	token = secrets.token_urlsafe(32)
	_mail(email, token, language)
	sent = now_datetime()
	until = {"sent_on": sent, "expires_on": add_to_date(sent, hours=LIFETIME_HOURS)}
	blank = {"verified_by": None, "verified_on": None}
	values = {"status": records.PENDING, "method": METHOD, "token_hash": token_hash(token)}
	return records.store(record, **values, **until, **blank)


def confirm(token: str) -> None:
	"""Spend the token of a link; called by whoever holds it, without a login.

	Raises OneTimeCodeError, with the same words for a token that is unknown, spent, replaced or expired.
	"""
	record = _waiting(token)
	if not record or record.expires_on <= now_datetime() or record.value not in _emails(record.customer):
		frappe.throw(_("This link is not valid any more. Please ask for a new one."), OneTimeCodeError)
	records.decide(frappe.get_doc(records.DOCTYPE, record.name), records.VERIFIED, METHOD)
	flags.show_on_contacts(record.customer, records.EMAIL, record.value)


def token_hash(token: str) -> str:
	"""Return the hex digest under which a token is found."""
	key = hashlib.sha256(b"verify-email:" + get_encryption_key().encode()).digest()
	return hmac.new(key, token.encode(), hashlib.sha256).hexdigest()


def link(token: str, language: str) -> str:
	"""Return the address of the page, in the customer's language, with the token behind the #."""
	return f"{get_url(PAGE)}?_lang={language}#{token}"


def _emails(customer: str) -> set[str]:
	return {row["address"] for row in contact_details(customer)["emails"]}


def _waiting(token: str):
	digest = token_hash(token)
	name = frappe.db.get_value(records.DOCTYPE, {"token_hash": digest})
	# Two who press at the same moment wait here for each other; the locking read also sees what the other wrote. Locked
	# is the row by its name: locks on the index of the tokens, which spending changes, would end in a deadlock.
	record = frappe.qb.DocType(records.DOCTYPE)
	fields = (record.name, record.customer, record.value, record.expires_on)
	live = (record.name == name) & (record.token_hash == digest) & (record.status == records.PENDING)
	rows = frappe.qb.from_(record).select(*fields).where(live).for_update().run(as_dict=True)
	return rows[0] if rows else None


def _refuse_haste(record) -> None:
	if record.sent_on and now_datetime() < add_to_date(record.sent_on, seconds=SECONDS_BETWEEN):
		frappe.throw(_("A link was sent a moment ago. Please wait a minute."), CustomerError)


def _mail(address: str, token: str, language: str) -> None:
	subject = _("Please confirm your e-mail address", lang=language)
	text = _(
		"Open this page and press the button to confirm your e-mail address. It is valid for 3 days.",
		lang=language,
	)
	url = escape_html(link(token, language))
	direction = "rtl" if language == "ar" else "ltr"
	message = f'<div dir="{direction}"><p>{text}</p><p><a href="{url}">{url}</a></p></div>'
	send_secret_mail(address, subject, message, _("No e-mail account is set up to send links."))
