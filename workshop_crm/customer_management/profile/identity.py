"""Identity numbers: encrypted with the site key, found again only through a keyed hash.

The hash is HMAC-SHA256 (RFC 2104) under a key derived from the site key, so that a copied table alone does
not allow guessing the short national numbers.
"""

import hashlib
import hmac
import re

import frappe
from frappe import _
from frappe.utils.password import get_encryption_key

from workshop_crm.customer_management.culture.text import to_western_digits
from workshop_crm.exceptions import DuplicateCustomerError, InvalidIdentityError

DOCTYPE = "Customer Identity"
# National ID: Omani civil and resident numbers are short digit strings. Passport: ICAO Doc 9303 part 4,
# up to nine letters and digits. Commercial registration: digits, some with letters and separators.
PATTERNS = {
	"national_id": re.compile(r"\d{5,12}"),
	"passport": re.compile(r"[A-Z0-9]{5,9}"),
	"commercial_registration": re.compile(r"[A-Z0-9][A-Z0-9/-]{3,14}"),
}
KINDS = tuple(PATTERNS)
SHOWN_CHARACTERS = 3


def normalise(kind: str, number: str) -> str:
	"""Return the number in its one written form, or raise InvalidIdentityError naming the field."""
	compact = re.sub(r"[\s.]", "", to_western_digits(number)).upper()
	if not PATTERNS[kind].fullmatch(compact):
		label = frappe.get_meta(DOCTYPE).get_label(kind)
		frappe.throw(_("{0} is not written in a valid form.").format(_(label)), InvalidIdentityError)
	return compact


def identity_hmac(kind: str, number: str) -> str:
	"""Return the hex digest under which a normalised number of this kind is found."""
	key = hashlib.sha256(b"customer-identity:" + get_encryption_key().encode()).digest()
	return hmac.new(key, f"{kind}:{number}".encode(), hashlib.sha256).hexdigest()


def mask(number: str) -> str:
	"""Show the last three characters of a number, of a very short one none."""
	shown = number[-SHOWN_CHARACTERS:] if len(number) > 2 * SHOWN_CHARACTERS else ""
	return "•" * (len(number) - len(shown)) + shown


def seal(doc) -> None:
	"""Set hash and mask of each number typed into a Customer Identity, and clear those of an emptied one.

	Raises InvalidIdentityError or DuplicateCustomerError. A number that was not touched arrives as asterisks.
	"""
	for kind in KINDS:
		typed = doc.get(kind)
		if typed and doc.is_dummy_password(typed):
			continue
		number = normalise(kind, typed) if typed else None
		doc.set(kind, number)
		doc.set(f"{kind}_hash", identity_hmac(kind, number) if number else None)
		doc.set(f"{kind}_masked", mask(number) if number else None)
		if number:
			refuse_taken(kind, number, doc.customer)


def refuse_taken(kind: str, number: str, customer: str | None = None) -> None:
	"""Raise DuplicateCustomerError when a customer other than `customer` holds this number."""
	holder = find_by_identity(kind, number)
	if holder and holder != customer:
		label = frappe.get_meta(DOCTYPE).get_label(kind)
		message = _("Another customer is registered with this {0}.").format(_(label))
		frappe.throw(message, DuplicateCustomerError)


def find_by_identity(kind: str, number: str) -> str | None:
	"""Return the customer who holds this number exactly, or None."""
	digest = identity_hmac(kind, normalise(kind, number))
	return frappe.db.get_value(DOCTYPE, {f"{kind}_hash": digest}, "customer")


def store_identity(customer: str, **numbers: str | None) -> None:
	"""Write identity numbers (keys of KINDS) of `customer`; an empty one erases. The only writer besides the form."""
	name = frappe.db.get_value(DOCTYPE, {"customer": customer})
	doc = frappe.get_doc(DOCTYPE, name) if name else frappe.new_doc(DOCTYPE, customer=customer)
	doc.update(numbers)
	doc.save(ignore_permissions=True)


def masked_identity(customer: str) -> dict[str, str]:
	"""Return the numbers on file in masked form, by kind."""
	fields = [f"{kind}_masked" for kind in KINDS]
	row = frappe.db.get_value(DOCTYPE, {"customer": customer}, fields, as_dict=True) or {}
	return {kind: row[f"{kind}_masked"] for kind in KINDS if row.get(f"{kind}_masked")}
