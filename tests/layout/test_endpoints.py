"""Whitelisted methods are fully typed, change data by POST only, and guests reach a named few."""

import ast
import re

from tests.layout.source import APP, files, functions, is_test, shown, tree

# Guests may call these; each is limited in rate, in the code or by the Frappe method it hands on to.
OPEN_TO_GUESTS = {
	"workshop_crm/closed_methods.py:create_appointment",
	"workshop_crm/api/v1/verification.py:confirm_email",
}
CHANGING = re.compile(
	r"^(create|update|delete|remove|add|set|open|close|disable|enable|link|unlink|share|start|resume|cancel|register"
	r"|merge|send|store|mark|verify|issue|save|upsert|import)(_|$)"
)


def endpoints():
	"""Yield (path, function, arguments of its whitelist decorator) for every whitelisted function."""
	for path in files(APP, suffix=".py"):
		if is_test(path):
			continue
		for function in functions(path):
			for decorator in function.decorator_list:
				call = decorator.func if isinstance(decorator, ast.Call) else decorator
				if ast.unparse(call) == "frappe.whitelist":
					yield path, function, keywords(decorator)


def keywords(decorator) -> dict:
	if not isinstance(decorator, ast.Call):
		return {}
	return {keyword.arg: ast.literal_eval(keyword.value) for keyword in decorator.keywords}


def named(path, function) -> str:
	return f"{shown(path)}:{function.name}"


def untyped(function) -> list[str]:
	arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
	arguments += [extra for extra in (function.args.vararg, function.args.kwarg) if extra]
	missing = [argument.arg for argument in arguments if not argument.annotation and argument.arg != "self"]
	return missing


def test_there_are_endpoints():
	assert len(list(endpoints())) >= 15


def test_every_endpoint_is_fully_typed():
	gaps = {named(path, function): untyped(function) for path, function, _ in endpoints()}
	assert {name: arguments for name, arguments in gaps.items() if arguments} == {}


def test_the_public_interface_says_what_it_returns():
	public = [(path, function) for path, function, _ in endpoints() if path.is_relative_to(APP / "api")]
	assert [named(path, function) for path, function in public if not function.returns] == []


def test_types_are_there_at_run_time():
	"""Frappe checks arguments by their annotations, which must therefore not be mere texts."""
	postponed = [
		shown(path)
		for path in {path for path, _function, _arguments in endpoints()}
		for node in tree(path).body
		if isinstance(node, ast.ImportFrom) and node.module == "__future__"
	]
	assert postponed == []


def test_every_endpoint_has_a_docstring():
	assert [
		named(path, function) for path, function, _ in endpoints() if not ast.get_docstring(function)
	] == []


def test_what_changes_data_is_reached_by_post_only():
	wrong = [
		named(path, function)
		for path, function, arguments in endpoints()
		if CHANGING.match(function.name) and arguments.get("methods") != ["POST"]
	]
	assert wrong == []


def test_guests_reach_a_named_few_and_those_are_rate_limited():
	for path, function, arguments in endpoints():
		if arguments.get("allow_guest"):
			decorators = [ast.unparse(decorator) for decorator in function.decorator_list]
			assert named(path, function) in OPEN_TO_GUESTS
			assert any("rate_limit" in decorator for decorator in decorators), named(path, function)
