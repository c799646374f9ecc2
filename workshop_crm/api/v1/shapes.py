"""The fields that a change may name; any other is refused."""

from typing import Literal

from pydantic import ConfigDict
from typing_extensions import TypedDict

ONLY_THESE = ConfigDict(extra="forbid")
# A field of two customers to be merged, and whose value is kept.
FieldChoices = dict[str, Literal["source", "target"]]
# The name of a document and its `modified` as the user saw it.
SeenStamps = dict[str, str]


class CustomerChanges(TypedDict, total=False):
	"""Fields of a customer; dates as ISO text, times as HH:MM, null empties a field."""

	__pydantic_config__ = ONLY_THESE

	customer_name: str
	customer_name_ar: str | None
	given_name: str | None
	father_name: str | None
	family_name: str | None
	given_name_ar: str | None
	father_name_ar: str | None
	family_name_ar: str | None
	identity_type: str
	salutation: str | None
	gender: str | None
	language: str
	date_of_birth: str | None
	occupation: str | None
	tax_id: str | None
	emergency_contact_name: str | None
	emergency_contact_phone: str | None
	best_contact_from: str | None
	best_contact_to: str | None
	customer_group: str
	territory: str
	preferred_channels: list[str]
	preferred_advisor: str | None
	preferred_technician: str | None
	preferred_weekday: str | None
	preferred_time: str | None
	waits_or_drops_off: str | None
	preferred_parts: str | None
	reminder_lead_days: int | None
	preferred_payment_mode: str | None
	preferred_item_groups: list[str]


class ExternalCustomer(TypedDict, total=False):
	"""Fields of a registration as another system sends them; phones in any format, dates as ISO text."""

	__pydantic_config__ = ONLY_THESE

	customer_name: str
	customer_name_ar: str
	given_name: str
	father_name: str
	family_name: str
	identity_type: str
	phone: str
	whatsapp: str
	more_phones: list[str]
	email: str
	language: str
	company: str
	salutation: str
	gender: str
	date_of_birth: str
	occupation: str
	tax_id: str
	address: dict[str, str]
	shared_with: list[str]


class AccountChanges(TypedDict, total=False):
	"""Fields of a customer's account with a division; `preferences` are pairs of key and value."""

	__pydantic_config__ = ONLY_THESE

	account_type: str
	segment: str | None
	payment_terms: str | None
	allow_credit: bool
	allow_layby: bool
	preferred_payment_method: str | None
	preferred_language: str | None
	preferences: dict[str, str]


class VehicleChanges(TypedDict, total=False):
	"""Fields of a vehicle; dates as ISO text, null empties a field."""

	__pydantic_config__ = ONLY_THESE

	plate_number: str | None
	plate_country: str | None
	vin: str | None
	nickname: str | None
	vehicle_use: str
	make: str | None
	model: str | None
	model_year: int | None
	colour: str | None
	engine: str | None
	transmission: str | None
	fuel: str | None
	expected_km_per_year: int | None
	registration_expiry: str | None
	warranty_until: str | None
	insurer: str | None
	policy_number: str | None
	policy_expiry: str | None


class DeviceChanges(TypedDict, total=False):
	"""Fields of a device; dates as ISO text, null empties a field."""

	__pydantic_config__ = ONLY_THESE

	device_type: str
	make: str
	model: str | None
	serial_number: str | None
	imei: str | None
	purchase_date: str | None
	warranty_until: str | None
	device_condition: str | None
	status: str


class DocumentChanges(TypedDict, total=False):
	"""Fields of a customer's document; dates as ISO text, null empties a field."""

	__pydantic_config__ = ONLY_THESE

	company: str | None
	document_type: str
	number: str | None
	title: str | None
	issue_date: str | None
	expiry_date: str | None
	reminder_days: int | None
	show_in_portal: bool
	disabled: bool
	notes: str | None


class SegmentCondition(TypedDict):
	"""A condition on customers; `values` are texts, dates as year-month-day, and empty for "is set"."""

	__pydantic_config__ = ONLY_THESE

	fact: str
	operator: str
	values: list[str | float]


class BulkSource(TypedDict, total=False):
	"""Whom a bulk action is about: one of `segment` (name), `conditions` (with `company`), `customers` (names)."""

	__pydantic_config__ = ONLY_THESE

	segment: str
	conditions: list[SegmentCondition]
	company: str | None
	customers: list[str]


class SegmentChanges(TypedDict, total=False):
	"""Fields of a segment; `conditions` replace all those before."""

	__pydantic_config__ = ONLY_THESE

	company: str | None
	description: str | None
	conditions: list[SegmentCondition]


class QuotedItem(TypedDict, total=False):
	"""A line of a quotation: an item or a description; quantity 1 and the price of the price list where none is given."""

	__pydantic_config__ = ONLY_THESE

	item_code: str
	description: str
	qty: float
	rate: float
