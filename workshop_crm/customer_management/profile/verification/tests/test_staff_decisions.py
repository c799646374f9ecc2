import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.identity import store_identity
from workshop_crm.customer_management.profile.verification import address, identity, records, statistics
from workshop_crm.exceptions import CustomerError, VerificationDemandedError
from workshop_crm.tests import factories
from workshop_crm.tests.hosts import bench_only


def address_of(customer) -> str:
	return frappe.db.get_value("Customer", customer.name, "customer_primary_address")


class TestAddress(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company, cls.other = factories.make_company(), factories.make_company()

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.area = factories.unique("Barka")
		place = {"address_line1": "Way 12", "city": self.area}
		self.customer = factories.make_customer(company=self.company, address=place)
		self.address = address_of(self.customer)

	def status(self) -> str:
		return frappe.db.get_value("Address", self.address, "verification_status")

	def test_new_address_waits(self):
		self.assertEqual(self.status(), "Pending")
		listed = address.pending(self.company, self.area)
		self.assertEqual([(row.name, row.customer) for row in listed], [(self.address, self.customer.name)])

	def test_staff_verify_with_coordinates(self):
		user = factories.make_user("Workshop Advisor", companies=(self.company,))
		frappe.set_user(user)
		doc = address.decide(self.address, "Verified", latitude=23.588, longitude=58.3829)
		self.assertEqual((doc.verified_by, doc.latitude, doc.longitude), (user, 23.588, 58.3829))
		self.assertEqual(address.pending(self.company, self.area), [])
		frappe.set_user("Administrator")
		self.assertTrue(records.is_verified(self.customer.name, "Address", self.address))

	def test_refusals_change_nothing(self):
		cases = (
			(CustomerError, {"status": "Perhaps"}),
			(frappe.MandatoryError, {"status": "Rejected"}),
			(CustomerError, {"status": "Verified", "latitude": 91.0}),
		)
		for refusal, values in cases:
			with self.assertRaises(refusal):
				address.decide(self.address, **values)
		self.assertEqual(self.status(), "Pending")

	def test_moving_undoes_the_verification(self):
		address.decide(self.address, "Verified")
		doc = frappe.get_doc("Address", self.address)
		doc.address_line1 = "Way 13"
		doc.save()
		self.assertEqual((self.status(), doc.verified_by), ("Pending", None))
		self.assertFalse(records.is_verified(self.customer.name, "Address"))

	def test_other_changes_keep_it(self):
		address.decide(self.address, "Verified")
		doc = frappe.get_doc("Address", self.address)
		doc.address_title = "Home"
		doc.save()
		self.assertEqual(self.status(), "Verified")

	def test_status_sent_by_a_form_is_not_believed(self):
		doc = frappe.get_doc("Address", self.address)
		doc.verification_status = "Verified"
		doc.save()
		self.assertEqual(self.status(), "Pending")

	def test_staff_of_another_division_is_refused(self):
		frappe.set_user(factories.make_user("Workshop Advisor", companies=(self.other,)))
		with self.assertRaises(frappe.PermissionError):
			address.decide(self.address, "Verified")
		self.assertEqual(address.pending(area=self.area), [])
		self.assertEqual(
			[row for row in statistics.address_statistics()["areas"] if row["area"] == self.area], []
		)
		frappe.set_user("Administrator")
		self.assertEqual(self.status(), "Pending")

	def test_customer_does_not_verify_his_own_address(self):
		login = factories.make_user("Customer", user_type="Website User")
		frappe.db.set_value("Address", self.address, "owner", login)
		frappe.set_user(login)
		for call in (
			lambda: address.decide(self.address, "Verified"),
			lambda: address.decide_many([self.address], "Verified"),
			address.pending,
			statistics.address_statistics,
		):
			with self.assertRaises(frappe.PermissionError):
				call()
		frappe.set_user("Administrator")
		self.assertEqual(self.status(), "Pending")

	def test_one_refused_does_not_hold_up_the_others(self):
		outcome = address.decide_many([self.address, "No such address"], "Verified")
		self.assertEqual(outcome["decided"], [self.address])
		self.assertEqual([row["address"] for row in outcome["refused"]], ["No such address"])
		self.assertEqual(self.status(), "Verified")

	def test_more_than_a_hundred_are_refused(self):
		with self.assertRaises(CustomerError):
			address.decide_many([self.address] * 101, "Verified")
		self.assertEqual(self.status(), "Pending")

	def test_statistics_count_by_division_and_area(self):
		place = {"address_line1": "Way 14", "city": self.area}
		factories.make_customer(company=self.company, address=place)
		address.decide(self.address, "Verified")
		found = statistics.address_statistics()
		area = next(row for row in found["areas"] if row["area"] == self.area)
		self.assertEqual((area["pending"], area["verified"], area["rejected"]), (1, 1, 0))
		division = next(row for row in found["divisions"] if row["company"] == self.company)
		self.assertGreaterEqual(division["verified"], 1)


class TestIdentity(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.customer = factories.make_customer().name
		self.number = factories.new_mobile()[-8:]
		store_identity(self.customer, national_id=self.number)

	def verified(self) -> bool:
		return records.is_verified(self.customer, records.IDENTITY)

	def test_manager_verifies_and_the_number_stays_masked(self):
		frappe.set_user(factories.make_user("Workshop Manager"))
		record = identity.decide(self.customer, "national_id", "Verified")
		self.assertEqual((record.status, record.verified_by), ("Verified", frappe.session.user))
		self.assertNotIn(self.number, record.value)

	def test_advisor_is_refused(self):
		frappe.set_user(factories.make_user("Workshop Advisor"))
		with self.assertRaises(frappe.PermissionError):
			identity.decide(self.customer, "national_id", "Verified")
		self.assertFalse(self.verified())

	def test_number_that_is_not_on_file_is_refused(self):
		for kind in ("passport", "no such kind"):
			with self.assertRaises(CustomerError):
				identity.decide(self.customer, kind, "Verified")
		self.assertFalse(self.verified())

	def test_changed_number_is_not_verified(self):
		identity.decide(self.customer, "national_id", "Verified")
		store_identity(self.customer, national_id=str((int(self.number) + 1) % 10**8).zfill(8))
		self.assertFalse(self.verified())


@bench_only
class TestDemands(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company(with_accounts=True)
		cls.item = factories.make_item()

	def setUp(self):
		place = {"address_line1": "Way 12", "city": "Barka"}
		self.customer = factories.make_customer(company=self.company, address=place)

	def invoice(self, doctype: str = "Sales Invoice", **values):
		name = self.customer.name
		return factories.new_sales_document(doctype, name, self.company, self.item, rate=100.0, **values)

	def test_sale_above_the_amount_demands_an_identity(self):
		factories.change_settings_of(self.company, identity_demanded_above=99.5, demand_verified_address=0)
		with self.assertRaises(VerificationDemandedError):
			self.invoice().insert()
		self.assertEqual(frappe.db.count("Sales Invoice", {"customer": self.customer.name}), 0)
		store_identity(self.customer.name, national_id=factories.new_mobile()[-8:])
		identity.decide(self.customer.name, "national_id", "Verified")
		self.assertEqual(self.invoice().insert().docstatus, 0)

	def test_sale_up_to_the_amount_does_not(self):
		factories.change_settings_of(self.company, identity_demanded_above=100, demand_verified_address=0)
		self.assertEqual(self.invoice().insert().docstatus, 0)

	def test_delivery_demands_a_verified_address(self):
		factories.change_settings_of(self.company, identity_demanded_above=0, demand_verified_address=1)
		to = address_of(self.customer)
		with self.assertRaises(VerificationDemandedError):
			self.invoice("Delivery Note", shipping_address_name=to).insert()
		self.assertEqual(frappe.db.count("Delivery Note", {"customer": self.customer.name}), 0)
		address.decide(to, "Verified")
		self.assertEqual(self.invoice("Delivery Note", shipping_address_name=to).insert().docstatus, 0)
