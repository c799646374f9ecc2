"""What changed in a save."""

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document


class Version(Document):
	"""The changes of one save."""

	def update_version_info(self, old, new) -> bool:
		"""Note the changes; False when there are none."""
		changes = get_diff(old, new)
		if not changes:
			return False
		self.ref_doctype, self.docname = new.doctype, str(new.name)
		self.data = frappe.as_json(changes, indent=None, separators=(",", ":"))
		return True


def get_diff(old, new, for_child=False) -> dict | None:
	"""Changed values, added, removed and changed rows; None when nothing changed."""
	changes = frappe._dict(
		changed=[], added=[], removed=[], row_changed=[], data_import=None, updater_reference=None
	)
	for field in new.meta.fields:
		if field.fieldtype in table_fields:
			_compare_rows(changes, field.fieldname, old.get(field.fieldname), new.get(field.fieldname))
		elif field.fieldtype not in no_value_fields and field.fieldname not in ("modified", "modified_by"):
			before, after = old.get_value(field.fieldname), new.get_value(field.fieldname)
			if before != after and (before or after):
				changes.changed.append((field.fieldname, str(before or ""), str(after or "")))
	return changes if any(changes[key] for key in ("changed", "added", "removed", "row_changed")) else None


def _compare_rows(changes, fieldname: str, before: list, after: list) -> None:
	old_rows = {row.name: row for row in before}
	for index, row in enumerate(after):
		if row.name not in old_rows:
			changes.added.append([fieldname, row.as_dict()])
		elif difference := get_diff(old_rows[row.name], row, for_child=True):
			changes.row_changed.append((fieldname, index, row.name, difference.changed))
	kept = {row.name for row in after}
	changes.removed += [[fieldname, row.as_dict()] for row in before if row.name not in kept]
