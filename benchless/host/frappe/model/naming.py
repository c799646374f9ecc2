"""Names of new documents."""

import base64
import re
import secrets
import time

import frappe
from frappe import _
from frappe.utils.data import cint, cstr, now_datetime


def set_new_name(doc) -> None:
	"""Give the document its name: amended_from, controller's autoname, the DocType's autoname, else a hash."""
	doc.run_method("before_naming")
	meta = doc.meta
	autoname = meta.autoname or ""
	if autoname.lower() != "prompt" and not frappe.flags.in_import:
		doc.name = None
	if autoname == "autoincrement" and not meta.issingle:
		doc.name = (frappe.db.fetch(f"select max(name) from `tab{doc.doctype}`")[0][0] or 0) + 1
		return
	if getattr(doc, "amended_from", None):
		_set_amended_name(doc)
	elif meta.issingle:
		doc.name = doc.doctype
	if not doc.name:
		doc.run_method("autoname")
	if not doc.name and autoname:
		_set_by_autoname(autoname, doc)
	doc.name = validate_name(doc.doctype, doc.name or make_autoname("hash", doc.doctype))


def _set_by_autoname(autoname: str, doc) -> None:
	kind = autoname.lower()
	if kind.startswith("field:"):
		doc.name = cstr(doc.get(autoname[6:])).strip()
		if not doc.name:
			frappe.throw(_("{0} is required").format(doc.meta.get_label(autoname[6:])))
	elif kind.startswith("naming_series:"):
		set_name_by_naming_series(doc)
	elif kind.startswith("prompt"):
		if not doc.name:
			frappe.throw(_("Please set the document name"))
	elif kind.startswith("format:"):
		doc.name = re.sub(
			r"\{[^{}]*\}", lambda match: parse_naming_series([match.group()[1:-1]], doc=doc), autoname[7:]
		)
	elif "#" in autoname:
		doc.name = make_autoname(autoname, doc=doc)


def set_name_by_naming_series(doc) -> None:
	"""Name by the document's series."""
	if not doc.naming_series:
		doc.naming_series = get_default_naming_series(doc.doctype)
	if not doc.naming_series:
		frappe.throw(_("Naming Series mandatory"))
	doc.name = make_autoname(doc.naming_series + ".#####", "", doc)


def get_default_naming_series(doctype: str) -> str | None:
	"""The first series of the DocType."""
	return next((option for option in frappe.get_meta(doctype).get_naming_series_options() if option), None)


def make_autoname(key: str = "", doctype: str = "", doc="", *, ignore_validate: bool = False) -> str:
	"""The next name of a key such as 'CUST-.YYYY.-.#####', or a hash of ten characters."""
	if key == "hash":
		stamp = base64.b32hexencode(int(time.time() * 10 % 32**4).to_bytes(5, "big")).decode()[-3:]
		return (stamp + base64.b32hexencode(secrets.token_bytes(7)).decode())[:10].lower()
	if "#" not in key:
		key += ".#####"
	elif ".#" not in key:
		frappe.throw(_("Invalid naming series {}: dot (.) missing").format(key))
	return parse_naming_series(key.split("."), doctype, doc)


def parse_naming_series(parts, doctype=None, doc=None, number_generator=None) -> str:
	"""The name that the parts of a series make."""
	name, counted, now = "", False, now_datetime()
	stamps = {"YY": "%y", "MM": "%m", "DD": "%d", "YYYY": "%Y", "WW": "%V"}
	for part in parts.split(".") if isinstance(parts, str) else parts:
		if not part:
			continue
		if part.startswith("#"):
			if not counted:
				name += (number_generator or getseries)(name, len(part))
				counted = True
		elif part in stamps:
			name += now.strftime(stamps[part])
		elif part == "timestamp":
			name += str(now)
		elif doc and (part.startswith("{") or doc.get(part) is not None):
			name += cstr(doc.get(part.strip("{}"))).strip()
		else:
			name += part
	return name


def getseries(key: str, digits: int) -> str:
	"""The next number of a counter; its row is locked and rolls back with the transaction."""
	rows = frappe.db.fetch("select current from `tabSeries` where name = ?", (key,), lock=True)
	current = cint(rows[0][0]) + 1 if rows else 1
	if rows:
		frappe.db.execute("update `tabSeries` set current = ? where name = ?", (current, key))
	else:
		frappe.db.execute("insert into `tabSeries` (name, current) values (?, 1)", (key,))
	return str(current).zfill(digits)


def revert_series_if_last(key: str, name: str, doc=None) -> None:
	"""Step the counter back when the last document is deleted."""
	prefix = key.rsplit(".", 1)[0] if ".#" in key else key
	if "." in prefix:
		prefix = parse_naming_series(prefix.split("."), doc=doc)
	count = cint(cstr(name).replace(prefix, ""))
	frappe.db.execute(
		"update `tabSeries` set current = current - 1 where name = ? and current = ?", (prefix, count)
	)


def validate_name(doctype: str, name):
	"""The name without outer blanks. Raises frappe.NameError for names that cannot be."""
	if not name:
		frappe.throw(_("No Name Specified for {0}").format(doctype))
	if isinstance(name, int):
		if frappe.get_meta(doctype).autoname == "autoincrement":
			return name
		frappe.throw(_("Invalid name type (integer) for varchar name column"), frappe.NameError)
	if name.startswith("New " + doctype):
		frappe.throw(
			_("There were some errors setting the name, please contact the administrator"), frappe.NameError
		)
	name = name.strip()
	if not frappe.get_meta(doctype).issingle and doctype == name and name != "DocType":
		frappe.throw(_("Name of {0} cannot be {1}").format(doctype, name), frappe.NameError)
	if "<" in name or ">" in name:
		frappe.throw(
			_("Name cannot contain special characters like {0}").format("'<', '>'"), frappe.NameError
		)
	return name


def append_number_if_name_exists(doctype, value, fieldname="name", separator="-", filters=None) -> str:
	"""'Text', or 'Text-1', 'Text-2' when that is taken."""
	if not frappe.db.exists(doctype, {**(filters or {}), fieldname: value}):
		return value
	pattern = re.compile(re.escape(value) + re.escape(separator) + r"(\d+)$", re.I)
	taken = frappe.get_all(doctype, filters={fieldname: ["like", f"{value}{separator}%"]}, pluck=fieldname)
	numbers = [int(match.group(1)) for match in map(pattern.match, taken) if match]
	return f"{value}{separator}{max(numbers, default=0) + 1}"


def _set_amended_name(doc) -> None:
	base, number = doc.amended_from, 1
	if frappe.db.get_value(doc.doctype, doc.amended_from, "amended_from"):
		base, number = base.rsplit("-", 1)[0], cint(base.rsplit("-", 1)[1]) + 1
	doc.name = f"{base}-{number}"
