"""The Customer form's own rules, also for customers made outside registration."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from workshop_crm.exceptions import AlreadyLinkedError, CustomerError, InvalidPhoneError, MergeByRenameError
from workshop_crm.tests import factories


def form_customer(**values):
	"""Build a Customer as ERPNext's own form sends it."""
	defaults = {
		"customer_name": factories.unique("Form"),
		"customer_type": "Individual",
		"customer_group": "Individual",
	}
	return frappe.get_doc({"doctype": "Customer", **defaults, **values})


class TestCustomerFields(FrappeTestCase):
	"""Numbers, types, links and marks."""

	def test_a_customer_from_the_form_is_numbered_too(self):
		customer = form_customer().insert()
		self.assertRegex(customer.customer_number, r"^UCST-\d{6}$")
		self.assertEqual(customer.identity_type, "Individual")

	def test_types_follow_each_other(self):
		ministry = form_customer(identity_type="Government").insert()
		self.assertEqual(ministry.customer_type, "Company")
		ministry.customer_type = "Individual"
		ministry.save()
		self.assertEqual(ministry.identity_type, "Individual")

	def test_a_mobile_typed_in_quick_entry_is_stored_in_e164(self):
		phone = factories.new_mobile()
		customer = form_customer(mobile_no=phone[4:]).insert()
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		self.assertEqual(contact.phone_nos[0].phone, phone)

	def test_a_user_belongs_to_one_customer(self):
		user = factories.make_user("Customer", user_type="Website User")
		form_customer(linked_user=user).insert()
		second = form_customer(linked_user=user)
		self.assertRaises(AlreadyLinkedError, second.insert)
		self.assertFalse(frappe.db.exists("Customer", {"customer_name": second.customer_name}))

	def test_disabling_keeps_who_and_when(self):
		customer = form_customer().insert()
		customer.update({"disabled": 1, "disabled_reason": "Left Oman"})
		customer.save()
		self.assertEqual((customer.disabled_by, customer.disabled_reason), ("Administrator", "Left Oman"))
		self.assertTrue(customer.disabled_on)
		customer.update({"disabled": 0}).save()
		self.assertFalse(customer.disabled_by or customer.disabled_on or customer.disabled_reason)

	def test_refused_values(self):
		customer = form_customer().insert()
		modified = customer.modified
		wrong = (
			({"emergency_contact_phone": "abc"}, InvalidPhoneError),
			({"date_of_birth": add_days(today(), 1)}, CustomerError),
			({"referred_by_customer": customer.name}, CustomerError),
		)
		for values, error in wrong:
			doc = frappe.get_doc("Customer", customer.name).update(values)
			self.assertRaises(error, doc.save)
		self.assertEqual(str(frappe.db.get_value("Customer", customer.name, "modified")), str(modified))

	def test_core_merge_by_rename_is_refused_with_a_pointer(self):
		first, second = factories.make_customer(), factories.make_customer()
		with self.assertRaises(MergeByRenameError):
			frappe.rename_doc("Customer", first.name, second.name, merge=True)
		self.assertEqual(frappe.db.count("Customer", {"name": ("in", [first.name, second.name])}), 2)
