"""Reading arguments that Frappe's own type check does not reach: pages, JSON texts, fields of a dataclass."""

from collections.abc import Callable
from dataclasses import fields

import frappe
from frappe import _
from pydantic import TypeAdapter
from pydantic import ValidationError as TypeProblem

MAX_PAGE_LENGTH = 100
# Put into every call by Frappe itself.
OF_THE_REQUEST = ("cmd", "data", "csrf_token", "_lang")


def page_of(limit_start: int, limit_page_length: int) -> tuple[int, int]:
	"""Return both as given.

	Raises frappe.ValidationError for a negative start, or a page of none or over 100 rows.
	"""
	if limit_start < 0:
		frappe.throw(_("limit_start must not be negative."))
	if not 1 <= limit_page_length <= MAX_PAGE_LENGTH:
		frappe.throw(_("limit_page_length must lie between 1 and {0}.").format(MAX_PAGE_LENGTH))
	return limit_start, limit_page_length


def takes(model: type) -> Callable:
	"""Note for the description of the interface that the fields of `model` are the arguments of an endpoint."""

	def note(endpoint):
		endpoint.takes = model
		return endpoint

	return note


def shaped(**models: type) -> Callable:
	"""Note for the description of the interface which shape an argument has that Frappe sees as a dict."""

	def note(endpoint):
		endpoint.shapes = models
		return endpoint

	return note


def read_fields(model: type, arguments: dict):
	"""Return an instance of the dataclass `model`.

	Raises frappe.ValidationError naming an unknown or wrong argument.
	"""
	given = {name: value for name, value in arguments.items() if name not in OF_THE_REQUEST}
	types = {field.name: field.type for field in fields(model)}
	for name, value in given.items():
		if name not in types:
			frappe.throw(_("{0} is not an argument of this call.").format(name))
		if isinstance(value, str) and types[name] is not str and value[:1] in ("[", "{"):
			given[name] = _parsed(value)
	# An empty value of a form means that the argument was left out.
	return read_as(model, {name: value for name, value in given.items() if value not in ("", None)})


def read_as(model: type, value: object):
	"""Return `value`, or the JSON text of it, as pydantic reads `model`.

	Raises frappe.ValidationError naming the field.
	"""
	try:
		return TypeAdapter(model).validate_python(_parsed(value))
	except TypeProblem as problem:
		first = problem.errors(include_url=False)[0]
		place = ".".join(str(part) for part in first["loc"]) or _("The value")
		frappe.throw(_("{0} has a wrong value, or is not known here.").format(place))


def _parsed(value: object) -> object:
	try:
		return frappe.parse_json(value)
	except ValueError:
		frappe.throw(_("The text is not valid JSON."))
