"""The fields of an order to be picked up, on ERPNext's Sales Order."""

from workshop_crm.customer_management.profile.custom_fields import computed, field, in_order
from workshop_crm.labels import mark as _

TAKEAWAY = (
	field("takeaway_section", "Section Break", _("Takeaway")),
	field(
		"is_takeaway",
		"Check",
		_("Takeaway"),
		in_standard_filter=1,
		description=_("The customer picks it up. The division must have takeaway orders switched on."),
	),
	field("takeaway_column", "Column Break"),
	field(
		"pick_up_time",
		"Datetime",
		_("Pick-up Time"),
		depends_on="is_takeaway",
		mandatory_depends_on="is_takeaway",
		allow_on_submit=1,
		no_copy=1,
		search_index=1,
	),
	computed(
		"pick_up_status",
		"Select",
		_("Pick-up Status"),
		options="\nOrdered\nPreparing\nReady\nPicked Up",
		depends_on="is_takeaway",
		allow_on_submit=1,
		in_standard_filter=1,
	),
	computed(
		"ready_notified_on",
		"Datetime",
		_("Customer Told That It Is Ready"),
		depends_on="ready_notified_on",
		allow_on_submit=1,
	),
)

# Behind the price list, so that it stands above the items.
CUSTOM_FIELDS = {"Sales Order": in_order("ignore_pricing_rule", *TAKEAWAY)}
