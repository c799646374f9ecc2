"""What the desk offers of the features that divisions switch on: links of the workspace and of the Customer's form.

They appear with the first division that has a feature on, and go with the last.
"""

import frappe

from workshop_crm.customer_management.profile.division_settings import FEATURES, divisions_with
from workshop_crm.labels import mark as _

WORKSPACE = "Customer Management"
CARD = _("Features of Divisions")
LINK = "Workspace Link"
# Feature, kind and name of what is linked, label.
LINKS = (
	("takeaway", "Page", "takeaway", _("Takeaway Board")),
	("measurements", "DocType", "Customer Measurement", _("Customer Measurement")),
	("measurements", "DocType", "Measurement Set", _("Measurement Set")),
)


def switches_changed(settings) -> bool:
	"""Tell whether saving these Division Settings switched a feature on or off."""
	before = settings.get_doc_before_save()
	return any(bool(settings.get(field)) != bool(before and before.get(field)) for field in FEATURES.values())


def keep_links() -> None:
	"""Bring the desk in line with the switches of all divisions; a second call changes nothing."""
	wanted = wanted_links()
	if wanted != _present_links():
		frappe.db.delete(LINK, {"parent": WORKSPACE, "link_to": ("in", [link[2] for link in LINKS])})
		frappe.db.delete(LINK, {"parent": WORKSPACE, "type": "Card Break", "label": CARD})
		_append(wanted)
		frappe.clear_document_cache("Workspace", WORKSPACE)
	# The links on the Customer's form are kept with its meta.
	frappe.clear_cache(doctype="Customer")


def wanted_links() -> list[str]:
	"""Return the names of what the switches of the divisions let the desk link to."""
	offered = {feature for feature in dict.fromkeys(link[0] for link in LINKS) if divisions_with(feature)}
	return [name for feature, _kind, name, _label in LINKS if feature in offered]


def _present_links() -> list[str]:
	filters = {"parent": WORKSPACE, "link_to": ("in", [link[2] for link in LINKS])}
	return frappe.get_all(LINK, filters=filters, pluck="link_to", order_by="idx")


def _append(names: list[str]) -> None:
	links = [link for link in LINKS if link[2] in names]
	rows = [
		{"type": "Link", "link_type": kind, "link_to": to, "label": label} for _on, kind, to, label in links
	]
	if rows:
		rows.insert(0, {"type": "Card Break", "label": CARD, "link_count": len(rows)})
	last = frappe.db.count(LINK, {"parent": WORKSPACE})
	of_workspace = {"parent": WORKSPACE, "parenttype": "Workspace", "parentfield": "links"}
	for idx, row in enumerate(rows, start=last + 1):
		frappe.get_doc({"doctype": LINK, **of_workspace, **row, "idx": idx}).db_insert()
