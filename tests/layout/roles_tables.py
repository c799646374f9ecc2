"""The tables of docs/roles.md, made from the DocTypes' JSON and the list in `workshop_crm/setup/roles.py`.

python3 -m tests.layout.roles_tables    prints both tables, ready to be pasted into the page
"""

import ast
import json

from tests.layout.source import APP, MODULE, tree

RIGHT_OF_LETTER = {"s": "select", "r": "read", "w": "write", "c": "create", "d": "delete", "x": "export"}
HEAD = "| DocType | Manager | Advisor | Technician | Marketing | Auditor |\n| --- | --- | --- | --- | --- | --- |"


def constants() -> dict:
	"""Return the constants of setup/roles.py, read without a host."""
	assignments = [node for node in tree(APP / "setup" / "roles.py").body if isinstance(node, ast.Assign)]
	names: dict = {"_": str}
	exec(compile(ast.Module(assignments, []), "roles.py", "exec"), names)
	return names


def own_rows() -> list[str]:
	"""Return a row per DocType of the app that is no child table."""
	roles = constants()["ROLES"]
	rows = []
	for path in sorted(MODULE.glob("doctype/*/*.json")):
		doctype = json.loads(path.read_text(encoding="utf-8"))
		if not doctype.get("istable"):
			granted = {rule["role"]: letters_of(rule) for rule in doctype["permissions"]}
			rows.append(row(doctype["name"], [granted.get(role, "-") for role in roles]))
	return rows


def rows_of_others() -> list[str]:
	"""Return a row per DocType of Frappe and ERPNext on which the app grants rights."""
	names = constants()
	shown = {
		doctype: [
			"".join(letter for letter in RIGHT_OF_LETTER if letter in granted.get(role, ""))
			for role in names["ROLES"]
		]
		for doctype, granted in names["RIGHTS"].items()
	}
	return [row(doctype, letters) for doctype, letters in shown.items()]


def letters_of(rule: dict) -> str:
	"""Return the letters of the rights that one rule grants."""
	return "".join(letter for letter, right in RIGHT_OF_LETTER.items() if rule.get(right))


def row(doctype: str, letters: list[str]) -> str:
	"""Return one row of a table."""
	return f"| {' | '.join([doctype, *(given or '-' for given in letters)])} |"


if __name__ == "__main__":
	print("\n".join([HEAD, *own_rows(), "", HEAD, *rows_of_others()]))
