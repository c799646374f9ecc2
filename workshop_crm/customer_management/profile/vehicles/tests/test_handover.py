from datetime import date

import frappe
from frappe.tests.utils import FrappeTestCase, patch_hooks
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.vehicles import handover_preview, history, ownership
from workshop_crm.customer_management.profile.vehicles.handover import Handover, hand_over
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, VEHICLE, Item
from workshop_crm.customer_management.profile.vehicles.wall import VehicleEvent
from workshop_crm.customer_management.search.search import suggest_customers
from workshop_crm.exceptions import OwnershipError, VehicleError
from workshop_crm.tests.connections import at_once, on_own_connection
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts
from workshop_crm.tests.hosts import bench_only
from workshop_crm.tests.vehicle_factories import had_since, handover_of, make_device, make_vehicle

TOLD = []
MODULE = "workshop_crm.customer_management.profile.vehicles.tests.test_handover"


def keep_handover(*args):
	TOLD.append(args)


def fail(*args):
	raise frappe.ValidationError("a listener failed")


def jobs(vehicle: str) -> list[VehicleEvent]:
	"""A reader as the service history brings one: work and a complaint of the first owner."""
	first = ownership.named_rows_of(Item(VEHICLE, vehicle))[0]
	whose = {
		"customer": first.customer,
		"customer_name": first.customer_name,
		"words": "call me on +96891234567",
	}
	day = date(2024, 5, 1)
	return [
		VehicleEvent("service", day, "Brakes", "pads front", 80_000, amount=45.5, currency="OMR", **whose),
		VehicleEvent("issue", day, "Too late again", is_private=True, **whose),
	]


class HandoverCase(FrappeTestCase):
	def setUp(self):
		self.seller, self.buyer = make_customer(), make_customer()
		papers = {
			"insurer": "Dhofar",
			"policy_number": "P-77",
			"nickname": "the old lady",
			"odometer": 90_000,
		}
		self.vehicle = make_vehicle(self.seller.name, **papers)
		had_since(self.seller.name, self.vehicle, "2020-01-01")
		self.item = Item(VEHICLE, self.vehicle.name)
		TOLD.clear()

	def assert_refused(self, handover, error=OwnershipError):
		counted = ("Vehicle Ownership", "Comment", "Odometer Reading", "Customer Search Key")
		before = row_counts(*counted), self.state()
		with self.assertRaises(error):
			hand_over(handover)
		self.assertEqual((row_counts(*counted), self.state()), before)

	def state(self):
		rows = [(row.customer, row.from_date, row.to_date) for row in ownership.rows_of(self.item)]
		return rows, frappe.db.get_value(VEHICLE, self.vehicle.name, ["current_owner", "policy_number"])


class TestHandover(HandoverCase):
	def test_ownership_moves_on_one_day(self):
		hand_over(handover_of(self.vehicle, self.buyer.name))
		rows = [(row.customer, row.from_date, row.to_date) for row in ownership.rows_of(self.item)]
		expected = [(self.seller.name, date(2020, 1, 1), getdate()), (self.buyer.name, getdate(), None)]
		self.assertEqual(rows, expected)
		self.assertEqual(frappe.db.get_value(VEHICLE, self.vehicle.name, "current_owner"), self.buyer.name)

	def test_drivers_end_with_the_former_owner(self):
		ownership.begin(self.item, make_customer().name, ownership.DRIVER)
		hand_over(handover_of(self.vehicle, self.buyer.name))
		self.assertEqual([row.customer for row in ownership.current_rows(self.item)], [self.buyer.name])

	def test_what_belonged_to_the_former_owner_goes(self):
		hand_over(handover_of(self.vehicle, self.buyer.name, odometer=91_000))
		vehicle = frappe.get_doc(VEHICLE, self.vehicle.name)
		self.assertEqual([vehicle.insurer, vehicle.policy_number, vehicle.nickname], [None, None, None])
		self.assertEqual((vehicle.odometer, vehicle.plate_number), (91_000, self.vehicle.plate_number))

	def test_search_leads_to_the_new_owner(self):
		hand_over(handover_of(self.vehicle, self.buyer.name))
		self.assertEqual([row["name"] for row in suggest_customers(self.vehicle.vin)], [self.buyer.name])

	def test_both_sides_and_the_vehicle_bear_a_trace_without_names(self):
		hand_over(handover_of(self.vehicle, self.buyer.name))
		places = [("Customer", self.seller.name), ("Customer", self.buyer.name), (VEHICLE, self.vehicle.name)]
		for doctype, name in places:
			filters = {"reference_doctype": doctype, "reference_name": name, "comment_type": "Info"}
			(content,) = frappe.get_all("Comment", filters=filters, pluck="content")
			self.assertNotIn(self.seller.customer_name, content)
			self.assertNotIn(self.buyer.customer_name, content)

	def test_listeners_are_told(self):
		with patch_hooks({"vehicle_handed_over": [f"{MODULE}.keep_handover"]}):
			hand_over(handover_of(self.vehicle, self.buyer.name))
		self.assertEqual(TOLD, [(self.vehicle.name, self.seller.name, self.buyer.name, getdate())])

	def test_a_failing_listener_undoes_everything(self):
		with patch_hooks({"vehicle_handed_over": [f"{MODULE}.fail"]}):
			self.assert_refused(handover_of(self.vehicle, self.buyer.name), frappe.ValidationError)

	def test_driver_may_become_the_owner(self):
		ownership.begin(self.item, self.buyer.name, ownership.DRIVER)
		hand_over(handover_of(self.vehicle, self.buyer.name))
		self.assertEqual([row.role for row in ownership.current_rows(self.item)], ["Owner"])

	def test_a_vehicle_comes_back_on_the_same_day(self):
		hand_over(handover_of(self.vehicle, self.buyer.name))
		hand_over(handover_of(self.vehicle.reload(), self.seller.name))
		self.assertEqual(frappe.db.get_value(VEHICLE, self.vehicle.name, "current_owner"), self.seller.name)

	def test_a_device_changes_hands_the_same_way(self):
		device = make_device(self.seller.name)
		with patch_hooks({"vehicle_handed_over": [f"{MODULE}.keep_handover"]}):
			hand_over(Handover(Item(DEVICE, device.name), self.seller.name, self.buyer.name, getdate()))
		self.assertEqual(frappe.db.get_value(DEVICE, device.name, "current_owner"), self.buyer.name)
		self.assertEqual(TOLD, [])


class TestRefusals(HandoverCase):
	def test_to_the_same_owner(self):
		self.assert_refused(handover_of(self.vehicle, self.seller.name))

	def test_by_one_who_is_not_the_owner(self):
		stranger = make_customer().name
		self.assert_refused(Handover(self.item, stranger, self.buyer.name, getdate()))

	def test_on_a_day_that_cannot_be(self):
		self.assert_refused(handover_of(self.vehicle, self.buyer.name, on=getdate(add_days(today(), 1))))
		self.assert_refused(handover_of(self.vehicle, self.buyer.name, on=date(2019, 12, 31)))

	def test_to_a_disabled_or_unknown_customer(self):
		self.assert_refused(handover_of(self.vehicle, "nobody"), frappe.DoesNotExistError)
		frappe.db.set_value("Customer", self.buyer.name, "disabled", 1)
		self.assert_refused(handover_of(self.vehicle, self.buyer.name))

	def test_with_an_odometer_that_goes_back(self):
		self.assert_refused(handover_of(self.vehicle, self.buyer.name, odometer=89_999), VehicleError)

	def test_by_staff_without_the_right(self):
		for role in ("Workshop Technician", "Workshop Marketing", "Workshop Auditor"):
			with self.set_user(make_user(role)):
				self.assert_refused(handover_of(self.vehicle, self.buyer.name), frappe.PermissionError)
				with self.assertRaises(frappe.PermissionError):
					handover_preview.preview(handover_of(self.vehicle, self.buyer.name))

	def test_to_a_customer_of_another_division(self):
		mine, others = make_company(), make_company()
		vehicle = make_vehicle(make_customer(company=mine).name)
		hidden = make_customer(company=others).name
		with self.set_user(make_user("Workshop Advisor", companies=(mine,))):
			with self.assertRaises(frappe.PermissionError):
				hand_over(handover_of(vehicle, hidden))
		self.assertEqual(len(ownership.rows_of(Item(VEHICLE, vehicle.name))), 1)


class TestPreview(HandoverCase):
	def values(self, lines) -> dict:
		return {line["label"]: line["value"] for line in lines}

	def test_says_what_moves_stays_and_ends_and_changes_nothing(self):
		ownership.begin(self.item, make_customer().name, ownership.DRIVER)
		before = self.state()
		shown = handover_preview.preview(handover_of(self.vehicle, self.buyer.name))
		self.assertEqual(self.values(shown["moves"])["Entries of the technical history"], 1)
		self.assertEqual(self.values(shown["stays"])["Insurance policy"], 1)
		self.assertEqual(self.values(shown["stays"])["Invoices"], 0)
		self.assertEqual(self.values(shown["ends"])["Drivers and fleets"], 1)
		self.assertEqual(self.state(), before)

	def test_refuses_as_the_handover_would(self):
		with self.assertRaises(OwnershipError):
			handover_preview.preview(handover_of(self.vehicle, self.seller.name))


class TestWhatEachSideSees(HandoverCase):
	def setUp(self):
		super().setUp()
		readers = [*frappe.get_hooks("vehicle_history"), f"{MODULE}.jobs"]
		context = patch_hooks({"vehicle_history": readers})
		context.__enter__()
		self.addCleanup(context.__exit__, None, None, None)
		hand_over(handover_of(self.vehicle, self.buyer.name, odometer=91_000))

	def test_new_owner_sees_the_work_and_nothing_of_the_person(self):
		view = history.owner_view(self.vehicle.name, self.buyer.name)
		brakes = next(event for event in view["events"] if event["title"] == "Brakes")
		self.assertEqual((brakes["work"], brakes["odometer"], brakes["amount"]), ("pads front", 80_000, None))
		for trace in (
			self.seller.name,
			self.seller.customer_name,
			self.seller.mobile_no,
			"91234567",
			"Too late",
			"P-77",
		):
			self.assertNotIn(trace, str(view))
		self.assertEqual(view["since"], getdate())

	def test_former_owner_keeps_what_was_his_and_sees_no_more(self):
		view = history.owner_view(self.vehicle.name, self.seller.name)
		titles = [event["title"] for event in view["events"]]
		self.assertIn("Too late again", titles)
		self.assertNotIn(91_000, [event["odometer"] for event in view["events"]])
		for trace in (self.buyer.name, self.buyer.customer_name):
			self.assertNotIn(trace, str(view))
		self.assertNotIn("odometer", view["vehicle"])
		self.assertEqual(view["until"], getdate())

	def test_a_stranger_sees_nothing(self):
		with self.assertRaises(OwnershipError):
			history.owner_view(self.vehicle.name, make_customer().name)
		self.assertIsNone(history.visible_since(self.vehicle.name, make_customer().name))

	def test_visible_since_the_first_day_of_each(self):
		days = [history.visible_since(self.vehicle.name, who.name) for who in (self.seller, self.buyer)]
		self.assertEqual(days, [date(2020, 1, 1), getdate()])

	def test_staff_see_both_with_the_change_marked(self):
		events = history.staff_history(self.vehicle.name)
		changes = [event["customer_name"] for event in events if event["is_change_of_owner"]]
		self.assertEqual(set(changes), {self.seller.customer_name, self.buyer.customer_name})
		brakes = next(event for event in events if event["title"] == "Brakes")
		self.assertEqual(brakes["amount"], 45.5)

	def test_a_technician_sees_no_prices(self):
		with self.set_user(make_user("Workshop Technician")):
			events = history.staff_history(self.vehicle.name)
		self.assertEqual({event["amount"] for event in events}, {None})

	def test_staff_of_one_division_see_nothing_of_an_owner_of_another(self):
		mine, others = make_company(), make_company()
		former, new = make_customer(company=others), make_customer(company=mine)
		vehicle = make_vehicle(former.name)
		hand_over(handover_of(vehicle, new.name))
		with self.set_user(make_user("Workshop Manager", companies=(mine,))):
			events = history.staff_history(vehicle.name)
		self.assertIn("Brakes", [event["title"] for event in events])
		self.assertNotIn(former.customer_name, str(events))
		self.assertNotIn("Too late", str(events))


@bench_only
class TestAtTheSameMoment(FrappeTestCase):
	"""Two counters hand one vehicle to two buyers: one succeeds, the other is told that the owner changed."""

	def setUp(self):
		made = on_own_connection(self.make)
		self.vehicle, self.customers = made
		self.addCleanup(on_own_connection, self.remove)

	def make(self):
		customers = [make_customer().name for _number in range(3)]
		return make_vehicle(customers[0]), customers

	def remove(self):
		frappe.delete_doc(VEHICLE, self.vehicle.name, force=True)
		for customer in self.customers:
			contact = frappe.db.get_value("Customer", customer, "customer_primary_contact")
			frappe.delete_doc("Customer", customer, force=True)
			frappe.delete_doc("Contact", contact, force=True, ignore_missing=True)

	def outcome(self, result) -> str:
		try:
			return result().customer
		except OwnershipError:
			return "refused"
		except frappe.QueryDeadlockError:
			return "deadlock"

	def test_one_of_two_handovers_passes(self):
		calls = [(hand_over, (handover_of(self.vehicle, buyer),), {}) for buyer in self.customers[1:]]
		outcomes = [self.outcome(result) for result in at_once(*calls)]
		self.assertEqual(outcomes.count("refused"), 1, outcomes)
		owner = on_own_connection(frappe.db.get_value, VEHICLE, self.vehicle.name, "current_owner")
		self.assertIn(owner, outcomes)

	def test_one_of_two_primary_owners_is_entered(self):
		item = Item(VEHICLE, self.vehicle.name)
		on_own_connection(lambda: ownership.end(ownership.rows_of(item)[0].name))
		calls = [(ownership.begin, (item, buyer), {"is_primary": True}) for buyer in self.customers[1:]]
		outcomes = [self.outcome(result) for result in at_once(*calls)]
		self.assertEqual(outcomes.count("refused"), 1, outcomes)
