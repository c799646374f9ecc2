import frappe
from frappe.utils import add_months, getdate

from workshop_crm.customer_management.profile.customer_360.timeline import timeline
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.vehicles.handover import hand_over
from workshop_crm.customer_management.profile.vehicles.handover_preview import preview
from workshop_crm.customer_management.profile.vehicles.history import owner_view, staff_history
from workshop_crm.customer_management.profile.vehicles.ownership import Item
from workshop_crm.customer_management.profile.vehicles.vehicles import update_vehicle
from workshop_crm.customer_management.profile.warranties.claims import (
	DOCTYPE,
	claims_of,
	make_claim,
	warranties_of,
)
from workshop_crm.customer_management.profile.warranties.tests.cases import WarrantyCase, day
from workshop_crm.exceptions import FeatureSwitchedOffError, WarrantyError
from workshop_crm.tests.factories import (
	change_settings_of,
	make_customer,
	make_serial_no,
	make_user,
	row_counts,
)
from workshop_crm.tests.vehicle_factories import handover_of, new_plate

SETTLED = ("warranty_amc_status", "warranty_expiry_date", "vip_warranty_months", "expired_claim_reason")


class ClaimCase(WarrantyCase):
	def claim(self, thing, customer: str | None = None, **values):
		"""Claim on a vehicle or device document, or on a serial number."""
		item = Item("Serial No", thing) if isinstance(thing, str) else Item(thing.doctype, thing.name)
		return make_claim(item, customer or self.customer, self.company, "It rattles", **values)

	def settled(self, claim) -> tuple:
		return tuple(frappe.db.get_value(DOCTYPE, claim.name, SETTLED))

	def assert_refused(self, error, thing, **values):
		before = row_counts(DOCTYPE)
		self.assertRaises(error, self.claim, thing, **values)
		self.assertEqual(row_counts(DOCTYPE), before)


class TestCovered(ClaimCase):
	def test_claim_on_a_vehicle_says_until_when_it_is_covered(self):
		claim = self.claim(self.vehicle(10))
		self.assertEqual(self.settled(claim), ("Under Warranty", getdate(day(10)), 0, None))
		self.assertEqual((claim.status, str(claim.complaint_date)), ("Open", day(0)))

	def test_claims_on_device_and_serial_number(self):
		for thing in (self.device(10), make_serial_no(self.customer, self.company, day(10))):
			claim = self.claim(thing)
			self.assertEqual(self.settled(claim), ("Under Warranty", getdate(day(10)), 0, None))

	def test_months_of_a_vip_cover_what_is_over_for_others(self):
		vehicle = self.vehicle(-30)
		self.assert_refused(WarrantyError, vehicle)
		self.make_vip()
		wanted = ("Under Warranty", getdate(add_months(day(-30), 6)), 6, None)
		self.assertEqual(self.settled(self.claim(vehicle)), wanted)

	def test_what_was_settled_stays_when_the_claim_is_saved_again(self):
		self.make_vip()
		claim = self.claim(make_serial_no(self.customer, self.company, day(-30)))
		before = self.settled(claim)
		account = {"customer": self.customer, "company": self.company}
		frappe.db.set_value("Customer Division Account", account, "is_vip", 0)
		claim = frappe.get_doc(DOCTYPE, claim.name)
		claim.status = "Work In Progress"
		claim.save()
		self.assertEqual(self.settled(claim), before)
		self.assertEqual(before[2], 6)

	def test_maintenance_contract_covers_a_serial_number_without_warranty(self):
		serial = make_serial_no(self.customer, self.company, day(-30), amc_expiry_date=day(1))
		self.assertIsNone(self.settled(self.claim(serial))[3])
		frappe.db.set_value("Serial No", serial, "amc_expiry_date", day(-1))
		self.assert_refused(WarrantyError, serial)

	def test_claim_is_told_on_the_timeline_while_warranties_are_on(self):
		claim = self.claim(self.vehicle(10))
		events = timeline(self.customer, kinds=["warranty"])["events"]
		self.assertEqual([(event["name"], event["detail"]) for event in events], [(claim.name, "It rattles")])
		change_settings_of(self.company, enable_warranties=0)
		self.assertEqual(timeline(self.customer, kinds=["warranty"])["events"], [])


class TestRefused(ClaimCase):
	def test_expired_is_refused_but_for_a_managers_reason(self):
		vehicle = self.vehicle(-1)
		frappe.set_user(make_user("Workshop Advisor"))
		self.assert_refused(WarrantyError, vehicle)
		self.assert_refused(WarrantyError, vehicle, reason="Good customer")
		frappe.set_user(make_user("Workshop Manager"))
		self.assert_refused(WarrantyError, vehicle)
		claim = self.claim(vehicle, reason="Known fault of the series")
		wanted = ("Out of Warranty", getdate(day(-1)), 0, "Known fault of the series")
		self.assertEqual(self.settled(claim), wanted)

	def test_day_of_the_complaint_counts(self):
		vehicle = self.vehicle(-5)
		self.assert_refused(WarrantyError, vehicle, on=day(-4))
		self.assertEqual(self.settled(self.claim(vehicle, on=day(-5)))[0], "Under Warranty")

	def test_without_a_recorded_warranty(self):
		self.assert_refused(WarrantyError, self.device(None))

	def test_one_who_is_not_the_owner(self):
		stranger = make_customer(company=self.company).name
		serial = make_serial_no(self.customer, self.company, day(10))
		for thing in (self.vehicle(10), self.device(10), serial):
			self.assert_refused(WarrantyError, thing, customer=stranger)

	def test_former_owner_and_then_the_new_one(self):
		buyer = make_customer(company=self.company).name
		vehicle = self.vehicle(10)
		hand_over(handover_of(vehicle, buyer))
		self.assert_refused(WarrantyError, vehicle)
		self.assertEqual(self.claim(vehicle, customer=buyer).customer, buyer)

	def test_vehicle_and_device_at_once(self):
		doc = frappe.get_doc(
			{
				"doctype": DOCTYPE,
				"customer": self.customer,
				"company": self.company,
				"complaint": "Both",
				"customer_vehicle": self.vehicle(10).name,
				"customer_device": self.device(10).name,
			}
		)
		before = row_counts(DOCTYPE)
		self.assertRaises(WarrantyError, doc.insert)
		self.assertEqual(row_counts(DOCTYPE), before)

	def test_claim_cannot_be_turned_to_another_thing(self):
		claim = self.claim(self.vehicle(10))
		claim.customer_vehicle = self.vehicle(10, make_customer(company=self.company).name).name
		self.assertRaises(WarrantyError, claim.save)
		stored = frappe.db.get_value(DOCTYPE, claim.name, "customer_vehicle")
		self.assertNotEqual(stored, claim.customer_vehicle)


class TestSwitchedOff(ClaimCase):
	def setUp(self):
		super().setUp()
		change_settings_of(self.company, enable_warranties=0)

	def test_claims_and_their_list_are_refused(self):
		self.assert_refused(FeatureSwitchedOffError, self.vehicle(10))
		self.assertRaises(FeatureSwitchedOffError, claims_of, self.customer, self.company)

	def test_document_on_a_vehicle_is_refused(self):
		values = {"customer": self.customer, "company": self.company, "complaint": "It rattles"}
		claim = frappe.get_doc({"doctype": DOCTYPE, **values, "customer_vehicle": self.vehicle(10).name})
		before = row_counts(DOCTYPE)
		self.assertRaises(FeatureSwitchedOffError, claim.insert)
		self.assertEqual(row_counts(DOCTYPE), before)

	def test_claim_on_a_serial_number_stays_what_erpnext_makes_of_it(self):
		serial = make_serial_no(make_customer().name, self.company, day(-10))
		values = {"customer": self.customer, "company": self.company, "complaint": "It rattles"}
		claim = frappe.get_doc({"doctype": DOCTYPE, **values, "serial_no": serial}).insert()
		self.assertEqual(str(claim.warranty_expiry_date), day(-10))


class TestMerged(ClaimCase):
	def test_claims_and_warranties_follow_the_customer_who_stays(self):
		claim = self.claim(self.vehicle(10))
		stays = make_customer(company=self.company).name
		merge_customers(self.customer, stays)
		self.assertEqual([row["name"] for row in claims_of(stays, self.company)["rows"]], [claim.name])
		shown = warranties_of(stays, self.company)["rows"]
		self.assertEqual([(row["open_claims"], row["is_owner"]) for row in shown], [(1, True)])


class TestWall(ClaimCase):
	"""What one owner claimed is none of the next one's business."""

	def setUp(self):
		super().setUp()
		self.buyer = make_customer(company=self.company).name
		self.sold = self.vehicle(300)
		self.own = self.claim(self.sold)
		hand_over(handover_of(self.sold, self.buyer))

	def test_claims_stay_with_who_made_them(self):
		self.assertEqual(
			[row["name"] for row in claims_of(self.customer, self.company)["rows"]], [self.own.name]
		)
		self.assertEqual(claims_of(self.buyer, self.company)["rows"], [])

	def test_new_owner_does_not_see_the_claim_in_the_vehicles_history(self):
		kinds = {event["kind"] for event in owner_view(self.sold.name, self.buyer)["events"]}
		self.assertNotIn("warranty_claim", kinds)
		own = [event["words"] for event in owner_view(self.sold.name, self.customer)["events"]]
		self.assertIn("It rattles", own)

	def test_staff_see_both_sides(self):
		claims = [event for event in staff_history(self.sold.name) if event["kind"] == "warranty_claim"]
		self.assertEqual(
			[(event["name"], event["customer"]) for event in claims], [(self.own.name, self.customer)]
		)

	def test_preview_of_the_next_handover_tells_what_moves_and_what_stays(self):
		self.claim(self.sold, customer=self.buyer)
		self.sold.reload()
		shown = preview(handover_of(self.sold, make_customer(company=self.company).name))
		moves = {line["label"]: str(line["value"]) for line in shown["moves"]}
		stays = {line["label"]: line["value"] for line in shown["stays"]}
		self.assertEqual((moves["Warranty until"], stays["Warranty claims"]), (day(300), 1))

	def test_former_owner_keeps_the_title_of_his_time(self):
		plate = self.sold.plate_number
		update_vehicle(self.sold.name, plate_number=new_plate())
		self.assertIn(plate, claims_of(self.customer, self.company)["rows"][0]["title"])
