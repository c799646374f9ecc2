"""Roles, owners, User Permissions, shares, permission levels, hooks: who gets which documents."""

from unittest.mock import patch

import frappe
from frappe.permissions import add_user_permission

from workshop_crm.tests.contract.papers import PAPER, ROW, PaperTestCase
from workshop_crm.tests.factories import make_user


class PermissionTestCase(PaperTestCase):
	def listed(self, user: str, **kwargs) -> list[str]:
		with self.set_user(user):
			return sorted(frappe.get_list(PAPER, pluck=kwargs.pop("pluck", "subject"), **kwargs))

	def may(self, user: str, right: str, doc=None) -> bool:
		return bool(frappe.has_permission(PAPER, right, doc=doc, user=user))


class TestRoles(PermissionTestCase):
	def test_rights_by_role(self):
		manager, auditor, nobody = (
			make_user("Workshop Manager"),
			make_user("Workshop Auditor"),
			make_user("Workshop Marketing"),
		)
		self.assertEqual(
			[self.may(manager, right) for right in ("read", "write", "submit")], [True, True, True]
		)
		self.assertEqual(
			[self.may(auditor, right) for right in ("read", "write", "create")], [True, False, False]
		)
		self.assertFalse(self.may(nobody, "read"))

	def test_a_refused_insert_writes_nothing(self):
		before = frappe.db.count(PAPER)
		with self.set_user(make_user("Workshop Auditor")), self.assertRaises(frappe.PermissionError):
			self.paper().insert()
		self.assertEqual(frappe.db.count(PAPER), before)

	def test_a_refused_list(self):
		with self.set_user(make_user("Workshop Marketing")), self.assertRaises(frappe.PermissionError):
			frappe.get_list(PAPER)

	def test_get_all_asks_nobody(self):
		paper = self.stored(subject="For all")
		with self.set_user("Guest"):
			self.assertEqual(frappe.get_all(PAPER, {"name": paper.name}, pluck="subject"), ["For all"])

	def test_rows_are_listed_with_their_document_only(self):
		user = make_user("Workshop Manager")
		self.stored(rows=[{"label": "listed"}])
		with self.set_user(user):
			self.assertRaises(frappe.PermissionError, frappe.get_list, ROW)
			rows = frappe.get_list(ROW, parent_doctype=PAPER, filters={"label": "listed"}, pluck="label")
		self.assertEqual(rows, ["listed"])

	def test_owners_only(self):
		one, other = make_user("Workshop Advisor"), make_user("Workshop Advisor")
		with self.set_user(one):
			mine = self.stored(subject="Owned")
		self.assertEqual(self.listed(one, filters={"subject": "Owned"}), ["Owned"])
		self.assertEqual(self.listed(other, filters={"subject": "Owned"}), [])
		self.assertTrue(self.may(one, "write", mine))
		self.assertFalse(self.may(other, "write", mine))
		self.assertFalse(self.may(other, "read", mine))

	def test_automatic_roles(self):
		staff, portal = make_user("Workshop Auditor"), make_user("Customer", user_type="Website User")
		self.assertTrue({"All", "Guest", "Desk User"} <= set(frappe.get_roles(staff)))
		self.assertNotIn("Desk User", frappe.get_roles(portal))
		self.assertEqual(frappe.get_roles("Guest"), ["Guest"])


class TestUserPermissions(PermissionTestCase):
	def setUp(self):
		self.user = make_user("Workshop Manager")
		add_user_permission("Territory", "Rest Of The World", self.user, ignore_permissions=True)
		self.open = self.stored(subject="Terr open", territory="Rest Of The World")
		self.empty = self.stored(subject="Terr none")
		self.closed = self.stored(subject="Terr closed", territory="All Territories")
		self.in_a_row = self.stored(subject="Terr row", rows=[{"label": "x", "territory": "All Territories"}])

	def test_the_list_looks_at_the_document_only(self):
		found = self.listed(
			self.user,
			filters={"name": ["in", [self.open.name, self.empty.name, self.closed.name, self.in_a_row.name]]},
		)
		self.assertEqual(found, ["Terr none", "Terr open", "Terr row"])

	def test_the_document_looks_at_its_rows_too(self):
		self.assertTrue(self.may(self.user, "read", self.open))
		self.assertTrue(self.may(self.user, "read", self.empty))
		self.assertFalse(self.may(self.user, "read", self.closed))
		self.assertFalse(self.may(self.user, "read", self.in_a_row))

	def test_the_only_one_becomes_the_default(self):
		with self.set_user(self.user):
			self.assertEqual(frappe.new_doc(PAPER).territory, "Rest Of The World")

	def test_a_group_opens_what_lies_beneath(self):
		user = make_user("Workshop Manager")
		add_user_permission("Territory", "All Territories", user, ignore_permissions=True)
		self.assertTrue(self.may(user, "read", self.open))

	def test_a_limit_for_another_doctype_does_not_count(self):
		user = make_user("Workshop Manager")
		add_user_permission(
			"Territory", "Rest Of The World", user, ignore_permissions=True, applicable_for="Customer"
		)
		self.assertTrue(self.may(user, "read", self.closed))


class TestShares(PermissionTestCase):
	def test_a_shared_document_is_listed_and_read_by_one_without_a_role(self):
		user, paper = make_user("Workshop Marketing"), self.stored(subject="Shared")
		frappe.share.add_docshare(PAPER, paper.name, user, read=1, flags={"ignore_share_permission": True})
		self.assertEqual(self.listed(user, filters={"subject": "Shared"}), ["Shared"])
		self.assertTrue(self.may(user, "read", paper))
		self.assertFalse(self.may(user, "write", paper))


class TestLevels(PermissionTestCase):
	def test_a_value_above_ones_level_is_reset_in_silence(self):
		paper = self.stored(confidential="Kept")
		with self.set_user(make_user("Workshop Manager")):
			mine = frappe.get_doc(PAPER, paper.name)
			mine.update({"confidential": "Changed", "subject": "Engine"})
			mine.save()
		stored = frappe.db.get_value(PAPER, paper.name, ["confidential", "subject"])
		self.assertEqual(stored, ("Kept", "Engine"))

	def test_a_list_leaves_the_column_out_but_filters_by_it(self):
		self.stored(subject="Level", confidential="Hidden")
		with self.set_user(make_user("Workshop Manager")):
			filters = {"confidential": "Hidden", "subject": "Level"}
			rows = frappe.get_list(PAPER, fields=["subject", "confidential"], filters=filters)
		self.assertEqual(rows, [{"subject": "Level"}])

	def test_a_document_keeps_it_until_told(self):
		paper = self.stored(confidential="Hidden")
		with self.set_user(make_user("Workshop Manager")):
			doc = frappe.get_doc(PAPER, paper.name)
			self.assertEqual(doc.confidential, "Hidden")
			doc.apply_fieldlevel_read_permissions()
			self.assertIsNone(doc.get("confidential"))


def abstain(doc, ptype=None, user=None):
	"""A has_permission hook without an opinion."""


def deny(doc, ptype=None, user=None):
	"""A has_permission hook that says no."""
	return False


def allow(doc, ptype=None, user=None):
	"""A has_permission hook that says yes."""
	return True


def only_open(user=None, doctype=None):
	"""A query condition."""
	return "`tabContract Paper`.`state` = 'Open'"


class TestHooks(PermissionTestCase):
	def hooked(self, **hooks):
		original = frappe.get_hooks

		def get_hooks(hook=None, default="_KEEP_DEFAULT_LIST", app_name=None):
			found = original(hook, default, app_name)
			paths = [f"{__name__}.{function}" for function in hooks.get(hook, ())]
			return frappe._dict({**(found or {}), PAPER: paths}) if hook in hooks else found

		return patch.object(frappe, "get_hooks", get_hooks)

	def test_the_last_answer_that_is_one_counts(self):
		user, paper = make_user("Workshop Manager"), self.stored()
		for functions, expected in (
			(("deny", "abstain"), False),
			(("deny", "allow"), True),
			(("allow", "deny"), False),
		):
			with self.hooked(has_permission=functions):
				self.assertEqual(self.may(user, "read", paper), expected, functions)

	def test_a_hook_grants_nothing_beyond_the_roles(self):
		with self.hooked(has_permission=("allow",)):
			self.assertFalse(self.may(make_user("Workshop Marketing"), "read", self.stored()))

	def test_conditions_narrow_the_list_of_the_administrator_as_well(self):
		self.stored(subject="Adm open"), self.stored(subject="Adm closed", state="Closed")
		with self.hooked(permission_query_conditions=("only_open",)):
			listed = self.listed("Administrator", filters={"subject": ["like", "Adm%"]})
		self.assertEqual(listed, ["Adm open"])

	def test_conditions_narrow_the_list_but_not_get_all(self):
		self.stored(subject="Cond open"), self.stored(subject="Cond closed", state="Closed")
		user = make_user("Workshop Manager")
		filters = {"subject": ["like", "Cond%"]}
		with self.hooked(permission_query_conditions=("only_open",)):
			self.assertEqual(self.listed(user, filters=filters), ["Cond open"])
			self.assertEqual(len(frappe.get_all(PAPER, filters)), 2)


class TestToDos(PermissionTestCase):
	def test_one_sees_what_one_is_given_or_gives(self):
		giver, taker, stranger = (make_user("Workshop Advisor") for _number in range(3))
		values = {"doctype": "ToDo", "description": "Call back", "allocated_to": taker, "assigned_by": giver}
		todo = frappe.get_doc(values).insert(ignore_permissions=True)
		for user, sees in ((giver, True), (taker, True), (stranger, False), ("Administrator", True)):
			with self.subTest(user=user), self.set_user(user):
				self.assertEqual(bool(frappe.get_list("ToDo", filters={"name": todo.name})), sees)
				self.assertEqual(bool(frappe.has_permission("ToDo", "read", doc=todo.name)), sees)
