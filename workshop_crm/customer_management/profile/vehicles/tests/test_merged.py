"""Vehicles and devices of two customers who turn out to be one."""

from frappe import get_all
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.merging.undo import undo_merge
from workshop_crm.customer_management.profile.vehicles import ownership
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, DOCTYPE, VEHICLE, Item
from workshop_crm.tests.factories import make_customer
from workshop_crm.tests.vehicle_factories import had_since, make_device, make_vehicle


class TestMergedOwnership(FrappeTestCase):
	def setUp(self):
		self.source, self.target = make_customer().name, make_customer().name
		self.vehicle = make_vehicle(self.target)
		self.item = Item(VEHICLE, self.vehicle.name)

	def rows(self) -> list[tuple]:
		"""Return (customer, role, is_primary, from_date, to_date) of the vehicle, as stored."""
		fields = ["customer", "role", "is_primary", "from_date", "to_date"]
		rows = get_all(DOCTYPE, filters={"item": self.vehicle.name}, fields=fields, as_list=True)
		return sorted(tuple(map(str, row)) for row in rows)

	def test_of_two_who_had_one_car_one_owner_remains_and_undo_restores_both(self):
		ownership.begin(self.item, self.source)
		had_since(self.source, self.vehicle, add_days(today(), -30))
		before = self.rows()
		merge = merge_customers(self.source, self.target)
		(row,) = ownership.current_rows(self.item)
		self.assertEqual((row.customer, row.role, row.is_primary), (self.target, "Owner", 1))
		self.assertEqual(row.from_date, getdate(add_days(today(), -30)))
		undo_merge(merge.name)
		self.assertEqual(self.rows(), before)

	def test_the_row_that_moved_and_was_dropped_comes_back(self):
		ownership.begin(self.item, self.source)
		before = self.rows()
		merge = merge_customers(self.source, self.target)
		self.assertEqual(len(self.rows()), 1)
		undo_merge(merge.name)
		self.assertEqual(self.rows(), before)

	def test_owner_and_driver_both_remain(self):
		ownership.begin(self.item, self.source, ownership.DRIVER)
		merge_customers(self.source, self.target)
		roles = sorted((row.customer, row.role) for row in ownership.current_rows(self.item))
		self.assertEqual(roles, [(self.target, "Driver"), (self.target, "Owner")])

	def test_what_only_the_source_had_moves_and_comes_back(self):
		vehicle, device = make_vehicle(self.source), make_device(self.source)
		merge = merge_customers(self.source, self.target)
		self.assertEqual(self.owners(vehicle, device), [self.target, self.target])
		undo_merge(merge.name)
		self.assertEqual(self.owners(vehicle, device), [self.source, self.source])

	def owners(self, vehicle, device) -> list[str]:
		"""Return whom the rows of both name, after comparing them with the owner shown on the records."""
		items = (Item(VEHICLE, vehicle.name), Item(DEVICE, device.name))
		owners = [ownership.current_rows(item)[0].customer for item in items]
		shown = [get_all(item.doctype, {"name": item.name}, pluck="current_owner")[0] for item in items]
		self.assertEqual(shown, owners)
		return owners

	def test_a_period_that_ended_stays_as_it_was(self):
		second = ownership.begin(self.item, self.source)
		had_since(self.source, self.vehicle, add_days(today(), -30))
		ownership.end(second.name)
		merge_customers(self.source, self.target)
		self.assertEqual(len(self.rows()), 2)
