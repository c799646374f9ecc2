import frappe
from frappe.model.document import Document

# Of earlier versions, and Frappe's own: nobody sorts millions of keys by their last change.
UNUSED_INDEXES = ("kind_search_key", "modified")
LOOK_UP_INDEX, LOOK_UP_COLUMNS = "key_by_weight", ["kind", "search_key", "weight", "customer"]


class CustomerSearchKey(Document):
	"""One key a customer is found by (phone digits, word of a name, hash of an ID); written by `profile/key_rows.py` only."""


def on_doctype_update():
	"""Index the look-up by kind and key, for equality and prefix, the heaviest customer at one end."""
	for index in UNUSED_INDEXES:
		_drop_index(index)
	add_look_up_index()


def add_look_up_index() -> None:
	"""Make the index of all look-ups; nothing is done where it stands."""
	frappe.db.add_index("Customer Search Key", LOOK_UP_COLUMNS, LOOK_UP_INDEX)


def drop_look_up_index() -> None:
	"""Drop that index before all keys are made afresh: millions of rows in no order of theirs fill it slowly."""
	_drop_index(LOOK_UP_INDEX)


def _drop_index(index: str) -> None:
	if frappe.db.db_type != "mariadb" or not frappe.db.has_index("tabCustomer Search Key", index):
		return
	# The one place that has it in every Frappe 15; `frappe.database.utils` is newer.
	from frappe.patches.v14_0.drop_unused_indexes import drop_index_if_exists

	drop_index_if_exists("tabCustomer Search Key", index)
