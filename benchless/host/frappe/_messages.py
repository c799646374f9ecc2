"""Messages to the user, errors and their log."""

import logging
import sys
import traceback

import frappe


def _(msg: str, lang: str | None = None, context: str | None = None) -> str:
	"""The text in the user's language."""
	from frappe.translate import translate

	return translate(msg, lang or getattr(frappe.local, "lang", "en") or "en", context)


def bold(text) -> str:
	"""The text in bold HTML."""
	return f"<strong>{text}</strong>"


def msgprint(
	msg, title=None, raise_exception=False, as_table=False, as_list=False, indicator=None, alert=False,
	primary_action=None, is_minimizable=False, wide=False, *, realtime=False,
):  # fmt: skip
	"""Add a message to the answer; raise when `raise_exception` is True, a class or an exception."""
	text = "<br>".join(map(str, msg)) if isinstance(msg, list | tuple) else str(msg)
	entry = frappe._dict(message=text, title=title, indicator=indicator, alert=1 if alert else None)
	if raise_exception:
		entry.update({"raise_exception": 1, "indicator": indicator or "red"})
	if as_list:
		entry.as_list = 1
	frappe.local.message_log.append(frappe._dict({k: v for k, v in entry.items() if v is not None}))
	if raise_exception:
		if isinstance(raise_exception, type) and issubclass(raise_exception, Exception):
			raise raise_exception(text)
		if isinstance(raise_exception, Exception):
			raise raise_exception
		raise frappe.ValidationError(text)


def throw(msg, exc=None, title=None, is_minimizable=False, wide=False, as_list=False, primary_action=None):
	"""Tell the user and raise `exc` (a class or an exception; ValidationError by default)."""
	msgprint(
		msg, title=title, raise_exception=exc or frappe.ValidationError, indicator="red", as_list=as_list
	)


def clear_messages() -> None:
	"""Forget all messages."""
	frappe.local.message_log = []


def clear_last_message() -> None:
	"""Forget the last message."""
	if frappe.local.message_log:
		frappe.local.message_log = frappe.local.message_log[:-1]


def get_traceback(with_context: bool = False) -> str:
	"""The current exception's traceback."""
	return "".join(traceback.format_exception(*sys.exc_info())) if sys.exc_info()[0] else ""


def log_error(title=None, message=None, reference_doctype=None, reference_name=None, *, defer_insert=False):
	"""Write an Error Log."""
	if message is None and title and "\n" in str(title):
		title, message = None, title
	record = frappe.get_doc(
		{
			"doctype": "Error Log",
			"method": str(title or "Error")[:140],
			"error": message or get_traceback() or title,
			"reference_doctype": reference_doctype,
			"reference_name": reference_name,
		}
	)
	return record.insert(ignore_permissions=True)


def logger(module=None, with_more_info=False, allow_site=True, **_kwargs) -> logging.Logger:
	"""A logger of this name."""
	return logging.getLogger(f"frappe.{module or 'site'}")
