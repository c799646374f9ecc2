"""From the columns of a customer list to the values of a registration.

Headers are guessed in English and Arabic and can be set by hand; languages, kinds of customer, genders
and yes/no are understood in both languages. No database here: text in, `Registration` out.
"""

import datetime
import re
from dataclasses import dataclass, fields

from frappe import _

from workshop_crm.customer_management.culture.text import fold, to_western_digits
from workshop_crm.customer_management.profile.areas import territory_of
from workshop_crm.customer_management.profile.registration import Registration
from workshop_crm.exceptions import CustomerError, ImportFileError

ADDRESS_FIELDS = ("address_line1", "address_line2", "city", "state", "pincode", "country")
NAME_FIELDS = ("customer_name", "customer_name_ar", "given_name", "given_name_ar")

# target field -> headers that mean it. Compared folded, without spaces and punctuation.
HEADERS = {
	"customer_name": (
		"customer name",
		"name",
		"full name",
		"customer",
		"client",
		"name en",
		"english name",
		"name english",
		"full name en",
		"اسم العميل بالانجليزي",
		"الاسم بالانجليزية",
		"الاسم بالانجليزي",
		"الاسم الانجليزي",
	),
	"customer_name_ar": (
		"arabic name",
		"name ar",
		"name arabic",
		"customer name ar",
		"customer name arabic",
		"full name ar",
		"الاسم",
		"اسم العميل",
		"الاسم الكامل",
		"اسم الزبون",
		"الاسم بالعربية",
		"الاسم بالعربي",
		"الاسم العربي",
	),
	"given_name": ("given name", "first name", "forename", "الاسم الاول بالانجليزية"),
	"father_name": ("father name", "father's name", "fathers name", "middle name", "اسم الاب بالانجليزية"),
	"family_name": ("family name", "last name", "surname", "tribe", "القبيلة بالانجليزية"),
	"given_name_ar": ("given name ar", "first name ar", "الاسم الاول"),
	"father_name_ar": ("father name ar", "father's name ar", "اسم الاب"),
	"family_name_ar": (
		"family name ar",
		"last name ar",
		"tribe ar",
		"القبيلة",
		"اسم العائلة",
		"العائلة",
		"اللقب",
	),
	"phone": (
		"phone",
		"mobile",
		"mobile no",
		"phone number",
		"mobile number",
		"telephone",
		"tel",
		"gsm",
		"phone 1",
		"contact number",
		"contact no",
		"الهاتف",
		"رقم الهاتف",
		"الجوال",
		"رقم الجوال",
		"النقال",
		"رقم النقال",
		"الموبايل",
		"هاتف",
	),
	"whatsapp": ("whatsapp", "whatsapp number", "whats app", "واتساب", "الواتساب", "رقم الواتساب", "واتس اب"),
	"more_phones": (
		"other phones",
		"other phone",
		"second phone",
		"phone 2",
		"alternate phone",
		"more phones",
		"هاتف اخر",
		"هواتف اخرى",
		"رقم اخر",
	),
	"email": (
		"email",
		"e mail",
		"email address",
		"mail",
		"email id",
		"البريد",
		"البريد الالكتروني",
		"الايميل",
	),
	"language": ("language", "preferred language", "اللغة", "اللغة المفضلة"),
	"gender": ("gender", "sex", "الجنس", "النوع"),
	"identity_type": ("type", "customer type", "kind", "identity type", "نوع العميل", "الفئة"),
	"date_of_birth": ("date of birth", "birth date", "birthday", "dob", "تاريخ الميلاد", "الميلاد"),
	"occupation": ("occupation", "job", "profession", "المهنة", "الوظيفة"),
	"salutation": ("salutation", "title", "honorific", "اللقب التشريفي"),
	"national_id": (
		"national id",
		"civil id",
		"civil number",
		"id number",
		"id card",
		"resident card",
		"الرقم المدني",
		"رقم البطاقة",
		"رقم الهوية",
		"البطاقة الشخصية",
	),
	"passport": ("passport", "passport number", "passport no", "رقم الجواز", "الجواز", "جواز السفر"),
	"commercial_registration": (
		"commercial registration",
		"cr",
		"cr number",
		"cr no",
		"commercial registration number",
		"السجل التجاري",
		"رقم السجل التجاري",
	),
	"tax_id": ("tax id", "vat", "vat number", "vatin", "tax number", "الرقم الضريبي"),
	"referral_code": ("referral code", "referred by code", "رمز الاحالة"),
	"preferred_channels": (
		"preferred channels",
		"preferred channel",
		"contact by",
		"وسيلة التواصل",
		"وسائل التواصل",
	),
	"notes": ("notes", "note", "remarks", "comment", "comments", "ملاحظات", "ملاحظة"),
	"shared_phone": (
		"shared phone",
		"shared",
		"shared number",
		"family phone",
		"رقم مشترك",
		"هاتف مشترك",
		"مشترك",
	),
	"territory": ("territory", "wilayat", "wilaya", "area", "الولاية", "المنطقة"),
	"customer_group": ("customer group", "group", "مجموعة العملاء", "المجموعة"),
	"address_line1": ("address", "address line 1", "street", "العنوان", "الشارع"),
	"address_line2": ("address line 2", "building", "house", "المبنى", "المنزل"),
	"city": ("city", "town", "village", "المدينة", "القرية"),
	"state": ("governorate", "state", "المحافظة"),
	"pincode": ("postal code", "pincode", "po box", "zip", "الرمز البريدي"),
	"country": ("country", "الدولة", "البلد"),
}

LANGUAGES = {
	"en": ("en", "english", "eng", "انجليزي", "الانجليزية", "انجليزية"),
	"ar": ("ar", "arabic", "عربي", "العربية", "عربية"),
	"ur": ("ur", "urdu", "اردو", "الاردية"),
	"hi": ("hi", "hindi", "هندي", "الهندية"),
	"bn": ("bn", "bengali", "bangla", "بنغالي", "البنغالية"),
}
GENDERS = {
	"Male": ("male", "m", "man", "ذكر", "رجل"),
	"Female": ("female", "f", "woman", "انثى", "امراة"),
}
IDENTITY_TYPES = {
	"Individual": ("individual", "person", "private", "فرد", "شخص", "افراد"),
	"Business": ("business", "company", "corporate", "شركة", "مؤسسة", "شركات"),
	"Government": ("government", "ministry", "public authority", "حكومة", "حكومي", "جهة حكومية", "وزارة"),
	"NGO": ("ngo", "charity", "association", "جمعية", "جمعية خيرية"),
	"Employee": ("employee", "staff", "موظف"),
	"User": ("user", "مستخدم"),
}
CHANNELS = {
	"SMS": ("sms", "text", "رسالة", "رسالة نصية", "رسائل"),
	"WhatsApp": ("whatsapp", "whats app", "واتساب", "واتس اب"),
	"Email": ("email", "e mail", "mail", "بريد", "البريد الالكتروني", "ايميل"),
	"Phone": ("phone", "call", "هاتف", "اتصال", "مكالمة"),
	"Push": ("push", "app", "اشعار", "التطبيق"),
	"Portal": ("portal", "website", "البوابة"),
	"Letter": ("letter", "post", "خطاب", "رسالة بريدية"),
}
YES = ("yes", "y", "true", "1", "x", "نعم", "صح")
NO = ("no", "n", "false", "0", "", "لا", "خطا")

DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")
SEPARATORS = re.compile(r"[;,،؛/|\n]+")
NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class ImportOptions:
	"""What is the same for every line of one import."""

	company: str
	default_language: str = "ar"
	families_share_numbers: bool = False


def guess_targets(header: list[str]) -> list[str]:
	"""The target field of each column, "" where the header says nothing; no target is given twice."""
	known = {_plain(text): target for target, texts in HEADERS.items() for text in (target, *texts)}
	found: list[str] = []
	for text in header:
		target = known.get(_plain(text), "")
		found.append("" if target in found else target)
	return found


def target_fields() -> list[str]:
	"""Every field a column can be mapped to, in the order of the mapping screen."""
	return list(HEADERS)


def check_mapping(targets: list[str]) -> None:
	"""Raise ImportFileError when a target is unknown, used twice, or when the name or phone is missing."""
	used = [target for target in targets if target]
	for target in used:
		if target not in HEADERS:
			raise ImportFileError(_("The field {0} cannot be imported.").format(target))
		if used.count(target) > 1:
			raise ImportFileError(_("Two columns are mapped to the field {0}.").format(target))
	if not any(target in used for target in NAME_FIELDS):
		raise ImportFileError(_("No column is mapped to the customer's name."))
	if "phone" not in used:
		raise ImportFileError(_("No column is mapped to the customer's phone."))


def to_registration(targets: list[str], values: list[str], options: ImportOptions) -> Registration:
	"""The registration that one line asks for.

	Raises CustomerError when a value (language, date, gender, ...) is none of those understood.
	"""
	row = {target: value for target, value in zip(targets, values, strict=True) if target and value}
	row = {target: _understood(target, value) for target, value in row.items()}
	address = {name: row.pop(name) for name in ADDRESS_FIELDS if name in row}
	row.setdefault("language", options.default_language)
	row.setdefault("shared_phone", options.families_share_numbers)
	return Registration(
		company=options.company, source="Import", address=address or None, **_known_fields(row)
	)


def note_in(targets: list[str], values: list[str]) -> str:
	"""The remark that one line carries about its customer, or ""."""
	return next((value for target, value in zip(targets, values, strict=True) if target == "notes"), "")


def _known_fields(row: dict) -> dict:
	names = {entry.name for entry in fields(Registration)}
	return {name: value for name, value in row.items() if name in names and value not in (None, "")}


def _understood(target: str, value: str):
	reader = READERS.get(target)
	return reader(value) if reader else value


def _choice(label: str, choices: dict[str, tuple[str, ...]]):
	known = {_plain(text): choice for choice, texts in choices.items() for text in (choice, *texts)}

	def read(value: str) -> str:
		choice = known.get(_plain(value))
		if choice is None:
			raise CustomerError(_unknown_value(label, value))
		return choice

	return read


def _unknown_value(label: str, value: str) -> str:
	messages = {
		"language": _("The language “{0}” is not known."),
		"gender": _("The gender “{0}” is not known."),
		"identity_type": _("The kind of customer “{0}” is not known."),
		"channel": _("The contact channel “{0}” is not known."),
	}
	return messages[label].format(value)


def _channels(value: str) -> list[str]:
	return list(dict.fromkeys(_read_channel(part) for part in SEPARATORS.split(value) if part.strip()))


def _phones(value: str) -> list[str]:
	return [part.strip() for part in SEPARATORS.split(value) if part.strip()]


def _yes_or_no(value: str) -> bool:
	answer = _plain(value)
	if answer in {_plain(word) for word in YES}:
		return True
	if answer in {_plain(word) for word in NO}:
		return False
	raise CustomerError(_("“{0}” is neither yes nor no.").format(value))


def _date(value: str) -> str:
	text = to_western_digits(value).strip().split(" ")[0]
	for form in DATE_FORMATS:
		try:
			return datetime.datetime.strptime(text, form).date().isoformat()
		except ValueError:
			continue
	raise CustomerError(_("“{0}” is not a date. Write it as day/month/year.").format(value))


def _plain(text: str) -> str:
	return NOT_A_LETTER.sub("", fold(text))


_read_channel = _choice("channel", CHANNELS)
READERS = {
	"language": _choice("language", LANGUAGES),
	"gender": _choice("gender", GENDERS),
	"identity_type": _choice("identity_type", IDENTITY_TYPES),
	"preferred_channels": _channels,
	"more_phones": _phones,
	"shared_phone": _yes_or_no,
	"date_of_birth": _date,
	"territory": territory_of,
}
