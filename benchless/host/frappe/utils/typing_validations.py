"""Argument types of whitelisted functions, enforced by pydantic."""

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import _empty, isclass, signature
from typing import ForwardRef, Union

from frappe.exceptions import FrappeTypeError
from pydantic import ConfigDict, PydanticUserError, TypeAdapter
from pydantic import ValidationError as WrongType


def validate_argument_types(func: Callable, apply_condition: Callable = lambda: True):
	"""Decorator: arguments are checked and converted where the condition holds."""

	@wraps(func)
	def wrapper(*args, **kwargs):
		if apply_condition():
			args, kwargs = transform_parameter_types(func, args, kwargs)
		return func(*args, **kwargs)

	return wrapper


@lru_cache(maxsize=2048)
def _adapter(kind):
	try:
		return TypeAdapter(kind, config=ConfigDict(arbitrary_types_allowed=True))
	except PydanticUserError:
		return TypeAdapter(kind)


def _name(value) -> str:
	kind = value if isclass(value) else type(value)
	if kind.__module__ in ("typing", "types"):
		return str(value)
	return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _accepted(kind, default):
	options = [bool, int, float] if kind is bool else [kind]
	if default is not _empty and type(default) not in options:
		options.append(type(default))
	return Union[tuple(options)] if len(options) > 1 else kind  # noqa: UP007


def transform_parameter_types(func: Callable, args: tuple, kwargs: dict):
	"""Arguments in their annotated types. Raises FrappeTypeError naming the argument; text annotations are skipped."""
	if not (args or kwargs) or not func.__annotations__:
		return args, kwargs
	parameters = signature(func).parameters
	names = list(parameters)
	args, kwargs = list(args), dict(kwargs)
	for name, kind in func.__annotations__.items():
		inner = getattr(kind, "__args__", ())
		if (
			name not in parameters
			or isinstance(kind, ForwardRef | str)
			or any(isinstance(one, ForwardRef | str) for one in inner)
		):
			continue
		position = names.index(name)
		if name not in kwargs and position >= len(args):
			continue
		value = kwargs[name] if name in kwargs else args[position]
		try:
			value = _adapter(_accepted(kind, parameters[name].default)).validate_python(value)
		except (TypeError, WrongType) as error:
			message = f"Argument '{name}' should be of type '{_name(kind)}' but got '{_name(value)}' instead."
			raise FrappeTypeError(message) from error
		if name in kwargs:
			kwargs[name] = value
		else:
			args[position] = value
	return args, kwargs
