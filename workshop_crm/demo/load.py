"""Loading the demo workshop into a site: once, through the same importer that loads a real list."""

from collections.abc import Callable

import frappe
from frappe import _

from workshop_crm.customer_management.profile.importing.imports import begin_import
from workshop_crm.customer_management.profile.importing.run import run_import
from workshop_crm.demo.customer_lists import make_lists
from workshop_crm.demo.divisions import DIVISIONS, make_divisions
from workshop_crm.demo.documents import make_documents
from workshop_crm.demo.history import make_history
from workshop_crm.demo.measurements import make_measurements
from workshop_crm.demo.people import DEMO_SEED
from workshop_crm.demo.projects import make_projects
from workshop_crm.demo.registration_days import spread_registrations
from workshop_crm.demo.staff import demo_logins, make_staff
from workshop_crm.demo.takeaway import make_kitchen, make_orders
from workshop_crm.demo.vehicles import make_vehicles
from workshop_crm.demo.warranties import make_warranties

FILE_NAMES = {division: f"demo-{division}-customers.csv" for division in DIVISIONS}
DONE = "workshop_crm_demo_loaded"


def load_demo(seed: int = DEMO_SEED, say: Callable[[str], None] = lambda text: None) -> dict:
	"""Load the demo; what an earlier call has loaded is left alone. Commits between its steps.

	`say` is told each step. Returns {"customers": imported, "rejected": lines refused}.
	Raises frappe.ValidationError on a site that has customers of its own: the demo brings users with a known
	password.
	"""
	if not frappe.db.get_default(DONE):
		_refuse_beside_real_customers()
		for text, step in _steps(seed):
			say(text)
			step()
			frappe.db.commit()
		frappe.db.set_default(DONE, str(seed))
		frappe.db.commit()
	return demo_counts()


def demo_counts() -> dict:
	"""How many lines of the demo lists were imported and how many refused."""
	filters = {"company": ["in", list(DIVISIONS.values())]}
	imports = frappe.get_all("Customer Import", filters=filters, fields=["imported_rows", "rejected_rows"])
	return {
		"customers": sum(row.imported_rows for row in imports),
		"rejected": sum(row.rejected_rows for row in imports),
	}


def _steps(seed: int) -> list[tuple[str, Callable[[], None]]]:
	return [
		("companies, settings and items", make_divisions),
		("kitchen", make_kitchen),
		("staff", make_staff),
		("customers", lambda: import_customers(seed)),
		("invoices, payments, quotations, notes", lambda: make_history(seed)),
		("days of registration", lambda: spread_registrations(seed)),
		("vehicles and devices", lambda: make_vehicles(seed)),
		("warranties", lambda: make_warranties(seed)),
		("projects", lambda: make_projects(seed)),
		("documents", lambda: make_documents(seed)),
		("measurements", lambda: make_measurements(seed)),
		("takeaway orders", lambda: make_orders(seed)),
	]


def import_customers(seed: int = DEMO_SEED) -> None:
	"""Run the three demo lists through the importer; a finished list is not taken again."""
	for division, content in make_lists(seed).items():
		company = DIVISIONS[division]
		name = frappe.db.get_value("Customer Import", {"company": company}) or _make_import(division, content)
		if frappe.db.get_value("Customer Import", name, "status") != "Completed":
			_run_here(name)


def _make_import(division: str, content: bytes) -> str:
	values = {"doctype": "File", "file_name": FILE_NAMES[division], "is_private": 1, "content": content}
	file = frappe.get_doc(values).insert(ignore_permissions=True)
	document = frappe.new_doc("Customer Import")
	document.update({"file": file.file_url, "company": DIVISIONS[division]})
	document.insert(ignore_permissions=True)
	return document.name


def _run_here(name: str) -> None:
	"""In this process rather than by a worker: whoever loads the demo waits for it."""
	if frappe.db.get_value("Customer Import", name, "status") != "Running":
		begin_import(name)
	frappe.db.commit()
	run_import(name)


def _refuse_beside_real_customers() -> None:
	if frappe.db.exists("Company", DIVISIONS["workshop"]):
		return
	if frappe.db.count("Customer"):
		frappe.throw(_("This site has customers of its own. Load the demo on a new site."))


__all__ = ["demo_counts", "demo_logins", "import_customers", "load_demo"]
