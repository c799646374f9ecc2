"""The compact notation of the host's own DocTypes (benchless/records/*.json).

A DocType is {"Name": {"module": ..., "fields": [...], "perms": {...}, other properties}}. A field is one text:
`fieldname Type[options] flags =default "Label"`; options separate with `|`; flags are property names, `name:value`
for values. `--- Label` opens a tab, `-- Label` a section, `||` a column. `perms` maps a role to letters:
r w c d s(ubmit) x(cancel) a(mend) p(rint) e(mail) t(report) i(mport) o(export) h(share) l(select).
"""

import json
import re

_FIELD = re.compile(
	r'^(?P<name>\w+) (?P<type>[A-Z][A-Za-z ]*?)(?:\[(?P<options>.*?)\])?(?P<flags>(?: [a-z_]+(?::[^ ]+)?)*)(?: =(?P<default>[^"]*?))?(?: "(?P<label>.*)")?$'
)
_RIGHTS = {
	"r": "read", "w": "write", "c": "create", "d": "delete", "s": "submit", "x": "cancel", "a": "amend", "p": "print",
	"e": "email", "t": "report", "i": "import", "o": "export", "h": "share", "l": "select",
}  # fmt: skip


def read_records(path: str) -> dict[str, dict]:
	"""DocType definitions of a file, as Frappe's JSON files hold them."""
	with open(path, encoding="utf-8") as file:
		return {name: _expand(name, values) for name, values in json.load(file).items()}


def _expand(name: str, values: dict) -> dict:
	values = dict(values)
	fields = [_field(text, number) for number, text in enumerate(values.pop("fields"))]
	permissions = [_permission(role, letters) for role, letters in values.pop("perms", {}).items()]
	return {"doctype": "DocType", "name": name, **values, "fields": fields, "permissions": permissions}


def _field(text: str, number: int) -> dict:
	for mark, kind in (("--- ", "Tab Break"), ("-- ", "Section Break"), ("||", "Column Break")):
		if text.startswith(mark) or text == mark.strip():
			return {
				"fieldname": f"break_{number}",
				"fieldtype": kind,
				"label": text.removeprefix(mark).strip("- ") or None,
			}
	match = _FIELD.match(text)
	if not match:
		raise ValueError(f"Not a field: {text}")
	field = {
		"fieldname": match["name"],
		"fieldtype": match["type"].strip(),
		"label": match["label"] or match["name"].replace("_", " ").title(),
	}
	if match["options"] is not None:
		field["options"] = (
			match["options"].replace("|", "\n") if field["fieldtype"] == "Select" else match["options"]
		)
	for flag in match["flags"].split():
		key, _colon, value = flag.partition(":")
		field[key] = value or 1
	if match["default"] is not None:
		field["default"] = match["default"].strip()
	return field


def _permission(role: str, letters: str) -> dict:
	role, _at, level = role.partition("@")
	permission = {"role": role, "permlevel": int(level or 0)}
	if letters.startswith("owner "):
		permission["if_owner"] = 1
		letters = letters.removeprefix("owner ")
	return {**permission, **{_RIGHTS[letter]: 1 for letter in letters}}
