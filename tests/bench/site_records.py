"""What runs inside a site during the install cycle: plant legacy records, report what the site holds.

Run by the bench's own Python from its `sites` folder: `python site_records.py SITE plant|state|legacy|visit`.
Prints one line of JSON at the end.
"""

import json
import sys

import frappe

LEGACY_APP = "older_workshop_app"
COLLIDING = "Customer Note"
SISTER = ("Customer Satisfaction", "Customer Feedback")
PLAIN = ("Customer Management", "Customer Loyalty Points")
ORPHAN = "Customer Duplicate Answer"
LEGACY_WORKSPACE = "Customer Management"
EXISTING_CUSTOMERS = ("Salim Al Harthy", "سعيد البلوشي", "Gulf Trading LLC")
RECORDED = (
	"Custom Field",
	"Property Setter",
	"Role",
	"Has Role",
	"Custom DocPerm",
	"Module Def",
	"DocType",
	"Workspace",
	"Page",
	"Report",
	"Number Card",
	"Dashboard Chart",
	"Client Script",
	"Scheduled Job Type",
	"Portal Menu Item",
	"Global Search DocType",
)


def plant() -> dict:
	"""Leave behind what an older app with a module of the same name leaves."""
	for module in (PLAIN[0], SISTER[0]):
		make_module(module)
	make_doctype(PLAIN[0], COLLIDING, [("subject", "Data"), ("rating", "Int")], rows=3)
	make_doctype(*PLAIN, [("points", "Int"), ("note_link", "Link", COLLIDING)], rows=2)
	make_doctype(*SISTER, [("comment_text", "Small Text")], rows=4)
	make_orphan_table()
	make_workspace()
	for name in EXISTING_CUSTOMERS:
		frappe.get_doc({"doctype": "Customer", "customer_name": name}).insert()
	return {}


def make_module(name: str) -> None:
	"""File a Module Def under an app that is not on the bench."""
	frappe.get_doc({"doctype": "Module Def", "module_name": name, "app_name": "frappe", "custom": 1}).insert()
	frappe.db.set_value("Module Def", name, {"app_name": LEGACY_APP, "custom": 0})


def make_doctype(module: str, name: str, fields: list[tuple], rows: int) -> None:
	"""Make a DocType with rows as an app would have left it: `custom` 0, its code gone."""
	docfields = [
		{"fieldname": field[0], "label": field[0], "fieldtype": field[1], "options": (*field, "", "")[2]}
		for field in fields
	]
	permission = {"role": "System Manager", "read": 1, "write": 1, "create": 1}
	values = {"doctype": "DocType", "name": name, "module": module, "custom": 1, "autoname": "hash"}
	frappe.get_doc({**values, "fields": docfields, "permissions": [permission]}).insert()
	for number in range(rows):
		frappe.get_doc({"doctype": name, fields[0][0]: str(number)}).insert()
	frappe.db.set_value("DocType", name, "custom", 0)
	frappe.db.commit()


def make_orphan_table() -> None:
	"""Leave a table without its DocType, as migrate does once an app's code is gone."""
	make_doctype(PLAIN[0], ORPHAN, [("points", "Int")], rows=5)
	frappe.db.delete("DocField", {"parent": ORPHAN})
	frappe.db.delete("DocPerm", {"parent": ORPHAN})
	frappe.db.delete("DocType", {"name": ORPHAN})
	frappe.clear_cache()


def make_workspace() -> None:
	"""Leave a workspace with the name of the app's own."""
	values = {
		"title": LEGACY_WORKSPACE,
		"label": LEGACY_WORKSPACE,
		"module": PLAIN[0],
		"public": 1,
		"content": "[]",
	}
	frappe.get_doc({"doctype": "Workspace", **values}).insert()


def state() -> dict:
	"""Return name -> stamp of every record a set-up could leave, and the tables with their columns and indexes."""
	records = {doctype: stamps(doctype) for doctype in RECORDED}
	columns = {table: frappe.db.get_table_columns_description(table) for table in tables()}
	shape = {
		table: {column["name"]: [bool(column["index"]), bool(column["unique"])] for column in described}
		for table, described in columns.items()
	}
	return {"records": records, "tables": shape, "customers": customers()}


def stamps(doctype: str) -> dict[str, str]:
	"""Return name -> time of the last change."""
	rows = frappe.get_all(doctype, fields=["name", "modified"], order_by="name")
	return {row.name: str(row.modified) for row in rows}


def tables() -> list[str]:
	"""Return all tables of DocTypes."""
	return sorted(name for name in frappe.db.get_tables(cached=False) if name.startswith("tab"))


def customers() -> list[list]:
	"""Return name, number and count of search keys of each customer; only names where the app is absent."""
	names = frappe.get_all("Customer", order_by="creation, name", pluck="name")
	if not frappe.db.table_exists("Customer Search Key", cached=False) or not frappe.get_meta(
		"Customer"
	).has_field("customer_number"):
		return [[name] for name in names]
	return [
		[
			name,
			frappe.db.get_value("Customer", name, "customer_number"),
			frappe.db.count("Customer Search Key", {"customer": name}),
		]
		for name in names
	]


def legacy() -> dict:
	"""Return where the planted records are now, with their rows."""
	names = [f"Legacy {COLLIDING}", PLAIN[1], SISTER[1]]
	found = {}
	for name in names:
		doctype = frappe.db.get_value("DocType", name, ["module", "custom"], as_dict=True)
		found[name] = [doctype.module, doctype.custom, frappe.db.count(name)] if doctype else None
	orphan = f"Legacy {ORPHAN}"
	return {
		"doctypes": found,
		"orphan_rows": len(frappe.qb.from_(frappe.qb.DocType(orphan)).select("name").run()),
		"link_options": frappe.db.get_value(
			"DocField", {"parent": PLAIN[1], "fieldname": "note_link"}, "options"
		),
		"workspace": frappe.db.get_value("Workspace", f"Legacy {LEGACY_WORKSPACE}", ["title", "module"]),
		"module": frappe.db.get_value("Module Def", PLAIN[0], "app_name"),
	}


def visit() -> dict:
	"""Use the app a little, so that uninstalling meets versions, comments and encrypted numbers."""
	from workshop_crm.customer_management.profile.registration import Registration, register

	company = frappe.get_all("Company", pluck="name", limit=1)[0]
	customer = register(
		Registration(
			customer_name="Aisha Al Balushi", phone="+96891234567", company=company, national_id="12345678"
		)
	)
	customer.add_comment("Comment", "visited")
	return {"customer": customer.name}


def leftovers() -> dict:
	"""Count rows elsewhere that still speak of the app's DocTypes, given as arguments."""
	doctypes = sys.argv[3:]
	places = (("Version", "ref_doctype"), ("Comment", "reference_doctype"), ("__Auth", "doctype"))
	found = {}
	for table, column in places:
		source = frappe.qb.Table(table) if table.startswith("__") else frappe.qb.DocType(table)
		query = frappe.qb.from_(source).select(source[column]).where(source[column].isin(doctypes))
		found[table] = len(query.run())
	return found


if __name__ == "__main__":
	site, step = sys.argv[1:3]
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	answer = {"plant": plant, "state": state, "legacy": legacy, "visit": visit, "leftovers": leftovers}[
		step
	]()
	frappe.db.commit()
	frappe.destroy()
	print(json.dumps(answer, ensure_ascii=False))
