"""frappe.utils: dates and numbers from .data, and texts, addresses, links."""

import json
import re
from email.utils import formataddr, parseaddr
from urllib.parse import quote, urlparse

import bleach

import frappe
from frappe.utils.data import *  # noqa: F403
from frappe.utils.data import cstr

EMAIL = re.compile(r"^[\w.!#$%&'*+/=?^`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+$")
PHONE = re.compile(r"^([0-9 +_\-,.*#()]){1,20}$")
_TAGS = [
	*("a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4").split(),
	*("h5 h6 hr i img ins kbd label li mark ol p pre q s samp section small span strike strong sub summary sup").split(),
	*("table tbody td tfoot th thead time tr u ul var video font").split(),
]


def escape_html(text: str) -> str:
	"""The text with HTML's special characters escaped."""
	if not isinstance(text, str):
		return text
	for char, entity in (("&", "&amp;"), ('"', "&quot;"), ("'", "&apos;"), (">", "&gt;"), ("<", "&lt;"), ("`", "&#96;"), ("=", "&#61;")):
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
	allowed = {"*": ["class", "style", "title", "dir", "id", "width", "height", "align", "color"], "a": ["href", "target", "rel"], "img": ["src", "alt"]}
	from bleach.css_sanitizer import CSSSanitizer

	return bleach.clean(html, tags=_TAGS, attributes=allowed, css_sanitizer=CSSSanitizer(), strip_comments=True, protocols=["http", "https", "mailto", "tel", "cid"])


def clean_html(html):
	"""The HTML with simple tags only."""
	return bleach.clean(html, tags=["div", "p", "br", "ul", "ol", "li", "strong", "b", "em", "i", "u", "a", "table", "thead", "tbody", "td", "tr"], strip=True) if isinstance(html, str) else html


def md_to_html(markdown_text: str) -> str:
	"""Markdown as HTML."""
	import markdown2

	return markdown2.markdown(markdown_text, extras=["tables", "fenced-code-blocks"])


markdown = md_to_html


def to_markdown(html: str) -> str:
	"""Absent."""
	raise NotImplementedError("frappe.utils.to_markdown is not part of the stand-in host")


def is_html(text: str) -> bool:
	"""Does it contain tags?"""
	return bool(re.search(r"<(br|p|div|span|b|i|a|h\d|ul|ol|li|table|img)\b", text or ""))


def validate_email_address(email_str: str, throw: bool = False) -> str:
	"""The valid addresses of a text, '' for none. Raises InvalidEmailAddressError with `throw`."""
	email_str = (email_str or "").strip()
	found = []
	for one in email_str.split(","):
		address = parseaddr(one.strip())[1] or one.strip()
		valid = bool(EMAIL.match(address)) and len(address) <= 254
		if one.strip() and not valid and throw:
			invalid = frappe.utils.escape_html(one.strip())
			frappe.throw(frappe._("{0} is not a valid Email Address").format(invalid), frappe.InvalidEmailAddressError)
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
		frappe.throw(frappe._("{0} is not a valid Phone Number").format(number), frappe.InvalidPhoneNumberError)
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
		frappe.throw(frappe._("Phone Number {0} set in field {1} is not valid.").format(phone_number, fieldname), frappe.InvalidPhoneNumberError)


def validate_name(name: str, throw: bool = False) -> bool:
	"""A person's name?"""
	valid = bool(re.match(r"^[\w][\w'-]*([ \w][\w'-]+)*$", (name or "").strip()))
	if name and not valid and throw:
		frappe.throw(frappe._("{0} is not a valid Name").format(name), frappe.InvalidNameError)
	return valid


def validate_url(txt: str, throw: bool = False, valid_schemes=None) -> bool:
	"""An address with scheme and host?"""
	parts = urlparse((txt or "").strip())
	valid = bool(parts.netloc or parts.path if parts.scheme in ("mailto", "tel") else parts.netloc)
	valid = valid and (not valid_schemes or parts.scheme in valid_schemes)
	if not valid and throw:
		frappe.throw(frappe._("'{0}' is not a valid URL").format(frappe.bold(txt)))
	return valid


def get_formatted_email(user: str, mail: str | None = None) -> str:
	"""Name and address of a user."""
	return formataddr((get_fullname(user), mail or frappe.db.get_value("User", user, "email") or user))


def get_fullname(user: str | None = None) -> str:
	"""Full name of a user."""
	user = user or frappe.session.user
	return frappe.db.get_value("User", user, "full_name", cache=True) or user


get_user_fullname = get_fullname


def random_string(length: int) -> str:
	"""Random letters and digits."""
	import secrets
	import string

	return "".join(secrets.choice(string.ascii_letters + string.digits) for _i in range(length))


def generate_hash(*args, **kwargs) -> str:
	"""As frappe.generate_hash."""
	return frappe.generate_hash(*args, **kwargs)


def unique(seq) -> list:
	"""Without repeats, order kept."""
	return list(dict.fromkeys(seq))


def create_batch(iterable, size: int):
	"""Parts of at most `size`."""
	items = list(iterable)
	for start in range(0, len(items), size):
		yield items[start : start + size]


def comma_sep(some_list, pattern: str, add_quotes: bool = True) -> str:
	"""Items joined by commas, the last by the pattern."""
	items = [f"'{one}'" if add_quotes else str(one) for one in some_list] if not isinstance(some_list, str) else [some_list]
	return "" if not items else items[0] if len(items) == 1 else pattern.format(", ".join(items[:-1]), items[-1])


def comma_and(some_list, add_quotes: bool = True) -> str:
	"""'a, b and c'."""
	return comma_sep(some_list, frappe._("{0} and {1}"), add_quotes)


def comma_or(some_list, add_quotes: bool = True) -> str:
	"""'a, b or c'."""
	return comma_sep(some_list, frappe._("{0} or {1}"), add_quotes)


def get_url(uri: str | None = None, full_address: bool = False) -> str:
	"""The site's address, with a path."""
	host = frappe.local.conf.host_name or frappe.local.conf.hostname
	if not host:
		request = getattr(frappe.local, "request", None)
		host = request.host_url.rstrip("/") if request else f"http://{frappe.local.site}"
	host = host if host.startswith("http") else "http://" + host
	return host.rstrip("/") + ("/" + uri.lstrip("/") if uri else "")


def get_url_to_form(doctype: str, name: str) -> str:
	"""Address of a form."""
	return get_url(f"/app/{frappe.scrub(doctype).replace('_', '-')}/{quote(str(name))}")


def get_link_to_form(doctype: str, name: str, label: str | None = None) -> str:
	"""HTML link to a form."""
	return f'<a href="{get_url_to_form(doctype, name)}">{label or name}</a>'


def get_site_name(hostname: str) -> str:
	"""The site of a host name."""
	return hostname.split(":", 1)[0]


def get_site_path(*parts) -> str:
	"""A path inside the site's folder."""
	return frappe.get_site_path(*parts)


def get_files_path(*parts, is_private: bool = False) -> str:
	"""A path inside the site's files."""
	return frappe.get_site_path("private" if is_private else "public", "files", *parts)


def touch_file(path: str) -> None:
	"""Make the file if it is missing."""
	with open(path, "a"):
		pass


def encode_dict(values, encoding="utf-8"):
	"""The dict."""
	return values


def dict_to_str(args, sep="&") -> str:
	"""Query string."""
	return sep.join(f"{key}={quote(str(args[key] or ''))}" for key in sorted(args))


def parse_json(value):
	"""As frappe.parse_json."""
	return frappe.parse_json(value)


def is_image(filepath: str) -> bool:
	"""Is it an image by its name?"""
	return filepath.lower().split("?")[0].endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"))


def is_markdown(text: str) -> bool:
	"""Is it marked as Markdown?"""
	return "<!-- markdown -->" in (text or "")


def mask_string(text: str, show_first: int = 4, show_last: int = 3, mask_char: str = "*") -> str:
	"""The text with its middle masked."""
	middle = max(len(text) - show_first - show_last, 0)
	return text[:show_first] + mask_char * middle + text[len(text) - show_last :] if middle else text


def get_safe_filters(filters):
	"""Filters from JSON."""
	return frappe.parse_json(filters)


def __getattr__(name: str):
	formatters = ("fmt_money", "formatdate", "format_date", "format_datetime", "format_time", "format_duration", "global_date_format", "pretty_date", "money_in_words", "in_words")
	if name in formatters:
		from importlib import import_module

		return getattr(import_module("frappe.utils.formatters"), name)
	raise AttributeError(f"frappe.utils.{name} is not part of the stand-in host; this needs a bench")


__all__ = [name for name in dir() if not name.startswith("_")]
