"""The fields this capability adds to ERPNext's DocTypes.

ERPNext's own Customer fields serve for honorific (`salutation`), gender, language, tax number (`tax_id`) and soft
delete (`disabled`). Everything else that a workshop keeps about a customer stands in one tab, "Profile".
Documents of a sale get one field: why a manager sold to a blacklisted customer. A Quotation names the project it is made
for, a Warranty Claim the vehicle or device of the customer.
"""

from workshop_crm.labels import mark as _

IDENTITY_TYPES = "\nIndividual\nBusiness\nGovernment\nNGO\nEmployee\nUser"
REGISTRATION_SOURCES = "\nWalk-in\nWeb Form\nWhatsApp\nPhone\nService\nImport\nAPI"
LIFECYCLE_STAGES = "\nProspect\nNew\nActive\nLoyal\nAt Risk\nInactive"
WEEKDAYS = "\nSunday\nMonday\nTuesday\nWednesday\nThursday\nFriday\nSaturday"
VALUE_BANDS = "\nLow\nMedium\nHigh"
FREQUENCY_BANDS = "\nNew\nRegular\nVIP"
SERVICE_KINDS = "\nRepair Only\nParts Buyer\nConsultation\nMixed"


def field(fieldname: str, fieldtype: str, label: str = "", **properties) -> dict:
	"""One Custom Field as a dict; `properties` are its remaining columns."""
	return {"fieldname": fieldname, "fieldtype": fieldtype, "label": label, **properties}


def computed(fieldname: str, fieldtype: str, label: str, **properties) -> dict:
	"""A field that only the app writes: read-only, and left behind when a customer is duplicated."""
	return field(fieldname, fieldtype, label, read_only=1, no_copy=1, **properties)


def in_order(after: str, *fields: dict) -> list[dict]:
	"""Place `fields` one behind the other, the first one behind the DocType's own field `after`."""
	places = [after, *(placed["fieldname"] for placed in fields)]
	return [{**placed, "insert_after": place} for placed, place in zip(fields, places, strict=False)]


NAMES = (
	field("workshop_names_section", "Section Break", _("Names")),
	computed(
		"customer_number",
		"Data",
		_("Customer Number"),
		unique=1,
		in_list_view=1,
		in_standard_filter=1,
		translatable=0,
	),
	field("identity_type", "Select", _("Identity Type"), options=IDENTITY_TYPES, in_standard_filter=1),
	field("given_name", "Data", _("Given Name"), translatable=0),
	field("father_name", "Data", _("Father's Name"), translatable=0),
	field("family_name", "Data", _("Family or Tribe Name"), translatable=0),
	field("date_of_birth", "Date", _("Date of Birth")),
	field("workshop_names_column", "Column Break"),
	field("customer_name_ar", "Data", _("Name in Arabic"), in_list_view=1, translatable=0),
	field("given_name_ar", "Data", _("Given Name in Arabic"), translatable=0),
	field("father_name_ar", "Data", _("Father's Name in Arabic"), translatable=0),
	field("family_name_ar", "Data", _("Family or Tribe Name in Arabic"), translatable=0),
	field("occupation", "Data", _("Occupation"), translatable=0),
)

REGISTRATION = (
	field("workshop_registration_section", "Section Break", _("Registration")),
	field("registration_source", "Select", _("Registered Through"), options=REGISTRATION_SOURCES, no_copy=1),
	field(
		"referred_by_customer",
		"Link",
		_("Referred By"),
		options="Customer",
		no_copy=1,
		search_index=1,
	),
	computed("referral_code", "Data", _("Own Referral Code"), unique=1, translatable=0),
	field("workshop_registration_column", "Column Break"),
	field(
		"linked_user",
		"Link",
		_("Own Login"),
		options="User",
		unique=1,
		no_copy=1,
		description=_("The login of this customer in the portal. A login belongs to one customer only."),
	),
	field(
		"linked_employee",
		"Link",
		_("Employee Record"),
		options="Employee",
		unique=1,
		no_copy=1,
		description=_("Set when this customer works for us. An employee belongs to one customer only."),
	),
	computed(
		"group_before_employment",
		"Link",
		_("Customer Group before Employment"),
		options="Customer Group",
		hidden=1,
	),
)

STANDING = (
	field("workshop_standing_section", "Section Break", _("Standing")),
	field(
		"is_blacklisted",
		"Check",
		_("Blacklisted"),
		no_copy=1,
		in_standard_filter=1,
		description=_("No booking, credit, layby or marketing. A sale needs the reason of a manager."),
	),
	field(
		"blacklist_reason",
		"Small Text",
		_("Reason for Blacklisting"),
		depends_on="is_blacklisted",
		mandatory_depends_on="is_blacklisted",
		no_copy=1,
		translatable=0,
	),
	computed("lifecycle_stage", "Select", _("Lifecycle Stage"), options=LIFECYCLE_STAGES),
	computed("value_band", "Select", _("Value Band"), options=VALUE_BANDS),
	computed("frequency_band", "Select", _("Frequency Band"), options=FREQUENCY_BANDS),
	computed("service_kind", "Select", _("Kind of Service"), options=SERVICE_KINDS),
	computed("area", "Data", _("Area"), translatable=0),
	computed("is_vip", "Check", _("VIP"), in_standard_filter=1),
	field("workshop_standing_column", "Column Break"),
	computed(
		"merged_into", "Link", _("Merged Into"), options="Customer", depends_on="merged_into", search_index=1
	),
	computed(
		"disabled_reason", "Small Text", _("Reason for Disabling"), depends_on="disabled", translatable=0
	),
	computed("disabled_by", "Link", _("Disabled By"), options="User", depends_on="disabled"),
	computed("disabled_on", "Datetime", _("Disabled On"), depends_on="disabled"),
)

REACHING = (
	field("workshop_reaching_section", "Section Break", _("Reaching the Customer")),
	field(
		"preferred_channels",
		"Table",
		_("Preferred Channels"),
		options="Customer Preferred Channel",
		description=_("The first row is the customer's first wish."),
	),
	field("workshop_reaching_column", "Column Break"),
	field("best_contact_from", "Time", _("Best Time to Contact, From")),
	field("best_contact_to", "Time", _("Best Time to Contact, To")),
	field("emergency_contact_name", "Data", _("Emergency Contact"), translatable=0),
	field("emergency_contact_phone", "Data", _("Emergency Contact's Phone"), options="Phone", translatable=0),
)

SERVICE = (
	field("workshop_service_section", "Section Break", _("Wishes for Service")),
	field("preferred_advisor", "Link", _("Preferred Advisor"), options="User"),
	field("preferred_technician", "Link", _("Preferred Technician"), options="User"),
	field("preferred_weekday", "Select", _("Preferred Weekday"), options=WEEKDAYS),
	field(
		"preferred_time",
		"Select",
		_("Preferred Time of Day"),
		options="\nMorning\nMidday\nAfternoon\nEvening",
	),
	field("waits_or_drops_off", "Select", _("Waits or Drops Off"), options="\nWaits\nDrops Off"),
	field("workshop_service_column", "Column Break"),
	field("preferred_parts", "Select", _("Preferred Parts"), options="\nOriginal\nCompatible"),
	field(
		"reminder_lead_days",
		"Int",
		_("Remind before Service (Days)"),
		non_negative=1,
		description=_("How many days before a service is due the customer wishes to be reminded."),
	),
	field("preferred_payment_mode", "Link", _("Preferred Way of Paying"), options="Mode of Payment"),
	field(
		"preferred_item_groups",
		"Table MultiSelect",
		_("Preferred Item Groups"),
		options="Customer Preferred Item Group",
	),
)

PROFILE_TAB = field("workshop_profile_tab", "Tab Break", _("Profile"))

OVERRIDE_REASON = field(
	"standing_override_reason",
	"Small Text",
	_("Reason for Selling to a Blacklisted Customer"),
	description=_("Written by a Workshop Manager."),
	no_copy=1,
	print_hide=1,
	translatable=0,
)

PHONE_TYPE = field(
	"phone_type", "Select", _("Type"), options="\nMobile\nWhatsApp\nHome\nWork\nOther", in_list_view=1
)

ADDRESS_VERIFICATION = (
	field("workshop_verification_section", "Section Break", _("Verification")),
	computed(
		"verification_status",
		"Select",
		_("Verification Status"),
		options="Pending\nVerified\nRejected",
		default="Pending",
		in_standard_filter=1,
		in_list_view=1,
	),
	computed("verified_by", "Link", _("Verified By"), options="User"),
	computed("verified_on", "Datetime", _("Verified On")),
	field("workshop_verification_column", "Column Break"),
	field("latitude", "Float", _("Latitude"), precision="6", no_copy=1),
	field("longitude", "Float", _("Longitude"), precision="6", no_copy=1),
)

QUOTED_PROJECT = field(
	"quoted_project",
	"Link",
	_("Quoted for Project"),
	options="Project",
	search_index=1,
	description=_(
		"A project of the same customer and division. The order made from the quotation takes it over."
	),
)

CLAIMED_THINGS = (
	field("customer_vehicle", "Link", _("Customer Vehicle"), options="Customer Vehicle", search_index=1),
	field("customer_device", "Link", _("Customer Device"), options="Customer Device", search_index=1),
	computed("vip_warranty_months", "Int", _("Longer for a VIP (Months)"), depends_on="vip_warranty_months"),
	field(
		"expired_claim_reason",
		"Small Text",
		_("Reason for Accepting It without Warranty"),
		description=_("Written by a Workshop Manager."),
		no_copy=1,
		print_hide=1,
		translatable=0,
	),
)

CUSTOM_FIELDS = {
	"Customer": in_order(
		"customer_details", PROFILE_TAB, *NAMES, *REGISTRATION, *STANDING, *REACHING, *SERVICE
	),
	"Contact Phone": in_order(
		"phone", PHONE_TYPE, computed("phone_verified", "Check", _("Verified"), in_list_view=1)
	),
	"Contact Email": in_order("email_id", computed("email_verified", "Check", _("Verified"), in_list_view=1)),
	"Address": in_order("links", *ADDRESS_VERIFICATION),
	"Sales Order": in_order("territory", OVERRIDE_REASON),
	"Sales Invoice": in_order("territory", OVERRIDE_REASON),
	"POS Invoice": in_order("territory", OVERRIDE_REASON),
	"Delivery Note": in_order("territory", OVERRIDE_REASON),
	"Quotation": in_order("order_type", QUOTED_PROJECT),
	"Warranty Claim": in_order("serial_no", *CLAIMED_THINGS),
}
