"""Two custom DocTypes that a contract test brings along: a submittable paper with rows, made and dropped by the class.

Making a DocType commits, on either host; so the class removes it again and leaves the site as it was.
"""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.tests.connections import on_own_connection

PAPER, ROW = "Contract Paper", "Contract Paper Row"
_ROW_FIELDS = (
	{"fieldname": "label", "fieldtype": "Data", "reqd": 1},
	{"fieldname": "pieces", "fieldtype": "Int"},
	{"fieldname": "territory", "fieldtype": "Link", "options": "Territory"},
)
_PAPER_FIELDS = (
	{"fieldname": "naming_series", "fieldtype": "Select", "options": "PAP-.####"},
	{"fieldname": "subject", "fieldtype": "Data", "reqd": 1},
	{"fieldname": "state", "fieldtype": "Select", "options": "Open\nClosed"},
	{"fieldname": "amount", "fieldtype": "Currency"},
	{"fieldname": "done", "fieldtype": "Check"},
	{"fieldname": "pieces", "fieldtype": "Int"},
	{"fieldname": "due", "fieldtype": "Date"},
	{"fieldname": "seen_at", "fieldtype": "Datetime"},
	{"fieldname": "opens", "fieldtype": "Time"},
	{"fieldname": "territory", "fieldtype": "Link", "options": "Territory"},
	{
		"fieldname": "parent_territory",
		"fieldtype": "Data",
		"fetch_from": "territory.parent_territory",
		"read_only": 1,
	},
	{"fieldname": "answers", "fieldtype": "Link", "options": PAPER},
	{"fieldname": "code", "fieldtype": "Data", "unique": 1},
	{"fieldname": "origin", "fieldtype": "Data", "set_only_once": 1},
	{"fieldname": "remark", "fieldtype": "Data", "allow_on_submit": 1},
	{"fieldname": "confidential", "fieldtype": "Data", "permlevel": 1},
	{"fieldname": "secret", "fieldtype": "Password"},
	{"fieldname": "today", "fieldtype": "Date", "default": "Today"},
	{"fieldname": "writer", "fieldtype": "Link", "options": "User", "default": "__user"},
	{"fieldname": "rows", "fieldtype": "Table", "options": ROW},
	{"fieldname": "amended_from", "fieldtype": "Link", "options": PAPER, "no_copy": 1, "read_only": 1},
)


def _named(fields) -> list[dict]:
	return [{"label": field["fieldname"].replace("_", " ").title(), **field} for field in fields]


def _insert(name: str, fields, **values) -> None:
	definition = {"doctype": "DocType", "name": name, "module": "Customer Management", "custom": 1, **values}
	frappe.get_doc({**definition, "fields": _named(fields)}).insert()


def _all_rights(role: str, **more) -> dict:
	rights = ("read", "write", "create", "delete", "submit", "cancel", "amend", "share")
	return {"role": role, **dict.fromkeys(rights, 1), **more}


def _no_more_than(role: str, **rights) -> dict:
	# A new rule reads, writes and creates unless told otherwise.
	return {"role": role, "write": 0, "create": 0, **rights}


def _drop() -> None:
	for name in (PAPER, ROW):
		if frappe.db.exists("DocType", name):
			frappe.delete_doc("DocType", name, force=True, ignore_permissions=True)
	frappe.db.delete("Series", {"name": "PAP-"})


class PaperTestCase(FrappeTestCase):
	"""Has the DocTypes `Contract Paper` and `Contract Paper Row` while its tests run."""

	@classmethod
	def setUpClass(cls):
		# Asked for first, so it runs last: after the roll-back of the class, on a connection that commits.
		cls.addClassCleanup(on_own_connection, _drop)
		super().setUpClass()
		_drop()
		_insert(ROW, _ROW_FIELDS, istable=1)
		permissions = [
			_all_rights("System Manager"),
			_all_rights(
				"System Manager", permlevel=1, submit=0, cancel=0, amend=0, create=0, delete=0, share=0
			),
			_all_rights("Workshop Manager"),
			_no_more_than("Workshop Auditor", read=1),
			{"role": "Workshop Advisor", "read": 1, "write": 1, "create": 1, "if_owner": 1},
		]
		_insert(
			PAPER,
			_PAPER_FIELDS,
			autoname="naming_series:",
			is_submittable=1,
			track_changes=1,
			permissions=permissions,
		)

	def tearDown(self):
		frappe.set_user("Administrator")

	def paper(self, **values):
		"""A paper, not yet stored."""
		return frappe.get_doc({"doctype": PAPER, "subject": "Gearbox", **values})

	def stored(self, **values):
		"""A stored paper."""
		return self.paper(**values).insert()
