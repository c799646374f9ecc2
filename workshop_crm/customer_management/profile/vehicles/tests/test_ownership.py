import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.customer_360.timeline import timeline
from workshop_crm.customer_management.profile.duplicates import Probe, find_duplicates
from workshop_crm.customer_management.profile.keys import keys_for
from workshop_crm.customer_management.profile.sharing import PersonProbe, possible_duplicates
from workshop_crm.customer_management.profile.vehicles import ownership, vehicles
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item
from workshop_crm.customer_management.search.search import suggest_customers
from workshop_crm.exceptions import OwnershipError
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts
from workshop_crm.tests.hosts import bench_only
from workshop_crm.tests.vehicle_factories import had_since, make_device, make_vehicle, new_plate


class OwnershipCase(FrappeTestCase):
	def setUp(self):
		self.owner, self.other = make_customer().name, make_customer().name
		self.vehicle = make_vehicle(self.owner)
		self.item = Item(VEHICLE, self.vehicle.name)

	def assert_refused(self, call, *args, **values):
		before = row_counts("Vehicle Ownership")
		with self.assertRaises(OwnershipError):
			call(*args, **values)
		self.assertEqual(row_counts("Vehicle Ownership"), before)
		self.assertEqual(self.shown_owner(), self.owner)

	def shown_owner(self):
		return frappe.db.get_value(VEHICLE, self.vehicle.name, "current_owner")


class TestPeriods(OwnershipCase):
	def test_the_first_owner_is_the_primary_one(self):
		(row,) = ownership.rows_of(self.item)
		self.assertEqual((row.role, row.is_primary, row.to_date), ("Owner", 1, None))

	def test_two_primary_owners_at_once_are_refused(self):
		self.assert_refused(ownership.begin, self.item, self.other, is_primary=True)

	def test_a_second_primary_owner_by_editing_is_refused(self):
		row = ownership.begin(self.item, self.other)
		self.assertEqual(row.is_primary, 0)
		row.is_primary = 1
		self.assert_refused(row.save)

	def test_overlapping_periods_of_one_owner_are_refused(self):
		had_since(self.owner, self.vehicle, "2020-01-01")
		self.assert_refused(ownership.begin, self.item, self.owner, from_date="2021-01-01")

	def test_a_past_period_that_reaches_into_the_present_one_is_refused(self):
		had_since(self.owner, self.vehicle, "2022-01-01")
		row = frappe.new_doc(
			"Vehicle Ownership", item_doctype=VEHICLE, item=self.vehicle.name, customer=self.other
		)
		row.update({"role": "Owner", "is_primary": 1, "from_date": "2020-01-01", "to_date": "2022-01-02"})
		self.assert_refused(row.insert)
		row.to_date = "2022-01-01"
		row.insert()

	def test_future_and_backward_periods_are_refused(self):
		self.assert_refused(ownership.begin, self.item, self.other, from_date=add_days(today(), 1))
		(row,) = ownership.rows_of(self.item)
		self.assert_refused(ownership.end, row.name, add_days(today(), -1))
		self.assert_refused(ownership.end, row.name, add_days(today(), 1))

	def test_drivers_come_beside_and_never_are_primary(self):
		driver = ownership.begin(self.item, self.other, ownership.DRIVER, is_primary=True)
		self.assertEqual(driver.is_primary, 0)
		self.assertEqual(self.shown_owner(), self.owner)
		self.assert_refused(ownership.begin, self.item, self.other, ownership.DRIVER)

	def test_an_ended_period_leaves_the_vehicle_without_owner(self):
		(row,) = ownership.rows_of(self.item)
		ownership.end(row.name)
		self.assertIsNone(self.shown_owner())
		with self.assertRaises(OwnershipError):
			ownership.end(row.name)

	def test_a_vehicle_is_deleted_with_its_rows(self):
		frappe.delete_doc(VEHICLE, self.vehicle.name)
		self.assertFalse(frappe.db.exists("Vehicle Ownership", {"item": self.vehicle.name}))


class TestFinding(OwnershipCase):
	def reasons(self, text: str) -> dict[str, str]:
		return {row["name"]: row["reason"]["kind"] for row in suggest_customers(text)}

	def test_by_plate_in_either_script_and_order(self):
		digits, letters = self.vehicle.plate_number.split()
		for text in (f"{digits} {letters}", f"{letters}{digits}", f"{letters.lower()}-{digits}"):
			self.assertIn(self.owner, self.reasons(text), text)
		self.assertEqual(self.reasons(f"{letters} {digits}").get(self.owner), "plate")

	def test_by_vin_and_its_last_six(self):
		for text in (self.vehicle.vin, self.vehicle.vin[:12].lower(), self.vehicle.vin[-6:]):
			self.assertIn(self.owner, self.reasons(text), text)
		self.assertEqual(self.reasons(self.vehicle.vin)[self.owner], "vehicle")

	def test_by_imei(self):
		device = make_device(self.owner)
		self.assertEqual(self.reasons(device.imei), {self.owner: "vehicle"})

	def test_driver_is_found_too(self):
		ownership.begin(self.item, self.other, ownership.DRIVER)
		self.assertEqual(set(self.reasons(self.vehicle.vin)), {self.owner, self.other})

	def test_the_old_plate_no_longer_leads_to_him(self):
		old = self.vehicle.plate_number
		vehicles.update_vehicle(self.vehicle.name, plate_number=(new := new_plate()))
		# The digits of a plate may stand in a phone, so that he is found; but not by the plate.
		self.assertNotEqual(self.reasons(old).get(self.owner), "plate")
		self.assertIn(self.owner, self.reasons(new))

	def test_who_gave_it_away_is_not_found_by_it(self):
		(row,) = ownership.rows_of(self.item)
		ownership.end(row.name)
		self.assertEqual({kind for kind, _key in keys_for(self.owner)} & {"plate", "vin", "imei"}, set())

	def test_same_vin_is_a_hint_for_duplicates(self):
		(candidate,) = find_duplicates(Probe(vins=[self.vehicle.vin]))
		self.assertEqual((candidate.customer, candidate.blocking), (self.owner, False))
		self.assertEqual(candidate.reasons, [f"same VIN {self.vehicle.vin}"])

	def test_same_vin_is_told_while_registering(self):
		(candidate,) = possible_duplicates(PersonProbe(vin=self.vehicle.vin.lower()))
		self.assertEqual((candidate["customer"], candidate["score"]), (self.owner, 0.9))


class TestTimeline(OwnershipCase):
	def test_what_came_and_went(self):
		had_since(self.owner, self.vehicle, "2020-01-01")
		(row,) = ownership.rows_of(self.item)
		ownership.end(row.name)
		events = timeline(self.owner, kinds=["vehicle"])["events"]
		self.assertEqual([event["title"] for event in events], ["Vehicle given away", "Vehicle entered"])
		self.assertEqual([event["on"] for event in events], [getdate().isoformat(), "2020-01-01"])
		self.assertEqual(events[0]["detail"], self.vehicle.vehicle_title)


class TestWhoSees(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.mine, cls.others = make_company(), make_company()
		cls.own = make_vehicle(make_customer(company=cls.mine).name)
		cls.hidden = make_vehicle(make_customer(company=cls.others).name)
		cls.device = make_device(make_customer(company=cls.others).name)
		cls.nobodys = frappe.new_doc(VEHICLE, plate_number=new_plate()).insert()
		cls.limited = make_user("Workshop Advisor", companies=(cls.mine,))

	def listed(self, doctype: str, names: list[str]) -> set[str]:
		with self.set_user(self.limited):
			return set(frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name"))

	def opens(self, doc) -> bool:
		return bool(frappe.has_permission(doc.doctype, "read", doc.name, user=self.limited))

	def test_list_and_document_agree(self):
		vehicles_made = [self.own, self.hidden, self.nobodys]
		seen = self.listed(VEHICLE, [vehicle.name for vehicle in vehicles_made])
		self.assertEqual(seen, {self.own.name, self.nobodys.name})
		self.assertEqual([self.opens(vehicle) for vehicle in vehicles_made], [True, False, True])
		self.assertEqual(
			(self.listed("Customer Device", [self.device.name]), self.opens(self.device)), (set(), False)
		)

	def test_rows_of_ownership_go_with_their_customer(self):
		names = [
			ownership.rows_of(Item(VEHICLE, vehicle.name))[0].name for vehicle in (self.own, self.hidden)
		]
		self.assertEqual(self.listed("Vehicle Ownership", names), {names[0]})

	def test_a_vehicle_of_a_hidden_owner_stays_hidden_from_the_drivers_division(self):
		driver = make_customer(company=self.mine).name
		ownership.begin(Item(VEHICLE, self.hidden.name), driver, ownership.DRIVER)
		self.assertFalse(self.opens(self.hidden))

	def test_nobody_enters_his_customer_at_a_thing_he_may_not_see(self):
		own = self.own.current_owner
		values = {"item_doctype": VEHICLE, "item": self.hidden.name, "customer": own, "role": "Driver"}
		before = row_counts("Vehicle Ownership")
		with self.set_user(self.limited), self.assertRaises(frappe.PermissionError):
			frappe.get_doc({"doctype": "Vehicle Ownership", "from_date": today(), **values}).insert()
		self.assertEqual(row_counts("Vehicle Ownership"), before)

	def test_rights_of_the_roles(self):
		expected = {
			"Workshop Manager": (1, 1, 1),
			"Workshop Advisor": (1, 1, 1),
			"Workshop Technician": (1, 1, 0),
			"Workshop Marketing": (1, 0, 0),
			"Workshop Auditor": (1, 0, 0),
		}
		for role, rights in expected.items():
			user = make_user(role)
			found = tuple(
				int(frappe.has_permission(VEHICLE, right, user=user)) for right in ("read", "write", "create")
			)
			self.assertEqual(found, rights, role)

	@bench_only
	def test_the_customers_form_links_to_everything_of_his(self):
		data = frappe.get_meta("Customer").get_dashboard_data()
		linked = {item for group in data.transactions for item in group["items"]}
		own = {
			"Customer Division Account",
			"Customer Identity",
			"Customer Note",
			"Vehicle Ownership",
			VEHICLE,
		}
		self.assertLessEqual(own, linked)
		from frappe.desk.notifications import get_open_count

		counted = get_open_count("Customer", self.own.current_owner)["count"]["external_links_found"]
		self.assertIn({"doctype": VEHICLE, "open_count": 0, "count": 1}, counted)
