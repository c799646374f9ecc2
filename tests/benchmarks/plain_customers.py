"""A million customers for the benchmark on SQLite: the rows that search reads, and no others."""

import random

import frappe

from workshop_crm.customer_management.profile.quick_rows import insert_rows
from workshop_crm.demo.names import omani_name

AT_ONCE = 5000
MOMENT = "2026-01-01 08:00:00.000000"
COLUMNS = {
	"Customer": (
		"name",
		"creation",
		"modified",
		"customer_name",
		"customer_name_ar",
		"customer_number",
		"mobile_no",
	),
	"Contact Phone": ("name", "parent", "parenttype", "parentfield", "phone"),
	"Dynamic Link": ("name", "parent", "parenttype", "parentfield", "link_doctype", "link_name"),
}


def fill(size: int) -> None:
	"""Insert customers up to `size`, each with names in both scripts, a number and a phone; may be taken up again."""
	rng = random.Random(1)
	done = frappe.db.count("Customer")
	for start in range(0, size, AT_ONCE):
		people = [_rows(rng, number) for number in range(start + 1, start + AT_ONCE + 1)]
		if start < done:
			continue
		for place, (doctype, columns) in enumerate(COLUMNS.items()):
			insert_rows(doctype, columns, [rows[place] for rows in people])
		frappe.db.commit()
		print(f"{start + AT_ONCE} of {size} customers", flush=True)


def _rows(rng: random.Random, number: int) -> tuple[tuple, tuple, tuple]:
	person = omani_name(rng, "Male" if rng.random() < 0.7 else "Female")
	name, phone, contact = f"{person.latin} - {number}", f"+9689{number:07d}", f"b{number:07d}"
	customer = (name, MOMENT, MOMENT, person.latin, person.arabic, f"UCST-{number:06d}", phone)
	row = (contact, contact, "Contact", "phone_nos", phone)
	return customer, row, (contact, contact, "Contact", "links", "Customer", name)
