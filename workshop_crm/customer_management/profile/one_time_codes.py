"""The one mechanism for codes sent to a customer: verification, log-in, approvals, bookings.

Only a keyed hash of a code is stored (HMAC-SHA256, RFC 2104), bound to its purpose and address. It lives
ten minutes, allows five tries and is used once; a newer code for the same purpose and address replaces it.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import add_to_date, now_datetime
from frappe.utils.password import get_encryption_key

from workshop_crm.customer_management.profile.code_delivery import deliver
from workshop_crm.customer_management.profile.phones import require_email, require_phone
from workshop_crm.exceptions import OneTimeCodeError

DOCTYPE = "One-Time Code"
CODE_LENGTH = 6
LIFETIME_MINUTES = 10
MOST_TRIES = 5
MOST_ISSUES = 3
ISSUE_WINDOW_MINUTES = 10


def issue_code(purpose: str, address: str, channel: str) -> str:
	"""Send a new code for `purpose` to `address` (phone of any format, or e-mail); returns the record's name.

	`channel` is the name of a Contact Channel. Raises InvalidPhoneError or InvalidEmailError, OneTimeCodeError
	when three were sent to the address within ten minutes, CodeChannelMissingError when nothing can carry it.
	"""
	address = normalised_address(address)
	_refuse_too_many(address)
	secret_code = _new_code()
	deliver(channel, address, secret_code, purpose)
	_cancel_older(purpose, address)
	return _store(purpose, address, channel, secret_code)


def use_code(purpose: str, address: str, code: str) -> str:
	"""Use up the code sent for `purpose` to `address`; returns the record's name.

	Raises OneTimeCodeError when it is wrong, expired, used, replaced, or was tried five times. Every call
	counts.
	"""
	address = normalised_address(address)
	# Two tries at the same moment wait here for each other; a locking read also sees what the other wrote.
	record = _live_code(purpose, address)
	if not record:
		_refuse()
	tries = _count_try(record)
	if tries > MOST_TRIES:
		frappe.throw(_("This code was tried too often. Please ask for a new one."), OneTimeCodeError)
	if not hmac.compare_digest(record.code_hash, _code_hash(purpose, address, str(code).strip())):
		_refuse()
	frappe.db.set_value(DOCTYPE, record.name, "used_on", now_datetime())
	return record.name


def normalised_address(address: str) -> str:
	"""Return a phone number as E.164, an e-mail address in lower case."""
	return require_email(address) if "@" in address else require_phone(address).e164


def forget_codes(days: int) -> None:
	"""Delete the codes older than `days` days."""
	frappe.db.delete(DOCTYPE, {"creation": ("<", add_to_date(now_datetime(), days=-days))})


def _refuse():
	# One answer for all reasons: it must not tell a stranger which of them it was.
	frappe.throw(_("This code is not valid. Check it, or ask for a new one."), OneTimeCodeError)


def _new_code() -> str:
	return str(secrets.randbelow(10**CODE_LENGTH)).zfill(CODE_LENGTH)


def _code_hash(purpose: str, address: str, secret_code: str) -> str:
	secret_key = hashlib.sha256(b"one-time-code:" + get_encryption_key().encode()).digest()
	message = "\0".join((purpose, address, secret_code)).encode()
	return hmac.new(secret_key, message, hashlib.sha256).hexdigest()


def _refuse_too_many(address: str) -> None:
	start = add_to_date(now_datetime(), minutes=-ISSUE_WINDOW_MINUTES)
	code = frappe.qb.DocType(DOCTYPE)
	recent = (
		frappe.qb.from_(code).select(code.name).where((code.address == address) & (code.creation > start))
	)
	if len(recent.for_update().run()) >= MOST_ISSUES:
		message = _("Too many codes were sent to this address. Please wait {0} minutes.")
		frappe.throw(message.format(ISSUE_WINDOW_MINUTES), OneTimeCodeError)


def _cancel_older(purpose: str, address: str) -> None:
	code = frappe.qb.DocType(DOCTYPE)
	older = (code.purpose == purpose) & (code.address == address)
	unspent = code.used_on.isnull() & code.cancelled_on.isnull()
	frappe.qb.update(code).set(code.cancelled_on, now_datetime()).where(older & unspent).run()


def _store(purpose: str, address: str, channel: str, secret_code: str) -> str:
	record = frappe.new_doc(DOCTYPE, purpose=purpose, address=address, channel=channel)
	record.expires_on = add_to_date(now_datetime(), minutes=LIFETIME_MINUTES)
	record.code_hash = _code_hash(purpose, address, secret_code)
	return record.insert(ignore_permissions=True).name


def _live_code(purpose: str, address: str):
	code = frappe.qb.DocType(DOCTYPE)
	query = frappe.qb.from_(code).select(code.name, code.code_hash, code.tries, code.expires_on)
	bound = (code.purpose == purpose) & (code.address == address)
	unspent = code.used_on.isnull() & code.cancelled_on.isnull() & (code.expires_on > now_datetime())
	rows = query.where(bound & unspent).for_update().run(as_dict=True)
	return rows[0] if rows else None


def _count_try(record) -> int:
	"""Count this try and return how many there were.

	A refusal rolls the request back and with it the row, so the count that decides is kept in the cache, which
	counts atomically and is not part of the transaction; the row keeps what was committed.
	"""
	cache_key = frappe.cache.make_key(f"one_time_code_tries:{record.name}")
	counted = frappe.cache.incrby(cache_key, 1)
	frappe.cache.expire(cache_key, _seconds_left(record.expires_on))
	tries = max(counted, record.tries + 1)
	frappe.db.set_value(DOCTYPE, record.name, "tries", tries)
	return tries


def _seconds_left(expires_on: datetime) -> int:
	return max(int((expires_on - now_datetime()).total_seconds()), 0) + 1
