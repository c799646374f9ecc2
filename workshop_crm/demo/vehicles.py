"""The vehicles and devices of the demo: private cars, families, fleets with drivers, cars sold on, papers running out."""

import random
from datetime import date, timedelta

import frappe
from frappe.utils import getdate

from workshop_crm.customer_management.profile.vehicles import devices, expiry, ownership, vehicles
from workshop_crm.customer_management.profile.vehicles.handover import Handover, hand_over
from workshop_crm.customer_management.profile.vehicles.imei import luhn_sum
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item
from workshop_crm.customer_management.profile.vehicles.vin import check_digit
from workshop_crm.demo.divisions import DIVISIONS
from workshop_crm.demo.people import DEMO_DAY
from workshop_crm.demo.staff import email_of

ADVISOR = "Khalid"
PRIVATE_OWNERS, SOLD_ON, FLEET_SIZE, FLEETS, DEVICE_OWNERS = 60, 14, 9, 3, 18
# world manufacturer identifier, make, model, fuel
MODELS = (
	("JTM", "Toyota", "Land Cruiser", "Petrol"),
	("MR0", "Toyota", "Hilux", "Diesel"),
	("JTN", "Toyota", "Camry", "Hybrid"),
	("JN8", "Nissan", "Patrol", "Petrol"),
	("JN1", "Nissan", "Sunny", "Petrol"),
	("JTJ", "Lexus", "LX 570", "Petrol"),
	("KMH", "Hyundai", "Elantra", "Petrol"),
	("KNA", "Kia", "Sportage", "Petrol"),
	("JMY", "Mitsubishi", "Pajero", "Petrol"),
	("1FM", "Ford", "Explorer", "Petrol"),
	("5YJ", "Tesla", "Model Y", "Electric"),
)
COLOURS = ("White", "Silver", "Black", "Pearl", "Grey", "Blue", "Beige")
INSURERS = ("Dhofar Insurance", "Al Madina Takaful", "Oman United Insurance")
PLATE_LETTERS = ("A", "AB", "B", "BA", "D", "H", "HK", "M", "R", "RS", "T", "W", "Y", "YA")
DEVICES = (
	("Generator", "Honda", "EU70is"),
	("Power Tool", "Makita", "DHP486"),
	("Phone", "Samsung", "Galaxy A54"),
	("Tablet", "Apple", "iPad 10"),
	("Appliance", "Bosch", "WAT28"),
)


def make_vehicles(seed: int) -> None:
	"""Enter vehicles and devices, hand some over and make the reminders of today. The same for one seed."""
	rng = random.Random(f"vehicles-{seed}")
	people = _customers("Individual")
	for customer in people[:PRIVATE_OWNERS]:
		_assign_advisor(customer)
		for _number in range(rng.choice((1, 1, 1, 2))):
			_enter(rng, customer)
	_share_in_families(rng, people[:PRIVATE_OWNERS])
	for company in _customers("Company")[:FLEETS]:
		_make_fleet(rng, company, people)
	_sell_on(rng, people)
	for customer in people[:DEVICE_OWNERS]:
		_enter_device(rng, customer)
	expiry.remind()


def _customers(customer_type: str) -> list[str]:
	"""Return the customers of the workshop, those with the longest story first."""
	filters = {"company": DIVISIONS["workshop"]}
	accounts = frappe.get_all(
		"Customer Division Account", filters=filters, pluck="customer", order_by="account_number"
	)
	of_type = {"name": ("in", accounts), "customer_type": customer_type}
	known = set(frappe.get_all("Customer", filters=of_type, pluck="name"))
	return [customer for customer in accounts if customer in known]


def _assign_advisor(customer: str) -> None:
	frappe.db.set_value("Customer", customer, "account_manager", email_of(ADVISOR), update_modified=False)


def _enter(rng: random.Random, customer: str, role: str = ownership.OWNER, use: str = "Private"):
	"""Enter one vehicle with two readings of its odometer, and papers of which some run out soon."""
	maker, make, model, fuel = rng.choice(MODELS)
	bought = DEMO_DAY - timedelta(days=rng.randrange(400, 2200))
	yearly = rng.randrange(9, 30) * 1000
	vehicle = vehicles.add_vehicle(
		customer,
		role,
		since=bought.isoformat(),
		plate_number=_plate(rng),
		vin=_vin(rng, maker),
		make=make,
		model=model,
		model_year=bought.year - rng.choice((0, 0, 1, 4)),
		fuel=fuel,
		transmission="Automatic",
		colour=rng.choice(COLOURS),
		vehicle_use=use,
		expected_km_per_year=yearly,
		**_papers(rng),
	)
	vehicles.add_reading(vehicle.name, rng.randrange(10, 9000), bought.isoformat(), "Counter")
	driven = int(yearly * (DEMO_DAY - bought).days / 365)
	return vehicles.add_reading(vehicle.name, 9000 + driven, DEMO_DAY.isoformat(), "Service")


def _papers(rng: random.Random) -> dict:
	"""Papers counted from today, so that on any day some are about to run out."""
	today = getdate()
	return {
		"registration_expiry": (today + timedelta(days=rng.randrange(4, 360))).isoformat(),
		"insurer": rng.choice(INSURERS),
		"policy_number": f"P-{rng.randrange(10**5, 10**6)}",
		"policy_expiry": (today + timedelta(days=rng.randrange(4, 360))).isoformat(),
	}


def _plate(rng: random.Random) -> str:
	while True:
		plate = f"{rng.randrange(1, 99_999)} {rng.choice(PLATE_LETTERS)}"
		if not frappe.db.exists(VEHICLE, {"plate_number": plate}):
			return plate


def _vin(rng: random.Random, maker: str) -> str:
	while True:
		draft = f"{maker}HV05J{0}{rng.choice('HJKLMNP')}4{rng.randrange(10**6):06d}"
		vin = draft[:8] + check_digit(draft) + draft[9:]
		if not frappe.db.exists(VEHICLE, {"vin": vin}):
			return vin


def _share_in_families(rng: random.Random, people: list[str]) -> None:
	"""Members of a family who share a phone drive each other's cars."""
	filters = {"answer": "Shared Number", "customer": ("in", people)}
	rows = frappe.get_all(
		"Customer Duplicate Answer", filters=filters, fields=["customer", "other_customer"], order_by="name"
	)
	for row in sorted(rows, key=lambda pair: (pair.customer, pair.other_customer)):
		car = frappe.db.get_value(VEHICLE, {"current_owner": row.customer})
		if car and row.other_customer != row.customer:
			_begin_once(Item(VEHICLE, car), row.other_customer)
			frappe.db.set_value(VEHICLE, car, "vehicle_use", "Family")


def _make_fleet(rng: random.Random, company: str, drivers: list[str]) -> None:
	_assign_advisor(company)
	for _number in range(FLEET_SIZE):
		vehicle = _enter(rng, company, use="Commercial")
		_begin_once(Item(VEHICLE, vehicle.name), rng.choice(drivers))


def _begin_once(item: Item, driver: str) -> None:
	known = [row.customer for row in ownership.current_rows(item) if row.role == ownership.DRIVER]
	if driver not in known:
		ownership.begin(item, driver, ownership.DRIVER)


def _sell_on(rng: random.Random, people: list[str]) -> None:
	"""Cars that changed hands on the demo's day; the very first customer both sells one and buys one."""
	sellers = people[:1] + rng.sample(people[2:PRIVATE_OWNERS], SOLD_ON - 2) + people[1:2]
	buyers = rng.sample(people[PRIVATE_OWNERS:], SOLD_ON - 1) + people[:1]
	for seller, buyer in zip(sellers, buyers, strict=True):
		car = frappe.db.get_value(
			VEHICLE, {"current_owner": seller, "vehicle_use": "Private"}, ["name", "odometer"]
		)
		if car:
			name, odometer = car
			hand_over(Handover(Item(VEHICLE, name), seller, buyer, _demo_day(), odometer + 12))


def _demo_day() -> date:
	return min(DEMO_DAY, getdate())


def _enter_device(rng: random.Random, customer: str) -> None:
	kind, make, model = rng.choice(DEVICES)
	bought = DEMO_DAY - timedelta(days=rng.randrange(30, 900))
	numbers = {"serial_number": f"{make[:2].upper()}{rng.randrange(10**7):07d}"}
	if kind in ("Phone", "Tablet"):
		numbers["imei"] = _imei(rng)
	devices.add_device(
		customer,
		since=bought.isoformat(),
		device_type=kind,
		make=make,
		model=model,
		purchase_date=bought.isoformat(),
		warranty_until=(bought + timedelta(days=730)).isoformat(),
		device_condition=rng.choice(("New", "Good", "Fair")),
		**numbers,
	)


def _imei(rng: random.Random) -> str:
	body = f"35{rng.randrange(10**12):012d}"
	return next(body + str(digit) for digit in range(10) if luhn_sum(body + str(digit)) % 10 == 0)
