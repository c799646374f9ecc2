"""How a person is addressed in a letter or message, in Arabic and English.

Gender and age are used where they are known. Without them the form is neutral: a wrong السيد is worse
than none.
"""

from workshop_crm.customer_management.culture.person_name import (
	ARABIC,
	LATIN,
	PersonName,
	full_name,
	split_full_name,
)
from workshop_crm.customer_management.culture.text import fold, has_arabic

GROWN_UP_AGE = 18

# title -> (masculine, feminine, neutral) per language; an empty form means: use the neutral address
_TITLES = {
	"ar": {
		"mr": ("السيد", "السيدة", ""),
		"dr": ("الدكتور", "الدكتورة", "د."),
		"eng": ("المهندس", "المهندسة", "م."),
		"sheikh": ("الشيخ", "الشيخة", ""),
		"sayyid": ("السيد", "السيدة", ""),
		"prof": ("الأستاذ", "الأستاذة", "أ."),
		"fadil": ("الفاضل", "الفاضلة", ""),
	},
	"en": {
		"mr": ("Mr.", "Ms.", ""),
		"dr": ("Dr.", "Dr.", "Dr."),
		"eng": ("Eng.", "Eng.", "Eng."),
		"sheikh": ("Sheikh", "Sheikha", ""),
		"sayyid": ("Sayyid", "Sayyida", ""),
		"prof": ("Prof.", "Prof.", "Prof."),
		"fadil": ("Mr.", "Ms.", ""),
	},
}
_TITLE_SPELLINGS = {
	"mr": ("mr", "mister", "mrs", "ms", "miss", "madam", "السيد", "السيدة", "سيد", "سيدة", "الآنسة"),
	"dr": ("dr", "doctor", "الدكتور", "الدكتورة", "دكتور", "دكتورة", "د"),
	"eng": ("eng", "engr", "engineer", "المهندس", "المهندسة", "مهندس", "مهندسة", "م"),
	"sheikh": ("sheikh", "shaikh", "sheikha", "shaikha", "الشيخ", "الشيخة", "شيخ", "شيخة"),
	"sayyid": ("sayyid", "sayyida", "sayed", "sayyed"),
	"prof": ("prof", "professor", "الأستاذ", "الأستاذة", "أستاذ", "أستاذة", "أ"),
	"fadil": ("الفاضل", "الفاضلة"),
}
_TITLE_OF = {fold(spelling): title for title, spellings in _TITLE_SPELLINGS.items() for spelling in spellings}
# the gender these titles state themselves
_STATED = {fold(word): "male" for word in ("mr", "mister", "السيد", "الشيخ", "sheikh", "sayyid")} | {
	fold(word): "female"
	for word in ("mrs", "ms", "miss", "madam", "السيدة", "الآنسة", "الشيخة", "sheikha", "sayyida")
}
_STATED |= {
	fold(word): "female"
	for word in ("الدكتورة", "المهندسة", "الأستاذة", "الفاضلة", "سيدة", "شيخة", "shaikha")
}
_RESPECTED = {"male": "المحترم", "female": "المحترمة"}
_NEUTRAL_ARABIC = "حضرة"
_NAMELESS = {"ar": "عميلنا الكريم", "en": "Valued customer"}


def formal_address(
	person: PersonName | str,
	gender: str | None = None,
	age: int | None = None,
	lang: str = "en",
	honorific: str = "",
) -> str:
	"""Return the formal address, as "Mr. Mohammed Al Harthi" or "السيد محمد المحترم".

	Args: `gender` "Male" or "Female" (any case), everything else counts as unknown; `age` in years;
	`lang` "ar" or "en"; `honorific` a title in either language (Dr, الشيخ) that replaces Mr. and Ms.
	English names given name and family, Arabic the given name alone. Without a known gender the whole
	name is used: "Noor Al Kindi", "حضرة نور الكندي". A name in one script only is shown as it is.
	"""
	lang = "ar" if (lang or "").lower().startswith("ar") else "en"
	name = _as_person(person)
	gender = _gender(gender, honorific)
	title = _title(lang, honorific, gender, age)
	spoken = _spoken_name(name, lang, whole=not gender)
	if not spoken:
		return _NAMELESS[lang]
	if lang == "ar":
		return _arabic_address(title, spoken, gender)
	return f"{title} {spoken}" if title else spoken


def _arabic_address(title: str, spoken: str, gender: str) -> str:
	if gender:
		return " ".join(part for part in (title, spoken, _RESPECTED[gender]) if part)
	return f"{title or _NEUTRAL_ARABIC} {spoken}"


def _as_person(person: PersonName | str) -> PersonName:
	if not isinstance(person, str):
		return person or PersonName()
	parts = split_full_name(person)
	suffix = "_ar" if has_arabic(person) else ""
	return PersonName(**{f"{part}{suffix}": value for part, value in parts.items()})


def _gender(gender: str | None, honorific: str) -> str:
	known = (gender or "").strip().lower()
	return known if known in _RESPECTED else _STATED.get(_folded_title(honorific), "")


def _folded_title(honorific: str) -> str:
	return fold(honorific).strip(" .")


def _title(lang: str, honorific: str, gender: str, age: int | None) -> str:
	"""Return the title in `lang`: the given one if it is known, as typed if it is not, else Mr. or Ms."""
	folded = _folded_title(honorific)
	kind = _TITLE_OF.get(folded, "mr")
	if folded and folded not in _TITLE_OF:
		return honorific.strip()
	masculine, feminine, neutral = _TITLES[lang][kind]
	if kind == "mr" and age is not None and age < GROWN_UP_AGE:
		masculine, feminine = ("", "الآنسة") if lang == "ar" else ("", "Miss")
	return {"male": masculine, "female": feminine}.get(gender, neutral)


def _spoken_name(name: PersonName, lang: str, whole: bool) -> str:
	script = ARABIC if lang == "ar" else LATIN
	if not any(name.parts(script)):
		script = LATIN if script == ARABIC else ARABIC
	given, _father, family = name.parts(script)
	if whole or not given:
		return full_name(name, script)
	return given if lang == "ar" else " ".join(part for part in (given, family) if part)
