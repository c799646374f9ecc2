import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate, today

from workshop_crm.customer_management.profile.documents import documents, expiry
from workshop_crm.customer_management.profile.documents.tasks import remind_of_documents_running_out
from workshop_crm.tests.document_factories import make_document
from workshop_crm.tests.factories import make_company, make_customer, make_user


class ExpiryCase(FrappeTestCase):
	def setUp(self):
		self.advisor = make_user("Workshop Advisor")
		self.customer = self.customer_of(self.advisor)

	def customer_of(self, advisor: str, **values) -> str:
		customer = make_customer(**values).name
		frappe.db.set_value("Customer", customer, "account_manager", advisor)
		return customer

	def reminders(self, document, status: str = "Open") -> list:
		reference = {"reference_type": "Customer Document", "reference_name": document.name}
		return frappe.get_all(
			"ToDo", filters={**reference, "status": status}, fields=["allocated_to", "date", "description"]
		)


class TestReminders(ExpiryCase):
	def test_the_advisor_is_reminded_once(self):
		day = getdate(add_days(today(), 20))
		document = make_document(self.customer, "Contract", expiry_date=day)
		remind_of_documents_running_out()
		remind_of_documents_running_out()
		self.assertEqual(
			[(row.allocated_to, row.date) for row in self.reminders(document)], [(self.advisor, day)]
		)

	def test_the_document_then_its_division_says_how_many_days_before(self):
		company = make_company(expiry_reminder_days=5)
		day = add_days(today(), 8)
		by_division = make_document(self.customer, expiry_date=day, company=company)
		by_itself = make_document(self.customer, expiry_date=day, company=company, reminder_days=8)
		expiry.remind()
		self.assertEqual((len(self.reminders(by_division)), len(self.reminders(by_itself))), (0, 1))
		expiry.remind(getdate(add_days(today(), 3)))
		self.assertEqual((len(self.reminders(by_division)), len(self.reminders(by_itself))), (1, 1))

	def test_not_of_those_that_ran_out_or_are_out_of_use(self):
		gone = make_document(self.customer, expiry_date=add_days(today(), -1))
		unused = make_document(self.customer, expiry_date=add_days(today(), 2), disabled=1)
		expiry.remind()
		self.assertEqual(self.reminders(gone) + self.reminders(unused), [])

	def test_a_renewed_document_ends_the_reminder_and_is_reminded_of_anew(self):
		document = make_document(self.customer, expiry_date=add_days(today(), 10))
		expiry.remind()
		documents.update_document(document.name, {"expiry_date": add_days(today(), 375)})
		self.assertEqual((len(self.reminders(document)), len(self.reminders(document, "Cancelled"))), (0, 1))
		expiry.remind(getdate(add_days(today(), 360)))
		self.assertEqual(len(self.reminders(document)), 1)

	def test_taking_it_out_of_use_ends_the_reminder(self):
		document = make_document(self.customer, expiry_date=add_days(today(), 10))
		expiry.remind()
		documents.update_document(document.name, {"disabled": 1})
		self.assertEqual(self.reminders(document), [])

	def test_without_an_advisor_it_is_only_listed(self):
		document = make_document(make_customer().name, expiry_date=add_days(today(), 0))
		expiry.remind()
		self.assertEqual(self.reminders(document), [])
		self.assertIn(document.name, [row.name for row in expiry.near_expiry(limit=100)])


class TestList(ExpiryCase):
	def test_staff_see_those_of_their_divisions_soonest_first(self):
		mine = make_company()
		customer = make_customer(company=mine).name
		later = make_document(customer, expiry_date=add_days(today(), 6))
		sooner = make_document(customer, expiry_date=add_days(today(), 2), company=mine)
		make_document(customer, expiry_date=add_days(today(), 8))
		make_document(self.customer, expiry_date=add_days(today(), 3))
		with self.set_user(make_user("Workshop Advisor", companies=(mine,))):
			rows = expiry.near_expiry(days=7)
			self.assertEqual([row.name for row in rows], [sooner.name, later.name])
			self.assertEqual([row.name for row in expiry.near_expiry(7, mine)], [sooner.name])
			self.assertEqual(expiry.number_near_expiry(7), 2)
