"""What the tailors of the demo's clothing division measured: customers and their children, some several times."""

import random
from datetime import timedelta

import frappe
from frappe.utils import getdate

from workshop_crm.customer_management.profile.measurements.measurements import take
from workshop_crm.demo.divisions import DIVISIONS
from workshop_crm.demo.people import DEMO_DAY

MEASURED, MOST_TIMES = 14, 3
CHILDREN = (("Yousuf", "Dishdasha"), ("Sara", "Abaya"), ("Hamed", "Dishdasha"), ("Aisha", "Abaya"))
# What a grown person measures in cm, and the share of it that people have.
USUAL = {
	"Dishdasha": {
		"Length": 142,
		"Shoulder": 46,
		"Chest": 106,
		"Sleeve Length": 60,
		"Sleeve Opening": 18,
		"Neck": 41,
		"Width at the Hem": 124,
	},
	"Abaya": {
		"Length": 140,
		"Shoulder": 40,
		"Bust": 98,
		"Hips": 106,
		"Sleeve Length": 58,
		"Sleeve Opening": 24,
	},
	"Suit": {
		"Jacket Length": 74,
		"Shoulder": 46,
		"Chest": 104,
		"Waist": 94,
		"Hips": 102,
		"Sleeve Length": 63,
		"Neck": 41,
	},
	"Kumma": {"Head": 57},
}
GROWN, CHILD = (0.93, 1.08), (0.6, 0.75)


def make_measurements(seed: int) -> None:
	"""Switch measurements on for the clothing division and take some. The same for one seed."""
	rng = random.Random(f"measurements-{seed}")
	company = DIVISIONS["clothing"]
	settings = frappe.get_doc("Division Settings", company)
	settings.enable_measurements = 1
	settings.save(ignore_permissions=True)
	for customer in _customers(company):
		women = frappe.db.get_value("Customer", customer, "gender") == "Female"
		_measure(rng, customer, company, "Abaya" if women else rng.choice(("Dishdasha", "Dishdasha", "Suit")))
		if rng.random() < 0.4:
			child, garment = rng.choice(CHILDREN)
			_measure(rng, customer, company, garment, child)
		elif not women:
			_measure(rng, customer, company, "Kumma")


def _customers(company: str) -> list[str]:
	filters = {"company": company, "status": "Active"}
	accounts = frappe.get_all(
		"Customer Division Account", filters=filters, pluck="customer", order_by="account_number"
	)
	people = {"name": ("in", accounts), "customer_type": "Individual", "disabled": 0}
	known = set(frappe.get_all("Customer", filters=people, pluck="name"))
	return [customer for customer in accounts if customer in known][:MEASURED]


def _measure(rng: random.Random, customer: str, company: str, garment: str, child: str = "") -> None:
	"""Take the measurements of one person once or several times, a few months apart, each a little different."""
	values = _first_values(rng, garment, CHILD if child else GROWN)
	times = rng.randint(1, MOST_TIMES)
	for number in range(times):
		day = min(DEMO_DAY, getdate()) - timedelta(days=110 * (times - 1 - number) + rng.randrange(20))
		take(customer, company, garment, values, person=child, measured_on=day.isoformat())
		values = {name: _later(rng, value, bool(child)) for name, value in values.items()}


def _first_values(rng: random.Random, garment: str, share: tuple[float, float]) -> dict[str, float]:
	size = rng.uniform(*share)
	return {name: _half(value * size) for name, value in USUAL[garment].items()}


def _later(rng: random.Random, value: float, growing: bool) -> float:
	change = rng.choice((0, 0, 0, 0.5, -0.5, 1)) if not growing else rng.choice((0.5, 1, 1.5))
	return _half(value + change)


def _half(value: float) -> float:
	return round(value * 2) / 2
