"""Warranties in the demo: newer vehicles are covered, some run out soon, a few customers have claimed."""

import random
from datetime import timedelta

import frappe
from frappe.utils import getdate

from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, VEHICLE, Item
from workshop_crm.customer_management.profile.vehicles.vehicles import update_vehicle
from workshop_crm.customer_management.profile.warranties.claims import make_claim, warranties_of
from workshop_crm.demo.divisions import DIVISIONS
from workshop_crm.demo.people import DEMO_DAY

SETTINGS = {"enable_warranties": 1, "vip_warranty_months": 6}
COVERED, CLAIMANTS = 24, 5
# How many days after the demo's day a warranty ends.
ENDS = (-200, -20, 12, 25, 180, 400, 730, 900)
COMPLAINTS = (
	"Gearbox slips between second and third while cold",
	"Screen flickers after ten minutes",
	"Oil stain below the engine since the last service",
	"Does not start after standing in the sun",
	"Rattles at the front left above 80 km an hour",
)


def make_warranties(seed: int) -> None:
	"""Switch warranties on in the workshop, record some and claim on a few. The same for one seed."""
	rng = random.Random(f"warranties-{seed}")
	company = DIVISIONS["workshop"]
	settings = frappe.get_doc("Division Settings", company)
	settings.update(SETTINGS)
	settings.save(ignore_permissions=True)
	owners = _owners(company)
	for number, (vehicle, _owner) in enumerate(owners[:COVERED]):
		until = DEMO_DAY + timedelta(days=ENDS[number % len(ENDS)])
		update_vehicle(vehicle, warranty_until=until.isoformat())
	claimants = list(dict.fromkeys(owner for _vehicle, owner in owners[:COVERED]))
	for customer, complaint in zip(claimants, COMPLAINTS[:CLAIMANTS], strict=False):
		_claim(rng, customer, company, complaint)


def _owners(company: str) -> list[tuple[str, str]]:
	"""Return (vehicle, owner) of the workshop's own customers, those entered first at the head."""
	account = {"company": company}
	customers = frappe.get_all("Customer Division Account", filters=account, pluck="customer")
	filters = {"current_owner": ("in", customers)}
	fields = ["name", "current_owner"]
	rows = frappe.get_all(VEHICLE, filters=filters, fields=fields, order_by="name")
	return [(row.name, row.current_owner) for row in rows]


def _claim(rng: random.Random, customer: str, company: str, complaint: str) -> None:
	day = min(DEMO_DAY, getdate())
	rows = warranties_of(customer, company)["rows"]
	covered = [row for row in rows if row["lasts_until"] >= day and row["is_owner"]]
	things = [row for row in covered if row["doctype"] in (VEHICLE, DEVICE)]
	if not things:
		return
	thing = rng.choice(things)
	item = Item(thing["doctype"], thing["name"])
	claim = make_claim(item, customer, company, complaint, on=day.isoformat())
	if rng.random() < 0.3:
		claim.status = "Closed"
		claim.save(ignore_permissions=True)
