"""Tables, columns and indexes of a DocType."""

import frappe
from frappe.database.conditions import table

TEXT = "text collate unicode_ci"
VARCHAR = "varchar(140) collate unicode_ci"
COLUMN_TYPES = {
	**dict.fromkeys(("Int", "Check", "Long Int"), "bigint"),
	**dict.fromkeys(("Float", "Currency", "Percent", "Duration", "Rating"), "double"),
	**dict.fromkeys(
		("Text", "Small Text", "Long Text", "Text Editor", "Code", "HTML Editor", "Markdown Editor"), TEXT
	),
	**dict.fromkeys(("JSON", "Geolocation", "Attach", "Attach Image", "Signature", "Password"), TEXT),
	**dict.fromkeys(
		("Data", "Link", "Dynamic Link", "Select", "Color", "Phone", "Read Only", "Icon"), VARCHAR
	),
	**dict.fromkeys(("Autocomplete", "Barcode"), VARCHAR),
	"Date": "date",
	"Datetime": "datetime",
	"Time": "time",
}
VARCHAR_TYPES = {kind for kind, column in COLUMN_TYPES.items() if column == VARCHAR}
STANDARD_COLUMNS = {
	"creation": "datetime",
	"modified": "datetime",
	"modified_by": VARCHAR,
	"owner": VARCHAR,
	"docstatus": "bigint not null default 0",
	"idx": "bigint not null default 0",
}
CHILD_COLUMNS = {"parent": VARCHAR, "parentfield": VARCHAR, "parenttype": VARCHAR}
OPTIONAL_COLUMNS = {"_user_tags": TEXT, "_comments": TEXT, "_assign": TEXT, "_liked_by": TEXT}
SERVICE_TABLES = (
	f"create table if not exists `tabSingles` (doctype {VARCHAR}, field {VARCHAR}, value {TEXT})",
	"create index if not exists singles_field on `tabSingles` (doctype, field)",
	f"create table if not exists `tabSeries` (name {VARCHAR} primary key, current bigint not null default 0)",
	f"create table if not exists `__Auth` (doctype {VARCHAR}, name {VARCHAR}, fieldname {VARCHAR}, password {TEXT},"
	" encrypted bigint not null default 0, primary key (doctype, name, fieldname))",
	f"create table if not exists `tabSessions` (user {VARCHAR}, sid {VARCHAR} primary key, sessiondata {TEXT},"
	" ipaddress text, lastupdate datetime, status text)",
	"create table if not exists `__jobs` (id integer primary key, job_id text, queue text, method text,"
	" arguments blob, status text, error text, created datetime, finished datetime)",
	"create table if not exists `__realtime` (id integer primary key, event text, room text, message text,"
	" created datetime)",
	f"create table if not exists `__global_search` (doctype {VARCHAR}, name {VARCHAR}, content {TEXT})",
	f"create table if not exists `__UserSettings` (user {VARCHAR}, doctype {VARCHAR}, data {TEXT})",
	"create table if not exists `__version` (id integer primary key, number bigint)",
)


def create_service_tables() -> None:
	"""Tables that belong to no DocType."""
	for statement in SERVICE_TABLES:
		frappe.db.execute(statement)


def wanted_columns(meta) -> dict[str, str]:
	"""Column name to declaration, without `name`."""
	columns = dict(STANDARD_COLUMNS)
	columns.update(CHILD_COLUMNS if meta.istable else OPTIONAL_COLUMNS)
	if meta.track_seen:
		columns["_seen"] = TEXT
	for field in meta.fields:
		kind = COLUMN_TYPES.get(field.fieldtype)
		if kind and not field.is_virtual:
			zero = kind in ("bigint", "double") and not field.not_nullable
			columns[field.fieldname] = f"{kind} not null default 0" if zero else kind
	return columns


def update_table(meta) -> None:
	"""Create the table of a DocType, or add the columns and indexes it lacks. Columns are never dropped."""
	if meta.issingle or meta.is_virtual:
		return
	name = table(meta.name)
	wanted = wanted_columns(meta)
	existing = set(frappe.db.get_table_columns_fresh(meta.name))
	if not existing:
		key = (
			"integer primary key autoincrement"
			if meta.autoname == "autoincrement"
			else f"{VARCHAR} primary key"
		)
		body = ", ".join(f"`{column}` {kind}" for column, kind in wanted.items())
		frappe.db.execute(f"create table {name} (name {key}, {body})")
	else:
		for column, kind in wanted.items():
			if column.lower() not in existing:
				frappe.db.execute(f"alter table {name} add column `{column}` {kind}")
	_update_indexes(meta, name)
	frappe.db.forget_columns(meta.name)


def _update_indexes(meta, name: str) -> None:
	plain = meta.name.replace(" ", "_").replace("-", "_").lower()
	if meta.istable:
		frappe.db.execute(f"create index if not exists `{plain}_parent` on {name} (parent)")
	else:
		frappe.db.execute(f"create index if not exists `{plain}_modified` on {name} (modified)")
	for field in meta.fields:
		if field.fieldtype in COLUMN_TYPES and not field.is_virtual and (field.unique or field.search_index):
			kind = "unique index" if field.unique else "index"
			index = f"{plain}_{field.fieldname}{'_unique' if field.unique else ''}"
			frappe.db.execute(f"create {kind} if not exists `{index}` on {name} (`{field.fieldname}`)")
