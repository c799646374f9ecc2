"""Texts in other languages, from the apps' translations/<lang>.csv (source, translation, context)."""

import csv
import os

import frappe

_texts: dict[str, dict] = {}


def get_all_translations(lang: str) -> dict:
	"""{source or 'source:context': translation}; for 'ar-OM' on top of 'ar'."""
	if not lang or lang == "en":
		return {}
	key = f"{getattr(frappe.local, 'site_path', '')}|{lang}"
	if key not in _texts:
		texts = dict(get_all_translations(lang.split("-")[0])) if "-" in lang else {}
		for app in frappe.get_installed_apps():
			texts.update(
				get_translation_dict_from_file(
					frappe.get_app_path(app, "translations", f"{lang}.csv"), lang, app
				)
			)
		_texts[key] = texts
	return _texts[key]


def get_translation_dict_from_file(path: str, lang: str, app: str, throw: bool = False) -> dict:
	"""The texts of one file."""
	texts = {}
	if os.path.exists(path):
		with open(path, encoding="utf-8", newline="") as file:
			for row in csv.reader(file):
				if len(row) == 3 and row[2]:
					texts[f"{row[0]}:{row[2]}"] = row[1].strip()
				elif len(row) in (2, 3):
					texts[row[0]] = row[1].strip()
	return texts


def translate(msg, lang: str, context: str | None = None) -> str:
	"""The text in a language; the text itself when there is no translation."""
	if not isinstance(msg, str):
		msg = str(msg) if msg is not None else ""
	stripped = msg.strip()
	if lang == "en" or not stripped:
		return msg
	texts = get_all_translations(lang)
	return (texts.get(f"{stripped}:{context}") if context else None) or texts.get(stripped) or msg


def get_language(lang_list=None) -> str:
	"""The language of the request: `_lang`, the cookie for guests, the user's own, the browser's, the site's."""
	request = getattr(frappe.local, "request", None)
	chosen = frappe.form_dict.get("_lang") or (
		request.cookies.get("preferred_language") if request and frappe.session.user == "Guest" else None
	)
	if chosen and is_known(chosen):
		return chosen
	own = get_user_lang() if frappe.session.user != "Guest" else None
	accepted = (
		[value.replace("_", "-") for value in request.accept_languages.values()]
		if request and not own
		else []
	)
	return own or next((one for one in accepted if is_known(one)), None) or site_language()


def is_known(lang: str) -> bool:
	"""Is it an enabled language of the site?"""
	return bool(frappe.db.get_value("Language", {"name": lang, "enabled": 1}))


def site_language() -> str:
	"""The site's language."""
	return frappe.db.get_single_value("System Settings", "language") or "en"


def get_user_lang(user: str | None = None) -> str:
	"""The user's language, else the site's."""
	return frappe.db.get_value("User", user or frappe.session.user, "language") or site_language()


def clear_cache() -> None:
	"""Texts are read again."""
	_texts.clear()
