import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.vehicles import vehicles
from workshop_crm.exceptions import VehicleError
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts
from workshop_crm.tests.hosts import bench_only
from workshop_crm.tests.vehicle_factories import make_device, make_vehicle, new_imei, new_plate, new_vin

COUNTED = ("Customer Vehicle", "Customer Device", "Vehicle Ownership", "Vehicle Plate", "Odometer Reading")


class VehicleCase(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name

	def assert_refused(self, error, call, *args, **values):
		before = row_counts(*COUNTED)
		with self.assertRaises(error) as refusal:
			call(*args, **values)
		self.assertEqual(row_counts(*COUNTED), before)
		return str(refusal.exception)


class TestEntering(VehicleCase):
	def test_stored_form_title_and_owner(self):
		vehicle = make_vehicle(self.customer, plate_number="أ ب ٤٧٠٩١", vin=None, model_year=2019)
		self.assertEqual(vehicle.plate_number, "47091 AB")
		self.assertEqual(vehicle.vehicle_title, "Toyota Hilux 2019 · 47091 AB")
		self.assertEqual(vehicle.current_owner, self.customer)
		self.assertRegex(vehicle.name, r"^VEH-\d{6}$")

	def test_without_plate_and_vin_it_is_refused(self):
		self.assert_refused(frappe.MandatoryError, make_vehicle, self.customer, plate_number=None, vin=None)

	def test_malformed_plates_and_vins_are_refused(self):
		for values in ({"plate_number": "AB"}, {"vin": "1HGCM82633A00435"}, {"vin": "1HGCM82633A004353"}):
			self.assert_refused(VehicleError, make_vehicle, self.customer, **values)

	def test_wrong_check_digit_of_another_continent_is_told_and_taken(self):
		frappe.clear_messages()
		vehicle = make_vehicle(self.customer, vin="WVWZZZ1JZXW" + new_vin()[-6:])
		self.assertTrue(vehicle.vin.startswith("WVWZZZ"))
		self.assertIn("check digit", str(frappe.message_log))

	def test_a_vin_belongs_to_one_vehicle(self):
		first = make_vehicle(self.customer)
		text = self.assert_refused(VehicleError, make_vehicle, make_customer().name, vin=first.vin.lower())
		self.assertIn(first.name, text)
		self.assertEqual(frappe.local.response["customer_vehicle"], first.name)

	def test_a_plate_is_on_one_vehicle_in_its_country(self):
		plate = new_plate()
		first = make_vehicle(self.customer, plate_number=plate)
		text = self.assert_refused(
			VehicleError, make_vehicle, self.customer, plate_number=plate.replace(" ", "")
		)
		self.assertIn(first.name, text)

	@bench_only
	def test_the_same_plate_of_another_country_is_another_plate(self):
		plate = new_plate()
		make_vehicle(self.customer, plate_number=plate)
		make_vehicle(self.customer, plate_number=plate, plate_country="United Arab Emirates")

	def test_two_vehicles_without_plate_or_vin_do_not_collide(self):
		for _number in range(2):
			make_vehicle(self.customer, plate_number=None)
			make_vehicle(self.customer, vin="")

	def test_a_year_that_cannot_be_is_refused(self):
		for year in (1885, getdate().year + 3):
			self.assert_refused(VehicleError, make_vehicle, self.customer, model_year=year)

	def test_the_holder_in_another_division_is_told_without_his_vehicle(self):
		mine, other = make_company(), make_company()
		hidden = make_vehicle(make_customer(company=other).name)
		own = make_customer(company=mine).name
		with self.set_user(make_user("Workshop Advisor", companies=(mine,))):
			text = self.assert_refused(VehicleError, make_vehicle, own, vin=hidden.vin)
		self.assertNotIn(hidden.name, text)
		self.assertIn("another division", text)
		self.assertIsNone(frappe.local.response["customer_vehicle"])

	def test_a_form_cannot_set_the_owner(self):
		vehicle, other = make_vehicle(self.customer), make_customer().name
		vehicle.current_owner = other
		vehicle.save()
		self.assertEqual(
			frappe.db.get_value("Customer Vehicle", vehicle.name, "current_owner"), self.customer
		)


class TestPlates(VehicleCase):
	def test_a_changed_plate_stays_in_the_history(self):
		vehicle = make_vehicle(self.customer, plate_number=(first := new_plate()))
		vehicle = vehicles.update_vehicle(vehicle.name, plate_number=(second := new_plate()))
		history = [(row.plate_number, row.to_date) for row in vehicle.reload().plates]
		self.assertEqual(history, [(first, getdate()), (second, None)])

	def test_a_plate_given_back_is_free_for_another_vehicle(self):
		vehicle = make_vehicle(self.customer, plate_number=(plate := new_plate()))
		vehicles.update_vehicle(vehicle.name, plate_number=None)
		self.assertEqual(make_vehicle(self.customer, plate_number=plate).plate_number, plate)

	def test_a_form_cannot_rewrite_the_history(self):
		vehicle = make_vehicle(self.customer)
		plate = vehicle.plate_number
		vehicle.plates[0].plate_number = "1 A"
		vehicle.append("plates", {"plate_number": "2 B"})
		vehicle.save()
		self.assertEqual([row.plate_number for row in vehicle.reload().plates], [plate])


class TestOdometer(VehicleCase):
	def test_latest_reading_is_shown(self):
		vehicle = make_vehicle(self.customer, odometer=1_000)
		vehicle = vehicles.add_reading(vehicle.name, 2_500, source="Service")
		self.assertEqual((vehicle.odometer, vehicle.odometer_on), (2_500, getdate()))

	def test_it_does_not_go_back_without_a_reason(self):
		vehicle = make_vehicle(self.customer, odometer=1_000)
		text = self.assert_refused(VehicleError, vehicles.add_reading, vehicle.name, 999)
		self.assertEqual(text, "The odometer cannot go back from 1000 km to 999 km without a reason.")
		vehicle = vehicles.add_reading(vehicle.name, 5, reason="Instrument replaced")
		self.assertEqual(vehicle.odometer, 5)

	def test_an_earlier_day_takes_its_place_before(self):
		vehicle = make_vehicle(self.customer, odometer=1_000)
		vehicle = vehicles.add_reading(vehicle.name, 400, read_on=add_days(today(), -90))
		self.assertEqual(vehicle.odometer, 1_000)

	def test_impossible_readings_are_refused(self):
		name = make_vehicle(self.customer, odometer=1).name
		for kilometres in (-1, 6_000_001):
			self.assert_refused(VehicleError, vehicles.add_reading, name, kilometres)
		self.assert_refused(VehicleError, vehicles.add_reading, name, 5, read_on=add_days(today(), 1))


class TestDevices(VehicleCase):
	def test_title_owner_and_imei(self):
		device = make_device(self.customer, imei="49-015420-323751-8", serial_number=" RF 8N  ")
		self.assertEqual((device.imei, device.device_title), ("490154203237518", "Samsung A54 · RF 8N"))
		self.assertEqual(device.current_owner, self.customer)

	def test_imei_is_checked_and_unique(self):
		imei = new_imei()
		make_device(self.customer, imei=imei)
		self.assert_refused(VehicleError, make_device, self.customer, imei=imei)
		wrong = imei[:-1] + str((int(imei[-1]) + 1) % 10)
		self.assert_refused(VehicleError, make_device, self.customer, imei=wrong)

	def test_serial_number_is_unique_for_its_maker(self):
		serial = new_vin()
		make_device(self.customer, imei=None, serial_number=serial)
		self.assert_refused(
			VehicleError,
			make_device,
			self.customer,
			imei=None,
			serial_number=f"{serial[:4]} {serial[4:].lower()}",
		)
		make_device(self.customer, imei=None, make="Honda", serial_number=serial)

	def test_devices_without_numbers_do_not_collide(self):
		make_device(self.customer, imei=None)
		make_device(self.customer, imei=None)

	def test_a_warranty_that_ends_before_the_purchase_is_refused(self):
		dates = {"purchase_date": today(), "warranty_until": add_days(today(), -1)}
		self.assert_refused(VehicleError, make_device, self.customer, **dates)
