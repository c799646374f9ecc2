"""What is measured for which garment: the list a division can change, and what it begins with."""

import frappe

DOCTYPE = "Measurement Set"
LINE_FIELDS = ["parent", "measurement", "measurement_ar", "unit", "least", "most"]

# Set, in Arabic, and its measurements: name, in Arabic, smallest and largest in cm, children included.
FIRST_SETS = (
	(
		"Dishdasha",
		"دشداشة",
		(
			("Length", "الطول", 40, 190),
			("Shoulder", "الكتف", 20, 75),
			("Chest", "الصدر", 40, 190),
			("Sleeve Length", "طول الكم", 20, 95),
			("Sleeve Opening", "فتحة الكم", 8, 60),
			("Neck", "الرقبة", 18, 65),
			("Width at the Hem", "عرض الذيل", 40, 280),
		),
	),
	(
		"Abaya",
		"عباءة",
		(
			("Length", "الطول", 40, 190),
			("Shoulder", "الكتف", 20, 75),
			("Bust", "محيط الصدر", 40, 190),
			("Hips", "محيط الأرداف", 40, 200),
			("Sleeve Length", "طول الكم", 20, 95),
			("Sleeve Opening", "فتحة الكم", 8, 80),
		),
	),
	(
		"Suit",
		"بدلة",
		(
			("Jacket Length", "طول السترة", 30, 120),
			("Shoulder", "الكتف", 20, 75),
			("Chest", "الصدر", 40, 190),
			("Waist", "الخصر", 35, 200),
			("Hips", "محيط الأرداف", 40, 200),
			("Sleeve Length", "طول الكم", 20, 95),
			("Neck", "الرقبة", 18, 65),
		),
	),
	(
		"Trousers",
		"سروال",
		(
			("Waist", "الخصر", 35, 200),
			("Hips", "محيط الأرداف", 40, 200),
			("Outside Leg", "الطول الخارجي", 30, 140),
			("Inside Leg", "الطول الداخلي", 15, 115),
			("Thigh", "محيط الفخذ", 20, 110),
			("Leg Opening", "فتحة الساق", 15, 80),
		),
	),
	("Kumma", "كمة", (("Head", "محيط الرأس", 40, 70),)),
)


def seed_sets() -> None:
	"""Enter the usual sets where there is none yet: called when the first division begins to measure."""
	if frappe.db.count(DOCTYPE):
		return
	for name, name_ar, lines in FIRST_SETS:
		rows = [
			{"measurement": line, "measurement_ar": line_ar, "unit": "cm", "least": least, "most": most}
			for line, line_ar, least, most in lines
		]
		values = {"set_name": name, "set_name_ar": name_ar, "lines": rows}
		frappe.get_doc({"doctype": DOCTYPE, **values}).insert(ignore_permissions=True)


def offered_sets() -> list[dict]:
	"""Return the sets in use: name, label in the user's language, and lines (measurement, label, unit, least, most)."""
	fields = ["name", "set_name_ar"]
	sets = frappe.get_all(DOCTYPE, filters={"disabled": 0}, fields=fields, order_by="creation, name")
	filters = {"parent": ("in", [row.name for row in sets] or [""]), "parenttype": DOCTYPE}
	lines = frappe.get_all(
		"Measurement Set Line", filters=filters, fields=LINE_FIELDS, order_by="parent, idx"
	)
	return [
		{
			"name": row.name,
			"label": in_users_language(row.name, row.set_name_ar),
			"lines": [_shown_line(line) for line in lines if line.parent == row.name],
		}
		for row in sets
	]


def labels_of_sets() -> dict[str, str]:
	"""Return each set, also those no longer offered, with its name in the user's language."""
	rows = frappe.get_all(DOCTYPE, fields=["name", "set_name_ar"])
	return {row.name: in_users_language(row.name, row.set_name_ar) for row in rows}


def in_users_language(english: str, arabic: str | None) -> str:
	"""Return the Arabic name to a reader of Arabic, where there is one."""
	return arabic if arabic and (frappe.local.lang or "").startswith("ar") else english


def _shown_line(line) -> dict:
	shown = {field: line[field] for field in LINE_FIELDS if field not in ("parent", "measurement_ar")}
	return {**shown, "label": in_users_language(line.measurement, line.measurement_ar)}
