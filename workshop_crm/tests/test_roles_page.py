import re
from pathlib import Path

import frappe
from frappe.tests.utils import FrappeTestCase

import workshop_crm
from workshop_crm.setup.roles import RIGHTS, ROLES
from workshop_crm.tests.hosts import bench_only

PAGE = Path(workshop_crm.__file__).parents[1] / "docs" / "roles.md"
LETTERS = {"s": "select", "r": "read", "w": "write", "c": "create", "d": "delete", "x": "export"}


def documented_rights() -> dict[str, dict[str, str]]:
	"""Return DocType -> role -> letters, as docs/roles.md says."""
	rows = re.findall(r"^\| ([A-Z][\w -]+?) ((?:\| [a-z-]+ ){5})\|$", PAGE.read_text(encoding="utf-8"), re.M)
	return {
		doctype: dict(zip(ROLES, re.findall(r"[a-z-]+", letters), strict=True)) for doctype, letters in rows
	}


def rights_on_site(doctype: str) -> dict[str, str]:
	"""Return role -> letters, as the site grants them."""
	granted = dict.fromkeys(ROLES, "-")
	for rule in frappe.get_meta(doctype).permissions:
		if rule.role in granted and not rule.permlevel:
			granted[rule.role] = (
				"".join(letter for letter, right in LETTERS.items() if rule.get(right)) or "-"
			)
	return granted


class TestRolesPage(FrappeTestCase):
	def setUp(self):
		if not PAGE.exists():
			self.skipTest("the app is installed without its documentation")

	@bench_only
	def test_the_page_says_what_the_site_grants(self):
		for doctype, rights in documented_rights().items():
			with self.subTest(doctype=doctype):
				self.assertEqual(rights, rights_on_site(doctype))

	def test_the_page_leaves_no_doctype_out(self):
		filters = {"module": "Customer Management", "istable": 0}
		own = set(frappe.get_all("DocType", filters=filters, pluck="name"))
		self.assertEqual(sorted(documented_rights()), sorted(own | RIGHTS.keys()))
