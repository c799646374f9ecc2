import frappe
from frappe.utils import add_months, getdate

from workshop_crm.customer_management.profile.customer_360.overview import customer_overview
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.customer_management.profile.vehicles import ownership
from workshop_crm.customer_management.profile.vehicles.handover import Handover, hand_over
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, Item
from workshop_crm.customer_management.profile.warranties.claims import make_claim, warranties_of
from workshop_crm.customer_management.profile.warranties.tests.cases import WarrantyCase, day
from workshop_crm.exceptions import DivisionAccessError, FeatureSwitchedOffError
from workshop_crm.tests.factories import change_settings_of, make_customer, make_serial_no, make_user
from workshop_crm.tests.vehicle_factories import handover_of


class TestWhatIsShown(WarrantyCase):
	def shown(self, customer: str | None = None) -> list[dict]:
		return warranties_of(customer or self.customer, self.company)["rows"]

	def names(self, customer: str | None = None) -> list[str]:
		return [row["name"] for row in self.shown(customer)]

	def test_things_stand_in_order_of_their_end_those_that_are_over_last(self):
		late, soon, over = self.vehicle(300), self.device(5), self.vehicle(-3)
		self.device(None)
		rows = [(row["name"], row["days_left"], row["state"]) for row in self.shown()]
		wanted = [
			(soon.name, 5, "Ending Soon"),
			(late.name, 300, "Under Warranty"),
			(over.name, -3, "Out of Warranty"),
		]
		self.assertEqual(rows, wanted)

	def test_each_says_what_it_is(self):
		vehicle, phone = self.vehicle(90), self.device(100, serial_number="R58N-77")
		rows = [(row["doctype"], row["item"], row["serial"], str(row["until"])) for row in self.shown()]
		wanted = [
			("Customer Vehicle", "Toyota Hilux 2021", vehicle.plate_number, day(90)),
			(DEVICE, "Samsung A54", phone.serial_number, day(100)),
		]
		self.assertEqual(rows, wanted)

	def test_driver_sees_it_and_does_not_own_it(self):
		driver = make_customer(company=self.company).name
		vehicle = self.vehicle(90)
		ownership.begin(Item(vehicle.doctype, vehicle.name), driver, ownership.DRIVER)
		self.assertEqual([row["is_owner"] for row in self.shown()], [True])
		self.assertEqual(
			[(row["name"], row["is_owner"]) for row in self.shown(driver)], [(vehicle.name, False)]
		)

	def test_warranty_moves_on_with_the_thing(self):
		buyer = make_customer(company=self.company).name
		vehicle = self.vehicle(90)
		hand_over(handover_of(vehicle, buyer))
		self.assertEqual((self.names(), self.names(buyer)), ([], [vehicle.name]))

	def test_open_claims_are_counted_closed_ones_are_not(self):
		vehicle = self.vehicle(90)
		thing = Item(vehicle.doctype, vehicle.name)
		make_claim(thing, self.customer, self.company, "Gearbox")
		closed = make_claim(thing, self.customer, self.company, "Radio")
		closed.status = "Closed"
		closed.save()
		self.assertEqual([row["open_claims"] for row in self.shown()], [1])


class TestVip(WarrantyCase):
	def test_warranty_of_a_vip_lasts_longer_and_says_so(self):
		self.make_vip()
		self.vehicle(90)
		answer = warranties_of(self.customer, self.company)
		row = answer["rows"][0]
		self.assertEqual((answer["vip_months"], row["vip_months"], str(row["until"])), (6, 6, day(90)))
		self.assertEqual(row["lasts_until"], getdate(add_months(day(90), 6)))

	def test_of_another_division_it_does_not(self):
		open_account(self.customer, self.other_company)
		self.make_vip(self.other_company)
		self.vehicle(90)
		row = warranties_of(self.customer, self.company)["rows"][0]
		self.assertEqual((row["vip_months"], str(row["lasts_until"])), (0, day(90)))
		self.assertEqual(warranties_of(self.customer, self.other_company)["vip_months"], 6)

	def test_division_on_the_customers_page_names_it_while_warranties_are_on(self):
		self.make_vip()
		shown = customer_overview(self.customer)["divisions"][0]
		self.assertEqual((shown["features"], shown["vip_warranty_months"]), (["warranties"], 6))
		change_settings_of(self.company, enable_warranties=0)
		self.assertNotIn("vip_warranty_months", customer_overview(self.customer)["divisions"][0])

	def test_ends_with_being_a_vip(self):
		self.make_vip()
		self.vehicle(-10)
		self.assertEqual(warranties_of(self.customer, self.company)["rows"][0]["state"], "Under Warranty")
		account = {"customer": self.customer, "company": self.company}
		frappe.db.set_value("Customer Division Account", account, "is_vip", 0)
		self.assertEqual(warranties_of(self.customer, self.company)["rows"][0]["state"], "Out of Warranty")


class TestSerialNumbers(WarrantyCase):
	def names(self) -> list[str]:
		return [row["name"] for row in warranties_of(self.customer, self.company)["rows"]]

	def test_those_delivered_by_the_division_are_shown(self):
		own = make_serial_no(self.customer, self.company, day(40))
		make_serial_no(self.customer, self.other_company, day(40))
		make_serial_no(make_customer().name, self.company, day(40))
		self.assertEqual(self.names(), [own])

	def test_one_that_is_a_device_with_warranty_too_stands_there_once(self):
		serial = make_serial_no(self.customer, self.company, day(40))
		device = self.device(50, serial_number=serial)
		self.assertEqual(self.names(), [device.name])

	def test_one_whose_device_has_no_warranty_of_its_own_is_shown(self):
		serial = make_serial_no(self.customer, self.company, day(40))
		self.device(None, serial_number=serial)
		self.assertEqual(self.names(), [serial])

	def test_one_given_away_as_a_device_is_not_shown(self):
		serial = make_serial_no(self.customer, self.company, day(40))
		device = self.device(None, serial_number=serial)
		buyer = make_customer(company=self.company).name
		hand_over(Handover(Item(DEVICE, device.name), self.customer, buyer, getdate()))
		self.assertEqual(self.names(), [])


class TestWhoSees(WarrantyCase):
	def test_switched_off_is_refused(self):
		change_settings_of(self.company, enable_warranties=0)
		self.assertRaises(FeatureSwitchedOffError, warranties_of, self.customer, self.company)

	def test_division_out_of_reach_is_refused(self):
		open_account(self.customer, self.other_company)
		frappe.set_user(make_user("Workshop Advisor", companies=(self.other_company,)))
		self.assertRaises(DivisionAccessError, warranties_of, self.customer, self.company)
		self.assertEqual(warranties_of(self.customer, self.other_company)["rows"], [])

	def test_rights_are_told_to_the_screen(self):
		rights = {}
		for role in ("Workshop Manager", "Workshop Advisor", "Workshop Technician", "Workshop Marketing"):
			frappe.set_user(make_user(role))
			answer = warranties_of(self.customer, self.company)
			rights[role] = (answer["may_claim"], answer["may_override"])
			frappe.set_user("Administrator")
		wanted = [(True, True), (True, False), (False, False), (False, False)]
		self.assertEqual(list(rights.values()), wanted)
