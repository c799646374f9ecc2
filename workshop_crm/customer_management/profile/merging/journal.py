"""The journal of a merge: each change of a row with its value before, so that undo can restore it.

The only writer of Customer Merge Entry, and the only way by which a merge changes rows.
"""

import json

import frappe

ENTRY = "Customer Merge Entry"
VALUE, DELETED, SECRET = "Value", "Deleted Row", "Secret"
COLUMNS = (
	"name",
	"customer_merge",
	"position",
	"kind",
	"ref_doctype",
	"ref_name",
	"fieldname",
	"old_value",
	"new_value",
	"owner",
	"creation",
	"modified",
	"modified_by",
)


class Journal:
	"""Changes rows on behalf of the merge `merge` (name of a Customer Merge) and notes what they held."""

	def __init__(self, merge: str):
		self.merge = merge
		self.entries: list[tuple] = []

	def set_value(self, doctype: str, name: str, fieldname: str, value) -> None:
		"""Set one field of one row, whatever its docstatus; nothing is noted where it holds `value` already."""
		is_single = doctype == name and frappe.get_meta(doctype).issingle
		reader = frappe.db.get_single_value if is_single else frappe.db.get_value
		old = reader(doctype, fieldname) if is_single else reader(doctype, name, fieldname)
		if (old if old not in ("", None) else None) == (value if value not in ("", None) else None):
			return
		self._note(VALUE, doctype, name, fieldname, old, value)
		frappe.db.set_value(doctype, name, fieldname, value, update_modified=False)

	def move(self, reference, names: list[str], old: str, new: str) -> None:
		"""Re-point the rows `names` of a Reference from `old` to `new` in one statement for each thousand."""
		if reference.is_single:
			return self.set_value(reference.doctype, reference.doctype, reference.fieldname, new)
		table = frappe.qb.DocType(reference.doctype)
		for batch in frappe.utils.create_batch(names, 1000):
			for name in batch:
				self._note(VALUE, reference.doctype, name, reference.fieldname, old, new)
			update = frappe.qb.update(table).set(table[reference.fieldname], new)
			update.where(table.name.isin(batch)).run()

	def delete(self, doctype: str, name: str) -> None:
		"""Take out one row and keep it whole."""
		row = frappe.db.get_value(doctype, name, "*", as_dict=True)
		self._note(DELETED, doctype, name, None, json.dumps(row, default=str), None)
		frappe.db.delete(doctype, {"name": name})

	def move_secret(self, doctype: str, giver: str, taker: str, fieldname: str) -> None:
		"""Hand an encrypted value over to another row; the cipher text stays as it is and is not noted."""
		self._note(SECRET, doctype, giver, fieldname, giver, taker)
		hand_over_secret(doctype, giver, taker, fieldname)

	def write(self) -> int:
		"""Store the entries and return how many there are."""
		now, user = frappe.utils.now(), frappe.session.user
		rows = [
			(frappe.generate_hash(length=16), self.merge, position, *entry, user, now, now, user)
			for position, entry in enumerate(self.entries, 1)
		]
		if rows:
			frappe.db.bulk_insert(ENTRY, COLUMNS, rows)
		return len(rows)

	def _note(self, kind: str, doctype: str, name: str, fieldname: str | None, old, new) -> None:
		values = (_as_text(old), _as_text(new))
		self.entries.append((kind, doctype, name, fieldname, *values))


def _as_text(value) -> str | None:
	return None if value is None else str(value)


def hand_over_secret(doctype: str, giver: str, taker: str, fieldname: str) -> None:
	"""Move an entry of Frappe's store of encrypted values from one row to another."""
	secret = frappe.qb.Table("__Auth")
	this_field = (secret.doctype == doctype) & (secret.fieldname == fieldname)
	frappe.qb.from_(secret).delete().where(this_field & (secret.name == taker)).run()
	frappe.qb.update(secret).set(secret.name, taker).where(this_field & (secret.name == giver)).run()
