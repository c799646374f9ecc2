"""A construction division for the demo: projects of some customers, with what was quoted for them."""

import random
from datetime import date, timedelta

import frappe
from frappe.utils import getdate

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.customer_management.profile.project_quotes.quotations import begin_quotation
from workshop_crm.demo.divisions import DIVISIONS, GROUP, make_company
from workshop_crm.demo.people import DEMO_DAY

COMPANY = "Sahil Construction"
SETTINGS = {"business_type": "Construction", "number_prefix": "CON", "enable_project_quotes": 1}
CLIENTS = 9

PROJECTS = (
	"Villa in Al Khoud",
	"Majlis in Barka",
	"Boundary Wall in Seeb",
	"Roof Repair in Al Amerat",
	"Shop Fit-out in Ruwi",
	"Farm Store in Samail",
	"Garage in Bausher",
	"Kitchen Extension in Al Mawaleh",
	"Guest House in Nizwa",
)
# what, quantity, price of one in rials
WORKS = (
	("Foundations and columns", 1, 4850.0),
	("Block walls, 20 cm", 160, 9.75),
	("Roof slab with insulation", 1, 3920.5),
	("Plaster and paint, inside", 320, 3.25),
	("Marble floor", 85, 17.4),
	("Gypsum ceiling", 60, 8.5),
	("Doors and windows, aluminium", 12, 145.0),
	("Electrical works", 1, 1680.0),
	("Plumbing and water tanks", 1, 1240.75),
)


def make_projects(seed: int) -> None:
	"""Make the division with its clients, projects and quotations. The same for one seed."""
	rng = random.Random(f"projects-{seed}")
	make_company(COMPANY, parent_company=GROUP)
	settings_for(COMPANY)
	settings = frappe.get_doc("Division Settings", COMPANY)
	settings.update(SETTINGS)
	settings.save(ignore_permissions=True)
	for client, title in zip(_clients(), PROJECTS, strict=False):
		open_account(client, COMPANY)
		project = _begin(rng, client, title)
		for _number in range(rng.randint(0, 2)):
			_quote(rng, client, project=project)


def _clients() -> list[str]:
	accounts = frappe.get_all(
		"Customer Division Account",
		filters={"company": DIVISIONS["workshop"]},
		pluck="customer",
		order_by="account_number",
		limit=CLIENTS,
	)
	return list(dict.fromkeys(accounts))


def _begin(rng: random.Random, client: str, title: str) -> str:
	"""Begin a project with its first quotation, as the customer's page does; some are well under way."""
	begins = DEMO_DAY - timedelta(days=rng.randrange(0, 120))
	dates = {
		"expected_start_date": begins,
		"expected_end_date": begins + timedelta(days=rng.randrange(60, 300)),
	}
	details = {field: day.isoformat() for field, day in dates.items()}
	project = _quote(rng, client, project_name=title, **details)
	done = rng.choice((0, 0, 15, 40, 65, 90))
	frappe.db.set_value("Project", project, "percent_complete", done, update_modified=False)
	return project


def _quote(rng: random.Random, client: str, **details) -> str:
	"""Quote for one to three works; two of three quotations are sent, the others are drafts. Returns the project."""
	lines = [
		{"description": what, "qty": quantity, "rate": price}
		for what, quantity, price in rng.sample(WORKS, rng.randint(1, 3))
	]
	quotation = begin_quotation(client, COMPANY, lines, valid_till=_valid_till(rng).isoformat(), **details)
	if rng.random() < 0.67:
		quotation.submit()
	return quotation.quoted_project


def _valid_till(rng: random.Random) -> date:
	return max(DEMO_DAY, getdate()) + timedelta(days=rng.randrange(10, 45))
