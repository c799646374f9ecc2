import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import customers
from workshop_crm.customer_management.profile.divisions import open_account
from workshop_crm.exceptions import (
	CustomerError,
	DivisionAccessError,
	DuplicateCustomerError,
	InvalidIdentityError,
	InvalidPhoneError,
)
from workshop_crm.tests.factories import (
	make_company,
	make_customer,
	make_user,
	new_mobile,
	row_counts,
	unique,
)

OWN_ROWS = ("Customer", "Contact", "Customer Identity", "Customer Division Account", "Customer Search Key")


class ApiTestCase(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.advisor = make_user("Workshop Advisor")

	def refused(self, error, call, *args, watched=OWN_ROWS, **kwargs):
		before = row_counts(*watched)
		with self.assertRaises(error):
			call(*args, **kwargs)
		self.assertEqual(row_counts(*watched), before)


class TestRegistering(ApiTestCase):
	def test_profile_of_the_new_customer_is_returned(self):
		frappe.set_user(self.advisor)
		name, phone = unique("Salim Al Harthy"), new_mobile()
		created = customers.create(customer_name=name, phone=phone, language="ar", national_id="12345678")
		self.assertEqual((created["customer_name"], created["language"]), (name, "ar"))
		self.assertEqual([row.number for row in created["phones"]], [phone])
		self.assertEqual(created["identity"], {"national_id": "•••••678"})

	def test_lists_may_come_as_json_text(self):
		phone, second = new_mobile(), new_mobile()
		created = customers.create(
			customer_name=unique("Aisha"), phone=phone, more_phones=frappe.as_json([second])
		)
		self.assertEqual({row.number for row in created["phones"]}, {phone, second})

	def test_wishes_for_service_come_with_the_registration(self):
		wishes = {"preferred_weekday": "Monday", "waits_or_drops_off": "Drops Off", "reminder_lead_days": 7}
		profile = customers.create(customer_name=unique("Salim"), phone=new_mobile(), language="en", **wishes)
		self.assertEqual({field: profile[field] for field in wishes}, wishes)

	def test_same_phone_is_refused_with_its_holder(self):
		holder = make_customer()
		phone = customers.get(holder.name)["phones"][0].number
		self.refused(DuplicateCustomerError, customers.create, customer_name=unique("Other"), phone=phone)
		self.assertEqual([row["customer"] for row in frappe.local.response["duplicates"]], [holder.name])

	def test_malformed_phone_is_refused(self):
		self.refused(InvalidPhoneError, customers.create, customer_name=unique("Other"), phone="12")

	def test_missing_name_is_refused(self):
		self.refused(frappe.MandatoryError, customers.create, phone=new_mobile())

	def test_unknown_argument_is_refused(self):
		self.refused(frappe.ValidationError, customers.create, customer_name="A", phone=new_mobile(), vip=1)

	def test_argument_of_a_wrong_type_is_refused(self):
		self.refused(
			frappe.ValidationError, customers.create, customer_name="A", phone=new_mobile(), more_phones=7
		)

	def test_user_without_the_right_is_refused(self):
		frappe.set_user(make_user("Workshop Technician"))
		self.refused(
			frappe.PermissionError, customers.create, customer_name=unique("Other"), phone=new_mobile()
		)


class TestFinding(ApiTestCase):
	def test_suggest_by_the_beginning_of_a_phone(self):
		customer = make_customer()
		phone = customers.get(customer.name)["phones"][0].number
		frappe.set_user(self.advisor)
		found = {
			row["name"]: (row["mobile_no"], row["reason"]["kind"])
			for row in customers.suggest(phone.removeprefix("+968"))
		}
		self.assertEqual(found[customer.name], (phone, "phone"))

	def test_suggest_needs_the_right_to_read_customers(self):
		frappe.set_user(make_user("Customer", user_type="Website User"))
		with self.assertRaises(frappe.PermissionError):
			customers.suggest("9")

	def test_list_is_narrowed_and_paged(self):
		group = (
			frappe.get_doc({"doctype": "Customer Group", "customer_group_name": unique("Group")})
			.insert()
			.name
		)
		made = [make_customer(customer_group=group, language="ar").name for _number in range(3)]
		frappe.set_user(self.advisor)
		first = customers.list(customer_group=group, language="ar", limit_page_length=2)
		rest = customers.list(customer_group=group, limit_start=first["next_start"], limit_page_length=2)
		self.assertEqual((first["has_more"], rest["has_more"]), (True, False))
		self.assertEqual(sorted(row.name for row in first["rows"] + rest["rows"]), sorted(made))

	def test_list_leaves_disabled_customers_out_unless_asked(self):
		customer = make_customer()
		frappe.db.set_value("Customer", customer.name, "disabled", 1)

		def found(**filters) -> list[str]:
			rows = customers.list(text=customer.customer_number, **filters)["rows"]
			return [row.name for row in rows]

		self.assertEqual(found(), [])
		self.assertEqual(found(disabled="1"), [customer.name])
		self.assertEqual(found(include_disabled=True), [customer.name])

	def test_unknown_filter_is_refused(self):
		with self.assertRaises(frappe.ValidationError):
			customers.list(owner="Administrator")

	def test_page_over_a_hundred_rows_is_refused(self):
		for call in (
			lambda: customers.list(limit_page_length=101),
			lambda: customers.suggest("9", limit=101),
			lambda: customers.history(make_customer().name, limit_page_length=0),
			lambda: customers.timeline(make_customer().name, limit_start=-1),
		):
			with self.assertRaises(frappe.ValidationError):
				call()

	def test_name_is_suggested_in_the_other_script(self):
		self.assertEqual(customers.suggest_name("سالم الحارثي"), {"suggestion": "Salim Al Harthi"})
		self.assertEqual(customers.suggest_name("12"), {"suggestion": ""})


class TestDivisions(ApiTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.workshop, cls.clothing = make_company(), make_company()

	def setUp(self):
		super().setUp()
		self.ours = make_customer(company=self.workshop)
		self.theirs = make_customer(company=self.clothing)
		self.limited = make_user("Workshop Manager", companies=(self.workshop,))

	def test_limited_user_lists_own_customers_only(self):
		frappe.set_user(self.limited)
		named = {row.name for row in customers.list()["rows"]}
		self.assertIn(self.ours.name, named)
		self.assertNotIn(self.theirs.name, named)

	def test_list_of_a_division(self):
		open_account(self.ours.name, self.clothing, account_type="VIP")
		both = {self.ours.name, self.theirs.name}
		named = {row.name for row in customers.list(company=self.clothing)["rows"]}
		self.assertEqual(named & both, both)
		named = {row.name for row in customers.list(company=self.clothing, account_type="VIP")["rows"]}
		self.assertEqual(named & both, {self.ours.name})

	def test_limited_user_asks_for_no_other_division(self):
		frappe.set_user(self.limited)
		with self.assertRaises(DivisionAccessError):
			customers.list(company=self.clothing)

	def test_every_call_about_a_customer_of_another_division_is_refused(self):
		frappe.set_user(self.limited)
		name = self.theirs.name
		for call in (
			lambda: customers.get(name),
			lambda: customers.update(name, {"occupation": "Spy"}),
			lambda: customers.disable(name, "No reason"),
			lambda: customers.add_phone(name, new_mobile()),
			lambda: customers.set_email(name, "spy@example.com"),
			lambda: customers.set_identity(name, national_id="87654321"),
			lambda: customers.share_number(self.ours.name, name, new_mobile()),
			lambda: customers.not_duplicate(self.ours.name, name),
			lambda: customers.link_user(name, self.limited),
			lambda: customers.overview(name),
			lambda: customers.timeline(name),
			lambda: customers.history(name),
		):
			self.refused(frappe.PermissionError, call)
		self.assertEqual(frappe.db.get_value("Customer", name, ["disabled", "occupation"]), (0, None))


class TestChanging(ApiTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer(email=f"{unique('salim').replace(' ', '.')}@example.com").name
		frappe.set_user(self.advisor)

	def test_only_named_fields_change(self):
		before = customers.get(self.customer)
		after = customers.update(self.customer, '{"occupation": "Teacher", "preferred_channels": ["SMS"]}')
		self.assertEqual((after["occupation"], after["preferred_channels"]), ("Teacher", ["SMS"]))
		changed = {key for key in after if after[key] != before[key]}
		self.assertEqual(changed, {"occupation", "preferred_channels", "modified"})

	def test_wishes_for_service_are_read_and_changed(self):
		technician = make_user("Workshop Technician")
		group = frappe.get_all("Item Group", filters={"is_group": 0}, pluck="name", limit=2, order_by="name")
		wishes = {
			"preferred_advisor": self.advisor,
			"preferred_technician": technician,
			"preferred_weekday": "Sunday",
			"preferred_time": "Morning",
			"waits_or_drops_off": "Waits",
			"preferred_parts": "Original",
			"reminder_lead_days": 14,
			"preferred_item_groups": group,
		}
		after = customers.update(self.customer, wishes)
		self.assertEqual({field: after[field] for field in wishes}, wishes)
		emptied = customers.update(self.customer, {"preferred_advisor": None, "preferred_item_groups": []})
		self.assertEqual((emptied["preferred_advisor"], emptied["preferred_item_groups"]), (None, []))

	def test_wishes_that_cannot_be_are_refused(self):
		before = customers.get(self.customer)
		for wish in (
			{"preferred_weekday": "Someday"},
			{"preferred_advisor": "nobody@example.com"},
			{"preferred_item_groups": ["No Such Group"]},
			{"reminder_lead_days": -3},
		):
			with self.assertRaises(frappe.ValidationError):
				customers.update(self.customer, wish)
		self.assertEqual(customers.get(self.customer), before)

	def test_any_other_field_is_refused(self):
		for field in ("is_vip", "mobile_no", "customer_number", "owner"):
			with self.assertRaises(frappe.ValidationError):
				customers.update(self.customer, {field: "1"})
		self.assertEqual(customers.get(self.customer)["is_vip"], 0)

	def test_reader_changes_nothing(self):
		frappe.set_user(make_user("Workshop Auditor"))
		with self.assertRaises(frappe.PermissionError):
			customers.update(self.customer, {"occupation": "Spy"})
		self.assertIsNone(frappe.db.get_value("Customer", self.customer, "occupation"))

	def test_disabling_keeps_who_when_and_why(self):
		disabled = customers.disable(self.customer, " Moved abroad ")
		self.assertEqual((disabled["disabled"], disabled["disabled_reason"]), (1, "Moved abroad"))
		self.assertEqual(disabled["disabled_by"], self.advisor)
		self.assertTrue(disabled["disabled_on"])
		comment = frappe.get_last_doc("Comment", {"reference_name": self.customer, "comment_type": "Info"})
		self.assertEqual(comment.content, "Disabled: Moved abroad")

	def test_disabling_needs_a_reason(self):
		with self.assertRaises(frappe.MandatoryError):
			customers.disable(self.customer, " ")
		self.assertEqual(frappe.db.get_value("Customer", self.customer, "disabled"), 0)

	def test_disabling_twice_is_refused(self):
		customers.disable(self.customer, "Moved abroad")
		with self.assertRaises(CustomerError):
			customers.disable(self.customer, "Again")
		self.assertEqual(customers.get(self.customer)["disabled_reason"], "Moved abroad")

	def test_enabling_clears_the_reason(self):
		customers.disable(self.customer, "Moved abroad")
		enabled = customers.enable(self.customer)
		self.assertEqual(
			(enabled["disabled"], enabled["disabled_reason"], enabled["disabled_by"]), (0, None, None)
		)

	def test_merged_customer_is_not_enabled(self):
		other = make_customer().name
		frappe.db.set_value("Customer", self.customer, {"disabled": 1, "merged_into": other})
		with self.assertRaises(CustomerError):
			customers.enable(self.customer)
		self.assertEqual(frappe.db.get_value("Customer", self.customer, "disabled"), 1)


class TestPhonesAndIdentity(ApiTestCase):
	def setUp(self):
		super().setUp()
		self.first = new_mobile()
		self.customer = make_customer(phone=self.first).name
		frappe.set_user(self.advisor)

	def numbers(self) -> list[tuple]:
		return [(row.number, row.is_primary) for row in customers.get(self.customer)["phones"]]

	def test_new_first_phone_is_shown_on_the_customer(self):
		second = new_mobile()
		customers.add_phone(self.customer, second.removeprefix("+968"), "Mobile", is_primary=True)
		self.assertEqual(self.numbers(), [(self.first, 0), (second, 1)])
		self.assertEqual(frappe.db.get_value("Customer", self.customer, "mobile_no"), second)

	def test_phone_of_another_customer_is_refused(self):
		taken = new_mobile()
		make_customer(phone=taken)
		self.refused(
			DuplicateCustomerError, customers.add_phone, self.customer, taken, watched=("Contact Phone",)
		)

	def test_shared_phone_is_taken_once_staff_said_so(self):
		taken = new_mobile()
		other = make_customer(phone=taken).name
		self.assertEqual(
			customers.share_number(self.customer, other, taken.removeprefix("+968")), {"shared": taken}
		)
		customers.add_phone(self.customer, taken)
		self.assertEqual(self.numbers(), [(self.first, 0 + 1), (taken, 0)])

	def test_number_that_the_other_does_not_hold_is_not_shared(self):
		watched = ("Customer Duplicate Answer",)
		other = make_customer().name
		self.refused(
			CustomerError, customers.share_number, self.customer, other, new_mobile(), watched=watched
		)
		self.refused(CustomerError, customers.not_duplicate, self.customer, self.customer, watched=watched)

	def test_first_phone_is_not_removed(self):
		self.refused(
			CustomerError, customers.remove_phone, self.customer, self.first, watched=("Contact Phone",)
		)

	def test_other_phone_is_removed(self):
		second = new_mobile()
		customers.add_phone(self.customer, second)
		customers.remove_phone(self.customer, second)
		self.assertEqual(self.numbers(), [(self.first, 1)])

	def test_email_is_set_and_taken_off(self):
		address = f"{unique('aisha').replace(' ', '.')}@example.com"
		self.assertEqual(
			[row.address for row in customers.set_email(self.customer, address)["emails"]], [address.lower()]
		)
		self.assertEqual(frappe.db.get_value("Customer", self.customer, "email_id"), address.lower())
		self.assertEqual(customers.set_email(self.customer)["emails"], [])

	def test_identity_is_shown_masked(self):
		self.assertEqual(customers.set_identity(self.customer, passport="AB123456"), {"passport": "•••••456"})
		self.assertEqual(customers.set_identity(self.customer, passport=""), {})

	def test_identity_of_a_wrong_form_is_refused(self):
		watched = ("Customer Identity",)
		self.refused(
			InvalidIdentityError, customers.set_identity, self.customer, national_id="x", watched=watched
		)

	def test_identity_is_not_shown_without_the_right(self):
		customers.set_identity(self.customer, passport="AB123457")
		frappe.set_user(make_user("Workshop Technician"))
		self.assertEqual(customers.get(self.customer)["identity"], {})
		with self.assertRaises(frappe.PermissionError):
			customers.set_identity(self.customer, passport="")

	def test_possible_duplicates_come_with_reasons(self):
		found = customers.duplicates(phone=self.first, customer_name="Nobody Known")
		self.assertEqual(
			[(row["customer"], row["blocking"], row["score"]) for row in found], [(self.customer, True, 1.0)]
		)
		self.assertEqual(customers.duplicates(phone=self.first, exclude=self.customer), [])
