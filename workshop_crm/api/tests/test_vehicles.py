"""Vehicles and devices over HTTP: what comes back, and who is refused."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.api.deadlocks import tried_again
from workshop_crm.api.v1 import devices, vehicles
from workshop_crm.exceptions import OwnershipError
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts
from workshop_crm.tests.vehicle_factories import make_device, make_vehicle, new_imei, new_plate, new_vin

WRITTEN = ("Customer Vehicle", "Customer Device", "Vehicle Ownership", "Odometer Reading")


class TestVehicles(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name

	def test_enter_change_read_and_list(self):
		made = vehicles.create(customer=self.customer, plate_number=new_plate(), vin=new_vin(), odometer=10)
		self.assertEqual([row["customer"] for row in made["people"]], [self.customer])
		changed = vehicles.update(made["name"], {"colour": "White", "nickname": None})
		self.assertEqual(changed["colour"], "White")
		read = vehicles.add_reading(made["name"], 25)
		self.assertEqual(read["odometer"], 25)
		(listed,) = vehicles.list(self.customer)["vehicles"]
		self.assertEqual((listed["name"], listed["role"], listed["may_open"]), (made["name"], "Owner", True))

	def test_unknown_fields_are_refused(self):
		name, before = make_vehicle(self.customer).name, row_counts(*WRITTEN)
		for call in (
			lambda: vehicles.update(name, {"current_owner": "x"}),
			lambda: vehicles.create(customer=self.customer, plate_number=new_plate(), plate_key="x"),
		):
			# Frappe's own check of types answers with a TypeError.
			with self.assertRaises((frappe.ValidationError, TypeError)):
				call()
		self.assertEqual(row_counts(*WRITTEN), before)

	def test_people_come_and_go(self):
		name, driver = make_vehicle(self.customer).name, make_customer().name
		people = vehicles.add_person(name, driver)["people"]
		row = next(row["name"] for row in people if row["customer"] == driver)
		after = vehicles.remove_person(name, row)["people"]
		self.assertEqual([person["to_date"] for person in after], [None, getdate()])

	def test_a_row_of_another_vehicle_is_refused(self):
		name, other = make_vehicle(self.customer).name, make_vehicle(self.customer)
		row = vehicles.get(other.name)["people"][0]["name"]
		with self.assertRaises(OwnershipError):
			vehicles.remove_person(name, row)
		self.assertIsNone(vehicles.get(other.name)["people"][0]["to_date"])

	def test_handover_and_what_each_side_has_then(self):
		vehicle, buyer = make_vehicle(self.customer), make_customer().name
		shown = vehicles.preview_handover(vehicle.name, self.customer, buyer)
		self.assertEqual(set(shown), {"moves", "stays", "ends"})
		vehicles.hand_over(vehicle.name, self.customer, buyer, odometer=5)
		self.assertEqual([row["name"] for row in vehicles.list(buyer)["vehicles"]], [vehicle.name])
		mine = vehicles.list(self.customer)
		self.assertEqual((mine["vehicles"], [row["name"] for row in mine["former"]]), ([], [vehicle.name]))
		self.assertEqual(vehicles.owner_view(vehicle.name, buyer)["vehicle"]["odometer"], 5)
		self.assertTrue(any(event["is_change_of_owner"] for event in vehicles.get_history(vehicle.name)))

	def test_every_call_refuses_who_may_not(self):
		company = make_company()
		vehicle = make_vehicle(make_customer(company=company).name)
		owner = vehicle.current_owner
		calls = (
			lambda: vehicles.get(vehicle.name),
			lambda: vehicles.get_history(vehicle.name),
			lambda: vehicles.owner_view(vehicle.name, owner),
			lambda: vehicles.list(owner),
			lambda: vehicles.update(vehicle.name, {"colour": "Red"}),
			lambda: vehicles.add_reading(vehicle.name, 5),
			lambda: vehicles.add_person(vehicle.name, self.customer),
			lambda: vehicles.hand_over(vehicle.name, owner, self.customer),
			lambda: vehicles.preview_handover(vehicle.name, owner, self.customer),
			lambda: vehicles.create(customer=owner, plate_number=new_plate()),
		)
		users = (
			make_user("Workshop Manager", companies=(make_company(),)),
			make_user("Customer", user_type="Website User"),
		)
		for user in users:
			before = row_counts(*WRITTEN)
			for call in calls:
				with self.set_user(user), self.assertRaises(frappe.PermissionError):
					call()
			self.assertEqual(row_counts(*WRITTEN), before)

	def test_of_a_hidden_former_owner_only_the_period_is_told(self):
		mine, others = make_company(), make_company()
		former, new = make_customer(company=others), make_customer(company=mine)
		vehicle = make_vehicle(former.name)
		vehicles.hand_over(vehicle.name, former.name, new.name)
		with self.set_user(make_user("Workshop Advisor", companies=(mine,))):
			people = vehicles.get(vehicle.name)["people"]
		self.assertEqual([row["customer"] for row in people], [None, new.name])
		self.assertNotIn(former.customer_name, str(people))

	def test_marketing_reads_and_does_not_write(self):
		vehicle = make_vehicle(self.customer).name
		with self.set_user(make_user("Workshop Marketing")):
			self.assertFalse(vehicles.get(vehicle)["may"]["write"])
			with self.assertRaises(frappe.PermissionError):
				vehicles.update(vehicle, {"colour": "Red"})

	def test_papers_that_run_out(self):
		vehicle = make_vehicle(self.customer, registration_expiry=getdate())
		self.assertIn(vehicle.name, [row["name"] for row in vehicles.expiring(limit_page_length=100)])
		self.assertGreaterEqual(vehicles.expiring_soon()["value"], 1)
		self.assertEqual(vehicles.list(self.customer)["vehicles"][0]["expiring"], ["registration_expiry"])


class TestDevices(FrappeTestCase):
	def test_enter_change_list_and_hand_over(self):
		owner, buyer = make_customer().name, make_customer().name
		made = devices.create(customer=owner, make="Samsung", imei=new_imei())
		self.assertEqual(
			devices.update(made["name"], {"device_condition": "Good"})["device_condition"], "Good"
		)
		self.assertEqual([row["name"] for row in devices.list(owner)], [made["name"]])
		devices.hand_over(made["name"], owner, buyer)
		self.assertEqual((devices.list(owner), devices.get(made["name"])["current_owner"]), ([], buyer))

	def test_strangers_are_refused(self):
		device = make_device(make_customer(company=make_company()).name)
		with self.set_user(make_user("Workshop Manager", companies=(make_company(),))):
			with self.assertRaises(frappe.PermissionError):
				devices.get(device.name)
			with self.assertRaises(frappe.PermissionError):
				devices.update(device.name, {"model": "x"})


class TestDeadlocks(FrappeTestCase):
	def failing(self, times: int):
		self.calls = 0

		@tried_again
		def endpoint():
			self.calls += 1
			if self.calls <= times:
				raise frappe.QueryDeadlockError
			return "done"

		return endpoint

	def test_it_is_tried_three_times(self):
		self.assertEqual(self.failing(2)(), "done")
		with self.assertRaises(frappe.QueryDeadlockError):
			self.failing(3)()
		self.assertEqual(self.calls, 3)
