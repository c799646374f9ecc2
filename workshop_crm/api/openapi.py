"""The OpenAPI 3.1 description of the interface, made from the signatures and docstrings of the endpoints.

`describe()` returns it as a dict, `write()` puts it into docs/openapi.json; a test holds the file to the code.
"""

import json
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import Parameter, getdoc, signature
from pathlib import Path

import frappe
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from workshop_crm import __version__
from workshop_crm.api import v1

FILE = Path(__file__).parents[2] / "docs" / "openapi.json"
SCHEMAS = "#/components/schemas/{model}"
REFUSALS = {
	"401": "No session, or a wrong token.",
	"403": "The user has no right to this, or the verb is not allowed.",
	"404": "The document does not exist.",
	"409": "The same record exists already.",
	"417": "The input was refused; `exc_type` names the error, `_server_messages` explains it to the user.",
}
REFUSED = {status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS}


class SchemaWriter(GenerateJsonSchema):
	"""Writes open objects alike under pydantic 2.10 and 2.12, which Frappe 15.72 and 15.105 bring."""

	def dict_schema(self, schema: dict) -> dict:
		"""Return the schema of a dict; say it is open where nothing is known of its values."""
		return {"additionalProperties": True, **super().dict_schema(schema)}


def describe() -> dict:
	"""Return the description of all endpoints of version 1."""
	schemas: dict[str, dict] = {"Refusal": _refusal()}
	paths = {}
	for address, endpoint in endpoints():
		paths[f"/api/method/{address}"] = _operations(address, endpoint, schemas)
	return {
		"openapi": "3.1.0",
		"info": {"title": "Workshop CRM", "version": __version__, "description": _introduction()},
		"servers": [{"url": "https://{site}", "variables": {"site": {"default": "erp.example.com"}}}],
		"security": [{"token": []}, {"session": []}],
		"paths": paths,
		"components": {
			"schemas": dict(sorted(schemas.items())),
			"responses": _refusals(),
			"securitySchemes": _security(),
		},
	}


def write() -> Path:
	"""Write the description to docs/openapi.json and return the path."""
	FILE.write_text(as_text(), encoding="utf-8")
	return FILE


def as_text() -> str:
	"""Return the description as it stands in the file."""
	return json.dumps(describe(), indent=1, ensure_ascii=False) + "\n"


def endpoints() -> Iterator[tuple[str, Callable]]:
	"""Yield (dotted address, function) of every whitelisted function of `workshop_crm.api.v1`, by address."""
	for module_name in sorted(info.name for info in pkgutil.iter_modules(v1.__path__)):
		module = import_module(f"{v1.__name__}.{module_name}")
		for name, member in sorted(vars(module).items()):
			if callable(member) and member in frappe.whitelisted and member.__module__ == module.__name__:
				yield f"{module.__name__}.{name}", member


def _operations(address: str, endpoint: Callable, schemas: dict) -> dict:
	verbs = frappe.allowed_http_methods_for_whitelisted_func[endpoint]
	properties, required = _arguments(endpoint, schemas)
	operations = {}
	for verb in [verb for verb in ("GET", "POST") if verb in verbs]:
		operation = _operation(address, endpoint, verb)
		if verb == "GET":
			operation["parameters"] = _parameters(properties, required)
		elif properties:
			operation["requestBody"] = _body(properties, required)
		operations[verb.lower()] = operation
	return operations


def _operation(address: str, endpoint: Callable, verb: str) -> dict:
	resource, name = address.split(".")[-2:]
	summary, _blank, details = (getdoc(endpoint) or "").partition("\n\n")
	returned = signature(endpoint).return_annotation
	message = (
		TypeAdapter(returned).json_schema(schema_generator=SchemaWriter)
		if returned not in (None, Parameter.empty)
		else {}
	)
	answer = {"type": "object", "properties": {"message": message}}
	return {
		"operationId": f"{resource}_{name}" + ("_by_get" if verb == "GET" else ""),
		"tags": [resource],
		"summary": " ".join(summary.split()),
		"description": " ".join(details.split()),
		"responses": {"200": _response("Done.", answer), **REFUSED},
	}


def _arguments(endpoint: Callable, schemas: dict) -> tuple[dict[str, dict], list[str]]:
	"""Return the JSON schemas of the arguments by name, and the names of those that must be given."""
	properties, required = {}, []
	shapes = getattr(endpoint, "shapes", {})
	for parameter in signature(endpoint).parameters.values():
		if parameter.kind is Parameter.VAR_KEYWORD:
			properties |= _schema(endpoint.takes, schemas)["properties"]
			continue
		properties[parameter.name] = _schema(shapes.get(parameter.name, parameter.annotation), schemas)
		if parameter.default is Parameter.empty:
			required.append(parameter.name)
		elif parameter.default is not None:
			properties[parameter.name]["default"] = parameter.default
	return properties, required


def _schema(annotation: object, schemas: dict) -> dict:
	schema = TypeAdapter(annotation).json_schema(ref_template=SCHEMAS, schema_generator=SchemaWriter)
	schemas.update(schema.pop("$defs", {}))
	return schema


def _parameters(properties: dict, required: list[str]) -> list[dict]:
	return [
		{"name": name, "in": "query", "required": name in required, "schema": schema}
		for name, schema in properties.items()
	]


def _body(properties: dict, required: list[str]) -> dict:
	schema = {"type": "object", "properties": properties}
	if required:
		schema["required"] = required
	return {"required": bool(required), "content": {"application/json": {"schema": schema}}}


def _response(description: str, schema: dict) -> dict:
	return {"description": description, "content": {"application/json": {"schema": schema}}}


def _refusals() -> dict:
	schema = {"$ref": SCHEMAS.format(model="Refusal")}
	return {status: _response(description, schema) for status, description in REFUSALS.items()}


def _refusal() -> dict:
	text = {"type": "string"}
	return {
		"type": "object",
		"properties": {
			"exc_type": text,
			"exception": text,
			"_server_messages": text,
			"duplicates": {"type": "array"},
		},
	}


def _security() -> dict:
	token = {
		"type": "apiKey",
		"in": "header",
		"name": "Authorization",
		"description": "token <api key>:<api secret>",
	}
	return {"token": token, "session": {"type": "apiKey", "in": "cookie", "name": "sid"}}


def _introduction() -> str:
	return (
		"Customers, divisions, notes and imports of Workshop CRM. Every call needs a user of the site and answers "
		"as far as his rights and divisions reach. Reading calls take GET or POST, changing ones POST only. "
		"Lists are paged with limit_start and limit_page_length, at most 100 rows."
	)
