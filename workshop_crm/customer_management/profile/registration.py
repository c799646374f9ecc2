"""Registration: the one way by which a customer comes into being through this app.

Counter, web form, API and import all call `register()`. It writes Customer, Contact, division account,
identity and keys, and runs the hook list `customer_registered` in the same transaction: a failing listener
undoes everything. It calls no provider, as the number's counter row stays locked until commit.
"""

from dataclasses import dataclass, field, fields, replace

import frappe
from frappe import _

from workshop_crm.customer_management.profile import divisions, duplicates, keys
from workshop_crm.customer_management.profile.addresses import write_address
from workshop_crm.customer_management.profile.contacts import write_primary_contact
from workshop_crm.customer_management.profile.customer_names import complete_names
from workshop_crm.customer_management.profile.customers import default_customer_group
from workshop_crm.customer_management.profile.division_settings import demanded_fields
from workshop_crm.customer_management.profile.identity import KINDS, identity_hmac, normalise, store_identity
from workshop_crm.customer_management.profile.numbers import free_document_name, next_customer_number
from workshop_crm.customer_management.profile.phones import require_email, require_phone
from workshop_crm.labels import mark

SAVEPOINT = "registration"
SOURCES = ("Walk-in", "Web Form", "WhatsApp", "Phone", "Service", "Import", "API")
COMPANY_TYPES = ("Business", "Government", "NGO")
LABELS = {
	"customer_name": mark("Name"),
	"phone": mark("Phone"),
	"language": mark("Language"),
	"email": mark("E-mail"),
	"address": mark("Address"),
	"date_of_birth": mark("Date of Birth"),
	"gender": mark("Gender"),
	"occupation": mark("Occupation"),
}
SERVICE_WISHES = (
	"preferred_advisor",
	"preferred_technician",
	"preferred_weekday",
	"preferred_time",
	"waits_or_drops_off",
	"preferred_parts",
	"reminder_lead_days",
	"preferred_payment_mode",
)
CUSTOMER_FIELDS = (
	"customer_name",
	"customer_name_ar",
	"given_name",
	"father_name",
	"family_name",
	"given_name_ar",
	"father_name_ar",
	"family_name_ar",
	"identity_type",
	"salutation",
	"gender",
	"language",
	"date_of_birth",
	"occupation",
	"tax_id",
	"emergency_contact_name",
	"emergency_contact_phone",
	"best_contact_from",
	"best_contact_to",
	"customer_group",
	"territory",
	*SERVICE_WISHES,
)
# Fields of several rows -> the field of a row.
ROW_FIELDS = {"preferred_channels": "channel", "preferred_item_groups": "item_group"}


@dataclass(frozen=True)
class Registration:
	"""What is known of a new customer. Phones in any format; dates as ISO text; times as HH:MM.

	`shared_with` names customers with whom a phone or e-mail is shared on purpose, `shared_phone` allows it with
	all who hold it; `not_duplicate_of` names customers whom staff have told apart from this one.
	"""

	customer_name: str = ""
	phone: str = ""
	language: str = "ar"
	company: str | None = None
	source: str = "Walk-in"
	customer_name_ar: str | None = None
	given_name: str | None = None
	father_name: str | None = None
	family_name: str | None = None
	given_name_ar: str | None = None
	father_name_ar: str | None = None
	family_name_ar: str | None = None
	identity_type: str = "Individual"
	whatsapp: str | None = None
	more_phones: list[str] = field(default_factory=list)
	email: str | None = None
	salutation: str | None = None
	gender: str | None = None
	date_of_birth: str | None = None
	occupation: str | None = None
	tax_id: str | None = None
	national_id: str | None = None
	passport: str | None = None
	commercial_registration: str | None = None
	emergency_contact_name: str | None = None
	emergency_contact_phone: str | None = None
	best_contact_from: str | None = None
	best_contact_to: str | None = None
	preferred_channels: list[str] = field(default_factory=list)
	address: dict | None = None
	referral_code: str | None = None
	customer_group: str | None = None
	territory: str | None = None
	preferred_advisor: str | None = None
	preferred_technician: str | None = None
	preferred_weekday: str | None = None
	preferred_time: str | None = None
	waits_or_drops_off: str | None = None
	preferred_parts: str | None = None
	reminder_lead_days: int | None = None
	preferred_payment_mode: str | None = None
	preferred_item_groups: list[str] = field(default_factory=list)
	shared_phone: bool = False
	shared_with: list[str] = field(default_factory=list)
	not_duplicate_of: list[str] = field(default_factory=list)

	@property
	def is_person(self) -> bool:
		"""Tell a person from a firm, ministry or society."""
		return self.identity_type not in COMPANY_TYPES

	@property
	def phones(self) -> list[str]:
		"""Return all phones, the first one first."""
		return list(dict.fromkeys(filter(None, (self.phone, self.whatsapp, *self.more_phones))))

	@property
	def identity_numbers(self) -> dict[str, str]:
		"""Return the identity numbers given, by kind."""
		return {kind: getattr(self, kind) for kind in KINDS if getattr(self, kind)}


def registration_from(values: dict) -> Registration:
	"""Build a Registration from a dict; unknown keys are refused with frappe.ValidationError."""
	known = {f.name for f in fields(Registration)}
	unknown = sorted(set(values) - known)
	if unknown:
		frappe.throw(_("{0} is not a field of a registration.").format(unknown[0]))
	return Registration(**{key: value for key, value in values.items() if value is not None})


def register(registration: Registration, *, ignore_permissions: bool = False):
	"""Register a customer and return the Customer document. The only writer of new customers in this app.

	Raises frappe.MandatoryError, InvalidPhoneError, InvalidEmailError, InvalidIdentityError,
	DuplicateCustomerError (candidates attached), DivisionAccessError, frappe.PermissionError.
	"""
	if not ignore_permissions:
		_require_right(registration)
	registration = check_registration(registration)
	probe = probe_of(registration)
	_refuse_unexcused_duplicates(registration, probe)
	frappe.db.savepoint(SAVEPOINT)
	try:
		return _write(registration, probe)
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		raise


def check_registration(registration: Registration) -> Registration:
	"""Return the registration with phones, e-mail, identity numbers and names in stored form, or raise."""
	_require_fields(registration)
	checked = {
		"phone": require_phone(registration.phone, mobile=registration.is_person).e164,
		"whatsapp": require_phone(registration.whatsapp).e164 if registration.whatsapp else None,
		"more_phones": [require_phone(phone).e164 for phone in registration.more_phones if phone],
		"email": require_email(registration.email) if registration.email else None,
	}
	checked |= {kind: normalise(kind, number) for kind, number in registration.identity_numbers.items()}
	return replace(registration, **checked, **complete_names(registration))


def probe_of(registration: Registration) -> duplicates.Probe:
	"""Return what duplicates of a checked registration are looked up by."""
	return duplicates.Probe(
		phones=registration.phones,
		emails=[registration.email] if registration.email else [],
		identity_hashes=[
			identity_hmac(kind, number) for kind, number in registration.identity_numbers.items()
		],
		names=[name for name in (registration.customer_name, registration.customer_name_ar) if name],
	)


def _write(registration: Registration, probe: duplicates.Probe):
	with keys.written_once():
		customer = _insert_customer(registration)
		_remember_answers(customer.name, registration, probe)
		write_primary_contact(customer, registration)
		account = _write_belongings(customer, registration)
		first_keys = _first_keys(customer, probe, account, registration.address or {})
		keys.write_first_keys(customer.name, first_keys)
	for listener in frappe.get_hooks("customer_registered"):
		frappe.get_attr(listener)(customer, registration)
	return customer


def _require_right(registration: Registration) -> None:
	frappe.has_permission("Customer", "create", throw=True)
	if registration.company:
		divisions.require_visible_company(registration.company)


def _require_fields(registration: Registration) -> None:
	if registration.source not in SOURCES:
		frappe.throw(_("{0} is not a source of registration.").format(registration.source))
	required = ["phone", "language"]
	if registration.company:
		required += demanded_fields(registration.company, registration.source)
	missing = [fieldname for fieldname in required if not getattr(registration, fieldname)]
	if not complete_names(registration)["customer_name"]:
		missing.insert(0, "customer_name")
	if missing:
		label = _(LABELS[missing[0]])
		frappe.throw(_("{0} is demanded for a registration.").format(label), frappe.MandatoryError)


def _refuse_unexcused_duplicates(registration: Registration, probe: duplicates.Probe) -> None:
	"""Refuse holders of the same phone, e-mail or number whom staff have not named as sharing it."""
	if registration.shared_phone:
		return duplicates.refuse_duplicates(duplicates.Probe(identity_hashes=probe.identity_hashes))
	duplicates.refuse_duplicates(probe, excused=registration.shared_with)


def _insert_customer(registration: Registration):
	values = {fieldname: getattr(registration, fieldname) for fieldname in CUSTOMER_FIELDS}
	# Not by new_doc: insert() fills in the defaults anyway, and doing it twice costs a tenth of a registration.
	customer = frappe.get_doc(
		{"doctype": "Customer", **{key: value for key, value in values.items() if value}}
	)
	customer.customer_number = next_customer_number()
	customer.registration_source = registration.source
	customer.referred_by_customer = _referrer(registration.referral_code)
	customer.customer_group = registration.customer_group or default_customer_group(
		registration.identity_type
	)
	for table, column in ROW_FIELDS.items():
		for value in getattr(registration, table):
			customer.append(table, {column: value})
	name = free_document_name(customer.customer_name, customer.customer_number)
	return customer.insert(ignore_permissions=True, set_name=name)


def _referrer(code: str | None) -> str | None:
	if not code:
		return None
	referrer = frappe.db.get_value("Customer", {"referral_code": code.strip().upper()})
	if not referrer:
		frappe.throw(_("No customer has the referral code {0}.").format(code))
	return referrer


def _remember_answers(customer: str, registration: Registration, probe: duplicates.Probe) -> None:
	"""Store what staff said before the Contact is written, as its own check asks for these answers."""
	if registration.shared_phone or registration.shared_with:
		duplicates.remember_shared(
			customer, probe, None if registration.shared_phone else registration.shared_with
		)
	for other in registration.not_duplicate_of:
		duplicates.remember_answer(customer, other, duplicates.NOT_A_DUPLICATE)


def _write_belongings(customer, registration: Registration):
	"""Write identity, address and division account; returns the account, or None without a division."""
	if registration.identity_numbers:
		store_identity(customer.name, **registration.identity_numbers)
	if registration.address:
		write_address(customer, registration.address)
	if not registration.company:
		return None
	return divisions.open_account(
		customer.name, registration.company, preferred_language=registration.language
	)


def _first_keys(customer, probe: duplicates.Probe, account, address: dict) -> set[keys.Key]:
	"""What `keys.keys_for` would read back of the documents just written."""
	found = keys.name_keys_of(customer.customer_name, customer.customer_name_ar)
	found |= {("customer_number", customer.customer_number)}
	found |= {("account_number", account.account_number)} if account else set()
	found |= {("email", address) for address in probe.emails}
	found |= {("identity", digest) for digest in probe.identity_hashes}
	found |= keys.address_keys(*(address.get(field) for field in keys.ADDRESS_FIELDS))
	return found.union(*(keys.phone_keys(phone) for phone in probe.phones))
