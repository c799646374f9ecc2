"""frappe.utils: dates and numbers from .data, and texts, addresses, links."""

import json
import re
from email.utils import formataddr, parseaddr
from urllib.parse import quote, urlparse

import bleach
import frappe
from frappe.utils.data import *
from frappe.utils.data import cstr

EMAIL = re.compile(
	r"^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+$"
)
PHONE = re.compile(r"^([0-9 +_\-,.*#()]){1,20}$")
_TAGS = [
	*(
		"a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4"
	).split(),
	*(
		"h5 h6 hr i img ins kbd label li mark ol p pre q s samp section small span strike strong sub summary sup"
	).split(),
	*("table tbody td tfoot th thead time tr u ul var video font").split(),
]


def escape_html(text: str) -> str:
	"""The text with HTML's special characters escaped."""
	if not isinstance(text, str):
		return text
	for char, entity in (
		("&", "&amp;"),
		('"', "&quot;"),
		("'", "&apos;"),
		(">", "&gt;"),
		("<", "&lt;"),
		("`", "&#96;"),
		("=", "&#61;"),
	):
		text = text.replace(char, entity)
	return text


def sanitize_html(html: str, linkify: bool = False, always_sanitize: bool = False) -> str:
	"""The HTML without scripts and event handlers; plain text and JSON as they are."""
	if not isinstance(html, str) or ("<" not in html and not always_sanitize):
		return html
	try:
		json.loads(html)
		return html
	except ValueError:
		pass
	allowed = {
		"*": ["class", "style", "title", "dir", "id", "width", "height", "align", "color"],
		"a": ["href", "target", "rel"],
		"img": ["src", "alt"],
	}
	from bleach.css_sanitizer import CSSSanitizer

	return bleach.clean(
		html,
		tags=_TAGS,
		attributes=allowed,
		css_sanitizer=CSSSanitizer(),
		strip_comments=True,
		protocols=["http", "https", "mailto", "tel", "cid"],
	)


def validate_email_address(email_str: str, throw: bool = False) -> str:
	"""The valid addresses of a text, '' for none. Raises InvalidEmailAddressError with `throw`."""
	email_str = (email_str or "").strip()
	found = []
	for one in email_str.split(","):
		address = parseaddr(one.strip())[1] or one.strip()
		valid = bool(EMAIL.match(address)) and len(address) <= 254
		if one.strip() and not valid and throw:
			invalid = frappe.utils.escape_html(one.strip())
			frappe.throw(
				frappe._("{0} is not a valid Email Address").format(invalid), frappe.InvalidEmailAddressError
			)
		found += [address] if valid else []
	return ", ".join(found)


def split_emails(txt: str) -> list[str]:
	"""Addresses separated by commas, semicolons or lines."""
	return [one.strip() for one in re.split(r"[,;\n](?=(?:[^\"]|\"[^\"]*\")*$)", cstr(txt)) if one.strip()]


def validate_phone_number(phone_number: str, throw: bool = False) -> bool:
	"""Digits, blanks and marks, at most 20? Raises InvalidPhoneNumberError with `throw`."""
	number = (phone_number or "").strip()
	valid = bool(PHONE.match(number)) if number else False
	if number and not valid and throw:
		frappe.throw(
			frappe._("{0} is not a valid Phone Number").format(number), frappe.InvalidPhoneNumberError
		)
	return valid


def validate_phone_number_with_country_code(phone_number: str, fieldname: str) -> None:
	"""Raise InvalidPhoneNumberError unless it is a real number with its country code."""
	import phonenumbers

	if not phone_number:
		return
	try:
		valid = phonenumbers.is_valid_number(phonenumbers.parse(phone_number))
	except phonenumbers.NumberParseException:
		valid = False
	if not valid:
		frappe.throw(
			frappe._("Phone Number {0} set in field {1} is not valid.").format(phone_number, fieldname),
			frappe.InvalidPhoneNumberError,
		)


def validate_url(txt: str, throw: bool = False, valid_schemes=None) -> bool:
	"""An address with scheme and host?"""
	parts = urlparse((txt or "").strip())
	valid = bool(parts.netloc or parts.path if parts.scheme in ("mailto", "tel") else parts.netloc)
	valid = valid and (not valid_schemes or parts.scheme in valid_schemes)
	if not valid and throw:
		frappe.throw(frappe._("'{0}' is not a valid URL").format(frappe.bold(txt)))
	return valid


def get_fullname(user: str | None = None) -> str:
	"""Full name of a user."""
	user = user or frappe.session.user
	return frappe.db.get_value("User", user, "full_name", cache=True) or user


get_user_fullname = get_fullname


def generate_hash(*args, **kwargs) -> str:
	"""As frappe.generate_hash."""
	return frappe.generate_hash(*args, **kwargs)


def create_batch(iterable, size: int):
	"""Parts of at most `size`."""
	items = list(iterable)
	for start in range(0, len(items), size):
		yield items[start : start + size]


def get_url(uri: str | None = None, full_address: bool = False) -> str:
	"""The site's address, with a path."""
	host = frappe.local.conf.host_name or frappe.local.conf.hostname
	if not host:
		request = getattr(frappe.local, "request", None)
		host = request.host_url.rstrip("/") if request else f"http://{frappe.local.site}"
	host = host if host.startswith("http") else "http://" + host
	return host.rstrip("/") + ("/" + uri.lstrip("/") if uri else "")


def get_site_name(hostname: str) -> str:
	"""The site of a host name."""
	return hostname.split(":", 1)[0]


def get_files_path(*parts, is_private: bool = False) -> str:
	"""A path inside the site's files."""
	return frappe.get_site_path("private" if is_private else "public", "files", *parts)


def md_to_html(markdown_text: str) -> str:
	"""Markdown as HTML."""
	import markdown2

	return markdown2.markdown(markdown_text, extras=["tables", "fenced-code-blocks"])


def __getattr__(name: str):
	formatters = ("fmt_money", "formatdate", "format_date", "format_datetime", "format_time")
	if name in formatters:
		from importlib import import_module

		return getattr(import_module("frappe.utils.formatters"), name)
	raise AttributeError(f"frappe.utils.{name} is not part of the stand-in host; this needs a bench")


__all__ = [name for name in dir() if not name.startswith("_")]
