import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.setup import install_everything
from workshop_crm.setup.custom_fields import MODULE, all_custom_fields
from workshop_crm.setup.existing_customers import number_existing_customers
from workshop_crm.setup.legacy import free_name, make_room
from workshop_crm.setup.property_setters import SETTERS, with_own_search_fields
from workshop_crm.setup.roles import RIGHTS, ROLES, grant_rights, granted_rights
from workshop_crm.tests.factories import make_customer
from workshop_crm.tests.hosts import bench_only


def stamps(doctype: str) -> dict:
	return {row.name: row.modified for row in frappe.get_all(doctype, fields=["name", "modified"])}


class TestCustomFields(FrappeTestCase):
	def test_every_field_of_the_list_is_in_the_meta(self):
		for doctype, fields in all_custom_fields().items():
			meta = frappe.get_meta(doctype)
			for field in fields:
				with self.subTest(doctype=doctype, field=field["fieldname"]):
					self.assertEqual(meta.get_field(field["fieldname"]).fieldtype, field["fieldtype"])

	def test_no_field_bears_a_name_that_the_doctype_has_itself(self):
		for doctype, fields in all_custom_fields().items():
			own_names = {field.fieldname for field in frappe.get_doc("DocType", doctype).fields}
			self.assertEqual({field["fieldname"] for field in fields} & own_names, set())

	def test_every_place_named_exists(self):
		for doctype, fields in all_custom_fields().items():
			own_names = {field.fieldname for field in frappe.get_doc("DocType", doctype).fields}
			added = {field["fieldname"] for field in fields}
			for field in fields:
				self.assertIn(field["insert_after"], own_names | added)

	def test_fields_bear_the_module_that_uninstall_looks_for(self):
		for doctype, fields in all_custom_fields().items():
			for field in fields:
				name = f"{doctype}-{field['fieldname']}"
				self.assertEqual(frappe.db.get_value("Custom Field", name, "module"), MODULE)

	def test_no_other_app_ships_a_field_of_the_same_name(self):
		for doctype, fields in all_custom_fields().items():
			names = [field["fieldname"] for field in fields]
			filters = {"dt": doctype, "fieldname": ("in", names), "module": ("!=", MODULE)}
			self.assertEqual(frappe.get_all("Custom Field", filters=filters, pluck="name"), [])


class TestSecondRun(FrappeTestCase):
	def test_a_second_run_changes_nothing(self):
		# given a customer and what the first run left
		make_customer()
		install_everything()
		watched = (
			"Custom Field",
			"Property Setter",
			"Custom DocPerm",
			"Role",
			"Customer",
			"Customer Search Key",
		)
		before = {doctype: stamps(doctype) for doctype in watched}
		# when
		install_everything()
		# then
		self.assertEqual({doctype: stamps(doctype) for doctype in watched}, before)

	def test_rights_that_an_administrator_took_away_stay_away(self):
		# given
		row = {"parent": "Territory", "role": "Workshop Marketing"}
		frappe.db.delete("Custom DocPerm", row)
		# when
		grant_rights()
		# then
		self.assertFalse(frappe.db.exists("Custom DocPerm", row))


class TestPropertySetters(FrappeTestCase):
	def test_the_apps_search_fields_stand_behind_erpnexts(self):
		self.assertEqual(
			with_own_search_fields("customer_group,territory, mobile_no"),
			"customer_group,territory,mobile_no,customer_number,customer_name_ar",
		)
		self.assertEqual(with_own_search_fields(None), "customer_number,customer_name_ar")

	def test_setters_act_on_the_meta(self):
		self.assertTrue(frappe.get_meta("Contact").track_changes)
		self.assertTrue(frappe.get_meta("Address").track_changes)
		self.assertTrue(frappe.get_meta("Customer Credit Limit").get_field("company").ignore_user_permissions)
		self.assertIn("customer_number", frappe.get_meta("Customer").get_search_fields())

	def test_setters_bear_the_module_that_uninstall_looks_for(self):
		for setter in SETTERS:
			self.assertEqual(frappe.db.get_value("Property Setter", setter.name, "module"), MODULE)

	@bench_only
	def test_the_column_that_erpnext_looks_up_at_every_save_has_an_index(self):
		self.assertTrue(frappe.db.get_column_index("tabCustomer", "is_internal_customer", unique=False))


class TestRoles(FrappeTestCase):
	def test_roles_reach_the_desk(self):
		for role in ROLES:
			self.assertEqual(frappe.db.get_value("Role", role, "desk_access"), 1)

	def test_standard_rules_were_copied_before_ours_were_added(self):
		for doctype in RIGHTS:
			standard = set(frappe.get_all("DocPerm", filters={"parent": doctype}, pluck="role"))
			custom = set(frappe.get_all("Custom DocPerm", filters={"parent": doctype}, pluck="role"))
			self.assertEqual(standard - custom, set(), doctype)

	def test_letters_grant_nothing_besides(self):
		granted = {right for right, given in granted_rights("srw").items() if given}
		self.assertEqual(granted, {"select", "read", "report", "write"})


class TestExistingCustomers(FrappeTestCase):
	def test_a_customer_from_before_the_app_gets_number_code_and_keys(self):
		# given a customer without any of them
		customer = make_customer(customer_name="Old Customer Al Rashdi").name
		blank = {"customer_number": None, "referral_code": None}
		frappe.db.set_value("Customer", customer, blank, update_modified=False)
		frappe.db.delete("Customer Search Key", {"customer": customer})
		modified = frappe.db.get_value("Customer", customer, "modified")
		# when
		done = number_existing_customers(commit=False)
		# then
		self.assertEqual(done, 1)
		row = frappe.db.get_value("Customer", customer, "*", as_dict=True)
		self.assertRegex(row.customer_number, r"^UCST-\d{6}$")
		self.assertEqual(len(row.referral_code), 10)
		self.assertEqual(row.modified, modified)
		self.assertTrue(
			frappe.db.exists(
				"Customer Search Key",
				{"customer": customer, "kind": "customer_number", "search_key": row.customer_number},
			)
		)


class TestOlderModules(FrappeTestCase):
	def test_nothing_moves_on_a_site_without_them(self):
		# given
		watched = ("Module Def", "DocType", "Workspace", "Page", "Number Card")
		before = {doctype: stamps(doctype) for doctype in watched}
		# when
		make_room()
		# then
		self.assertEqual({doctype: stamps(doctype) for doctype in watched}, before)

	def test_a_name_that_is_taken_gets_a_number(self):
		self.assertEqual(free_name("Workspace", "Nobody Has This"), "Legacy Nobody Has This")
		role = frappe.get_doc({"doctype": "Role", "role_name": "Legacy Workshop Clerk"}).insert()
		self.assertEqual(free_name("Role", "Workshop Clerk"), f"{role.name} 2")
