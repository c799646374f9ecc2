from dataclasses import asdict
from datetime import date
from unittest import TestCase

from workshop_crm.customer_management.profile.vehicles.wall import (
	Period,
	VehicleEvent,
	for_owner,
	since_when,
	until_when,
)

SOLD = date(2026, 6, 1)
PERIODS = [
	Period("seller", date(2020, 1, 1), SOLD),
	Period("driver", date(2024, 1, 1), SOLD),
	Period("buyer", SOLD),
]


def service(on: str, customer: str, **values) -> VehicleEvent:
	whose = {"customer": customer, "customer_name": f"name of {customer}", "words": f"said by {customer}"}
	bill = {"amount": 45.5, "currency": "OMR", "doctype": "Sales Invoice", "name": f"INV-{customer}"}
	event = {"title": "Oil changed", "work": "5W-30, filter", "odometer": 80_000, **whose, **bill, **values}
	return VehicleEvent("service", date.fromisoformat(on), **event)


BEFORE, AFTER = service("2026-05-01", "seller"), service("2026-07-01", "buyer")
COMPLAINT = service("2026-05-02", "seller", title="Complaint", is_private=True)
HISTORY = [AFTER, COMPLAINT, BEFORE]


class TestSince(TestCase):
	def test_each_owner_has_his_own_days(self):
		self.assertEqual([since_when(PERIODS, who) for who in ("seller", "buyer")], [date(2020, 1, 1), SOLD])
		self.assertEqual([until_when(PERIODS, who) for who in ("seller", "buyer")], [SOLD, None])

	def test_a_stranger_has_none(self):
		self.assertIsNone(since_when(PERIODS, "stranger"))
		self.assertEqual(for_owner(HISTORY, PERIODS, "stranger"), [])

	def test_who_buys_it_back_has_it_since_then(self):
		again = [*PERIODS[:2], Period("buyer", SOLD, date(2026, 9, 1)), Period("seller", date(2026, 9, 1))]
		self.assertEqual(since_when(again, "seller"), date(2026, 9, 1))
		self.assertIsNone(until_when(again, "seller"))


class TestWall(TestCase):
	def test_new_owner_sees_the_work_of_the_former_and_nothing_else_of_him(self):
		own, inherited = for_owner(HISTORY, PERIODS, "buyer")
		self.assertEqual(own, AFTER)
		self.assertEqual(
			(inherited.title, inherited.work, inherited.odometer), ("Oil changed", "5W-30, filter", 80_000)
		)
		self.assertNotIn("seller", str(asdict(inherited)))
		self.assertIsNone(inherited.amount)

	def test_complaints_of_the_former_owner_do_not_appear(self):
		self.assertNotIn("Complaint", [event.title for event in for_owner(HISTORY, PERIODS, "buyer")])

	def test_former_owner_keeps_his_own_and_sees_nothing_that_came_after(self):
		self.assertEqual(for_owner(HISTORY, PERIODS, "seller"), [COMPLAINT, BEFORE])

	def test_what_the_former_owner_does_on_the_day_of_the_handover_is_his(self):
		same_day = service("2026-06-01", "buyer")
		late_bill = service("2026-06-03", "seller")
		self.assertEqual(for_owner([late_bill, same_day], PERIODS, "seller"), [late_bill])

	def test_a_driver_sees_the_work_but_not_what_the_owner_paid(self):
		(seen,) = for_owner([BEFORE], PERIODS, "driver")
		self.assertEqual((seen.title, seen.amount, seen.customer), ("Oil changed", None, ""))

	def test_every_field_about_a_person_is_emptied(self):
		technical = asdict(BEFORE.technical_part)
		kept = {field for field, value in technical.items() if value not in ("", None, False)}
		self.assertEqual(kept, {"kind", "on", "title", "work", "odometer"})
