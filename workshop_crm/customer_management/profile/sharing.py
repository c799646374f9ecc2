"""Asking who might be the same person before registering him, and keeping what staff answered."""

from dataclasses import dataclass, field

import frappe
from frappe import _

from workshop_crm.customer_management.profile import duplicates
from workshop_crm.customer_management.profile.identity import KINDS, identity_hmac, normalise
from workshop_crm.customer_management.profile.keys import customers_with_key
from workshop_crm.customer_management.profile.phones import require_email, require_phone
from workshop_crm.customer_management.profile.vehicles.vin import compact_vin
from workshop_crm.exceptions import CustomerError


@dataclass(frozen=True)
class PersonProbe:
	"""What is known so far of a person, as typed; `exclude` is the customer whose own record does not count."""

	phone: str | None = None
	whatsapp: str | None = None
	more_phones: list[str] = field(default_factory=list)
	email: str | None = None
	national_id: str | None = None
	passport: str | None = None
	commercial_registration: str | None = None
	customer_name: str | None = None
	customer_name_ar: str | None = None
	vin: str | None = None
	exclude: str | None = None


def possible_duplicates(person: PersonProbe) -> list[dict]:
	"""Return candidates with score and reasons, surest first; those of other divisions without name and number.

	Raises InvalidPhoneError, InvalidEmailError, InvalidIdentityError.
	"""
	if person.exclude:
		_readable(person.exclude)
	found = duplicates.find_duplicates(probe_of(person), person.exclude)
	return [duplicates.visible_candidate(candidate) for candidate in found]


def share_number(customer: str, other: str, number: str) -> str:
	"""Keep that two customers share a phone or e-mail on purpose; returns it in stored form.

	Raises CustomerError where they are one and the same, or the other one does not hold it.
	"""
	_writable_pair(customer, other)
	value = require_email(number) if "@" in number else require_phone(number).e164
	kind, key = ("email", value) if "@" in value else ("phone", value.lstrip("+"))
	if other not in customers_with_key(kind, [key]):
		frappe.throw(_("Customer {0} does not hold {1}.").format(other, value), CustomerError)
	duplicates.remember_answer(customer, other, duplicates.SHARED_NUMBER, value)
	return value


def tell_apart(customer: str, other: str) -> None:
	"""Keep that two customers with like names are not the same person."""
	_writable_pair(customer, other)
	duplicates.remember_answer(customer, other, duplicates.NOT_A_DUPLICATE)


def probe_of(person: PersonProbe) -> duplicates.Probe:
	"""Return the person as `find_duplicates` takes him.

	Raises InvalidPhoneError, InvalidEmailError, InvalidIdentityError.
	"""
	phones = filter(None, (person.phone, person.whatsapp, *person.more_phones))
	numbers = {kind: getattr(person, kind) for kind in KINDS if getattr(person, kind)}
	return duplicates.Probe(
		phones=[require_phone(phone).e164 for phone in phones],
		emails=[require_email(person.email)] if person.email else [],
		identity_hashes=[identity_hmac(kind, normalise(kind, number)) for kind, number in numbers.items()],
		names=[name for name in (person.customer_name, person.customer_name_ar) if name],
		vins=[compact_vin(person.vin)] if person.vin else [],
	)


def _writable_pair(customer: str, other: str) -> None:
	frappe.get_doc("Customer", customer).check_permission("write")
	_readable(other)
	if customer == other:
		frappe.throw(_("A customer cannot be compared with himself."), CustomerError)


def _readable(customer: str) -> None:
	frappe.get_doc("Customer", customer).check_permission("read")
