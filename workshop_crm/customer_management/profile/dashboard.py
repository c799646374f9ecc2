"""The links on the form of a Customer to everything of the app's own that belongs to him."""

from frappe import _

from workshop_crm.customer_management.profile.feature_links import wanted_links


def link_own_documents(data: dict) -> dict:
	"""Add groups of the app's DocTypes to ERPNext's links; each of them names the customer in a field `customer`.

	What belongs to a feature is linked while a division has it switched on.
	"""
	data.setdefault("transactions", []).extend(
		[
			{
				"label": _("Profile"),
				"items": [
					"Customer Division Account",
					"Customer Identity",
					"Customer Verification",
					"Customer Document",
					"Customer Note",
					"Customer Admission",
				],
			},
			{"label": _("Duplicates"), "items": ["Customer Duplicate Pair", "Customer Merge"]},
			{
				"label": _("Vehicles and Devices"),
				"items": ["Vehicle Ownership", "Customer Vehicle", "Customer Device"],
			},
		]
	)
	measured = [name for name in wanted_links() if name == "Customer Measurement"]
	if measured:
		data["transactions"].append({"label": _("Measurements"), "items": measured})
	fields = data.setdefault("non_standard_fieldnames", {})
	owned = {"Customer Vehicle": "current_owner", "Customer Device": "current_owner"}
	fields.update({**owned, "Customer Merge": "target"})
	return data
