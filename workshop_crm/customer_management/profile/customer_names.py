"""How the parts of a name and the whole name of a customer complete each other; nothing typed is overwritten."""

from workshop_crm.customer_management.culture.names import split_full_name
from workshop_crm.customer_management.culture.text import has_arabic

PARTS = ("given_name", "father_name", "family_name")


def complete_names(source) -> dict[str, str | None]:
	"""Return the name fields of a customer, filled from one another.

	`source` has the attributes customer_name, customer_name_ar, the three PARTS and their `_ar` twins, and is_person.
	A name typed in Arabic letters into the Latin field also serves as the Arabic one.
	"""
	latin, arabic = _whole_names(source)
	names = {"customer_name": latin or arabic, "customer_name_ar": arabic}
	if source.is_person:
		names |= _parts(source, latin, "") | _parts(source, arabic, "_ar")
	return names


def _whole_names(source) -> tuple[str | None, str | None]:
	latin = _squeezed(source.customer_name) or _joined(source, "")
	arabic = _squeezed(source.customer_name_ar) or _joined(source, "_ar")
	if latin and not arabic and has_arabic(latin):
		return None, latin
	return latin, arabic


def _joined(source, suffix: str) -> str | None:
	return _squeezed(" ".join(getattr(source, part + suffix) or "" for part in PARTS))


def _squeezed(text: str | None) -> str | None:
	return " ".join((text or "").split()) or None


def _parts(source, whole: str | None, suffix: str) -> dict[str, str | None]:
	typed = {part + suffix: getattr(source, part + suffix) or None for part in PARTS}
	if any(typed.values()) or not whole:
		return typed
	split = split_full_name(whole)
	return {part + suffix: split.get(part.removesuffix("_name")) or None for part in PARTS}
