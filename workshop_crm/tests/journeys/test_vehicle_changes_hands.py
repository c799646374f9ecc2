"""A firm registers its car, sells it, and the buyer turns out to be two records of one person.

One long test: each step stands on what the one before has left.
"""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.api.v1 import customers, merges, vehicles
from workshop_crm.customer_management.profile.merging.sweep import sweep
from workshop_crm.tests.factories import make_company, make_user, new_mobile, unique
from workshop_crm.tests.vehicle_factories import new_plate, new_vin


class TestVehicleChangesHands(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = make_company()
		cls.advisor, cls.manager = make_user("Workshop Advisor"), make_user("Workshop Manager")

	def tearDown(self):
		frappe.set_user("Administrator")

	def register(self, name: str, **values) -> str:
		values = {"phone": new_mobile(), "language": "en", "company": self.company, **values}
		return customers.create(customer_name=name, **values)["name"]

	def vehicles_of(self, customer: str) -> list[str]:
		return [vehicle["name"] for vehicle in vehicles.list(customer)["vehicles"]]

	def test_from_the_fleet_to_a_buyer_registered_twice(self):
		frappe.set_user(self.advisor)
		fleet, car, plate = self._a_firm_brings_its_car()
		buyer, buyer_name = self._a_buyer_takes_it_over(fleet, car)
		self._each_sees_his_part(fleet, buyer, car)
		self._the_car_is_found_by_its_plate(plate, buyer)
		frappe.set_user(self.manager)
		self._the_buyer_was_known_already(buyer, buyer_name, car)

	def _a_firm_brings_its_car(self) -> tuple[str, str, str]:
		fleet = self.register(unique("Gulf Rent"), identity_type="Business")
		plate = new_plate()
		car = vehicles.create(customer=fleet, plate_number=plate, vin=new_vin(), make="Toyota", model="Hilux")
		self.assertEqual(self.vehicles_of(fleet), [car["name"]])
		vehicles.add_reading(car["name"], 60_000)
		driver = self.register(unique("Hamed Al Kindi"))
		vehicles.add_person(car["name"], driver)
		return fleet, car["name"], plate

	def _a_buyer_takes_it_over(self, fleet: str, car: str) -> tuple[str, str]:
		name = unique("Salim Rashid Al Harthy")
		buyer = self.register(name)
		shown = vehicles.preview_handover(car, fleet, buyer)
		self.assertEqual([line["value"] for line in shown["ends"]], [1, 0])
		after = vehicles.hand_over(car, fleet, buyer, odometer=60_010)
		self.assertEqual((after["current_owner"], after["odometer"]), (buyer, 60_010))
		return buyer, name

	def _each_sees_his_part(self, fleet: str, buyer: str, car: str) -> None:
		mine = vehicles.owner_view(car, buyer)
		self.assertEqual(mine["since"], getdate())
		self.assertNotIn(fleet, str(mine))
		theirs = vehicles.owner_view(car, fleet)
		self.assertNotIn(buyer, str(theirs))
		self.assertNotIn(60_010, [event["odometer"] for event in theirs["events"]])
		self.assertEqual((self.vehicles_of(fleet), self.vehicles_of(buyer)), ([], [car]))

	def _the_car_is_found_by_its_plate(self, plate: str, owner: str) -> None:
		self.assertIn(owner, [row["name"] for row in customers.suggest(plate)])

	def _the_buyer_was_known_already(self, buyer: str, name: str, car: str) -> None:
		known = self.register(name)
		sweep()
		pairs = [{person["name"] for person in row["customers"]} for row in merges.pairs(0, 100)["rows"]]
		self.assertIn({buyer, known}, pairs)
		seen = merges.preview(buyer, known)["modified"]
		merge = merges.merge(buyer, known, seen)
		self.assertEqual(self.vehicles_of(known), [car])
		merges.undo(merge["name"])
		self.assertEqual((self.vehicles_of(known), self.vehicles_of(buyer)), ([], [car]))
		self.assertEqual(vehicles.get(car)["current_owner"], buyer)
