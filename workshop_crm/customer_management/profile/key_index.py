"""The one index that all look-ups of search keys use, by kind and key, the heaviest customer at one end."""

import frappe

TABLE = "tabCustomer Search Key"
LOOK_UP_INDEX, LOOK_UP_COLUMNS = "key_by_weight", ["kind", "search_key", "weight", "customer"]
# Of earlier versions, and Frappe's own: nobody sorts millions of keys by their last change.
UNUSED_INDEXES = ("kind_search_key", "modified")


def add_look_up_index() -> None:
	"""Make the index, for equality and prefix; nothing is done where it stands."""
	frappe.db.add_index("Customer Search Key", LOOK_UP_COLUMNS, LOOK_UP_INDEX)


def drop_look_up_index() -> None:
	"""Drop the index before all keys are made afresh: millions of rows in no order of theirs fill it slowly."""
	_drop(LOOK_UP_INDEX)


def drop_unused_indexes() -> None:
	"""Drop the indexes that only cost time on writing."""
	for index in UNUSED_INDEXES:
		_drop(index)


def _drop(index: str) -> None:
	if frappe.db.db_type != "mariadb" or not frappe.db.has_index(TABLE, index):
		return
	# The one place that has it in every Frappe 15; `frappe.database.utils` is newer.
	from frappe.patches.v14_0.drop_unused_indexes import drop_index_if_exists

	drop_index_if_exists(TABLE, index)
