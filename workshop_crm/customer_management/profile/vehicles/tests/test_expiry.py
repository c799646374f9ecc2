import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.vehicles import expiry, vehicles
from workshop_crm.customer_management.profile.vehicles.handover import hand_over
from workshop_crm.customer_management.profile.vehicles.tasks import remind_of_expiring_papers
from workshop_crm.tests.factories import make_company, make_customer, make_user
from workshop_crm.tests.vehicle_factories import handover_of, make_vehicle


class ExpiryCase(FrappeTestCase):
	def setUp(self):
		self.advisor = make_user("Workshop Advisor")
		self.customer = self.customer_of(self.advisor)

	def customer_of(self, advisor: str, **values) -> str:
		customer = make_customer(**values).name
		frappe.db.set_value("Customer", customer, "account_manager", advisor)
		return customer

	def reminders(self, vehicle, status: str = "Open") -> list:
		filters = {"reference_type": "Customer Vehicle", "reference_name": vehicle.name, "status": status}
		return frappe.get_all("ToDo", filters=filters, fields=["allocated_to", "date", "description"])


class TestReminders(ExpiryCase):
	def test_the_owners_advisor_is_reminded_of_each_paper_once(self):
		day = getdate(add_days(today(), 20))
		vehicle = make_vehicle(self.customer, registration_expiry=day, policy_expiry=day)
		remind_of_expiring_papers()
		remind_of_expiring_papers()
		made = self.reminders(vehicle)
		self.assertEqual([(row.allocated_to, row.date) for row in made], [(self.advisor, day)] * 2)
		self.assertEqual({"mulkiya" in row.description for row in made}, {True, False})

	def test_not_before_the_days_are_reached_and_not_after_the_expiry(self):
		far = make_vehicle(self.customer, registration_expiry=add_days(today(), 31))
		gone = make_vehicle(self.customer, registration_expiry=add_days(today(), -1))
		expiry.remind()
		self.assertEqual(self.reminders(far) + self.reminders(gone), [])
		expiry.remind(getdate(add_days(today(), 1)))
		self.assertEqual(len(self.reminders(far)), 1)

	def test_the_division_says_how_many_days_before(self):
		customer = self.customer_of(self.advisor, company=make_company(expiry_reminder_days=5))
		vehicle = make_vehicle(customer, registration_expiry=add_days(today(), 6))
		expiry.remind()
		self.assertEqual(self.reminders(vehicle), [])
		expiry.remind(getdate(add_days(today(), 1)))
		self.assertEqual(len(self.reminders(vehicle)), 1)

	def test_a_renewed_paper_is_reminded_of_anew(self):
		vehicle = make_vehicle(self.customer, registration_expiry=add_days(today(), 10))
		expiry.remind()
		vehicles.update_vehicle(vehicle.name, registration_expiry=add_days(today(), 375))
		expiry.remind(getdate(add_days(today(), 360)))
		self.assertEqual(len(self.reminders(vehicle)), 2)

	def test_without_an_advisor_it_is_only_listed(self):
		vehicle = make_vehicle(make_customer().name, registration_expiry=add_days(today(), 10))
		expiry.remind()
		self.assertEqual(self.reminders(vehicle), [])
		self.assertIn(vehicle.name, [row.name for row in expiry.expiring(limit=100)])

	def test_reminders_to_the_former_owner_stop_with_the_handover(self):
		other_advisor = make_user("Workshop Advisor")
		buyer = self.customer_of(other_advisor)
		day = getdate(add_days(today(), 10))
		vehicle = make_vehicle(self.customer, registration_expiry=day, policy_expiry=day)
		expiry.remind()
		hand_over(handover_of(vehicle.reload(), buyer))
		self.assertEqual((len(self.reminders(vehicle)), len(self.reminders(vehicle, "Cancelled"))), (0, 2))
		expiry.remind()
		self.assertEqual([row.allocated_to for row in self.reminders(vehicle)], [other_advisor])


class TestList(ExpiryCase):
	def test_staff_see_those_of_their_divisions(self):
		mine, others = make_company(), make_company()
		papers = {"registration_expiry": add_days(today(), 3)}
		own = make_vehicle(make_customer(company=mine).name, **papers)
		hidden = make_vehicle(make_customer(company=others).name, **papers)
		with self.set_user(make_user("Workshop Advisor", companies=(mine,))):
			names = [row.name for row in expiry.expiring(days=7, limit=100)]
		self.assertIn(own.name, names)
		self.assertNotIn(hidden.name, names)
