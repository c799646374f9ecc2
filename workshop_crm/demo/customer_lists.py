"""The demo customers as three lists, each the way such a list arrives: other headers, other form, some bad lines."""

import csv
import io
import random

from workshop_crm.demo.people import DEMO_SEED, DemoCustomer, make_customers

ENGLISH = {
	"name": "Customer Name",
	"name_ar": "Arabic Name",
	"phone": "Mobile",
	"kind": "Customer Type",
	"gender": "Gender",
	"language": "Language",
	"email": "E-mail",
	"born": "Date of Birth",
	"occupation": "Occupation",
	"national_id": "Civil ID",
	"commercial_registration": "CR Number",
	"wilayat": "Wilayat",
	"address": "Address",
	"city": "City",
	"shared_phone": "Family Phone",
	"notes": "Remarks",
}
ARABIC = {
	"name": "الاسم بالانجليزية",
	"name_ar": "الاسم",
	"phone": "رقم الهاتف",
	"kind": "نوع العميل",
	"gender": "الجنس",
	"language": "اللغة",
	"email": "البريد الالكتروني",
	"born": "تاريخ الميلاد",
	"occupation": "المهنة",
	"national_id": "الرقم المدني",
	"commercial_registration": "السجل التجاري",
	"address": "العنوان",
	"city": "المدينة",
	"shared_phone": "رقم مشترك",
	"notes": "ملاحظات",
}
ARABIC_VALUES = {
	"Individual": "فرد",
	"Business": "شركة",
	"Government": "حكومة",
	"NGO": "جمعية",
	"Male": "ذكر",
	"Female": "أنثى",
	"ar": "العربية",
	"en": "الإنجليزية",
	"Yes": "نعم",
}
# division: headers, delimiter, encoding
FORMS = {
	"workshop": (ENGLISH, ",", "utf-8"),
	"parts": (ENGLISH, ";", "utf-8-sig"),
	"clothing": (ARABIC, ";", "cp1256"),
}
# bad lines per list: a phone taken by a stranger, a malformed phone, a line with columns missing
BAD_LINES = {"workshop": (5, 1, 1), "parts": (3, 1, 0), "clothing": (2, 0, 1)}
STREETS = (
	"Way 2713",
	"Al Bashair Street",
	"Souq Road",
	"House 14",
	"Way 4015, Villa 8",
	"Near the Friday mosque",
)


def make_lists(seed: int = DEMO_SEED) -> dict[str, bytes]:
	"""The CSV file of each division as bytes. The same bytes for the same seed."""
	customers = make_customers(seed)
	lists = {}
	for division, (headers, delimiter, encoding) in FORMS.items():
		rng = random.Random(f"{seed}-{division}")
		own = [customer for customer in customers if customer.division == division]
		lines = [_line(rng, customer, headers) for customer in own]
		lines += _bad_lines(rng, own, headers, BAD_LINES[division])
		lists[division] = _as_csv(list(headers.values()), lines, delimiter).encode(encoding)
	return lists


def _as_csv(header: list[str], lines: list[list[str]], delimiter: str) -> str:
	out = io.StringIO()
	writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
	writer.writerow(header)
	writer.writerows(lines)
	return out.getvalue()


def _line(rng: random.Random, customer: DemoCustomer, headers: dict[str, str]) -> list[str]:
	values = {
		"name": customer.name,
		"name_ar": customer.name_ar,
		"phone": _typed_phone(rng, customer.phone, arabic_digits=headers is not ARABIC),
		"kind": customer.kind,
		"gender": customer.gender,
		"language": customer.language,
		"email": customer.email,
		"born": customer.born.strftime("%d/%m/%Y") if customer.born else "",
		"occupation": customer.occupation,
		"national_id": customer.national_id,
		"commercial_registration": customer.commercial_registration,
		"wilayat": customer.wilayat.name,
		"address": rng.choice(STREETS),
		"city": customer.wilayat.name_ar if headers is ARABIC else customer.wilayat.name,
		"shared_phone": "Yes" if customer.shared_phone else "",
		"notes": "",
	}
	if headers is ARABIC:
		values = {key: ARABIC_VALUES.get(value, value) for key, value in values.items()}
	return [values[key] for key in headers]


def _bad_lines(rng: random.Random, own: list[DemoCustomer], headers: dict, counts: tuple) -> list[list[str]]:
	"""Lines that the importer must refuse, each with its reason, while the rest is imported."""
	taken, malformed, short = counts
	strangers = rng.sample(own, taken + malformed + short)
	lines = []
	for number, customer in enumerate(strangers):
		line = _line(rng, customer, headers)
		keys = list(headers)
		line[keys.index("name")] = f"Walk-in Customer {number + 1}"
		for key in ("name_ar", "email", "national_id", "commercial_registration", "shared_phone"):
			line[keys.index(key)] = ""
		if taken <= number < taken + malformed:
			line[keys.index("phone")] = "9123"
		lines.append(line[:5] if number >= taken + malformed else line)
	return lines


def _typed_phone(rng: random.Random, digits: str, arabic_digits: bool) -> str:
	"""The eight digits as one of the ways in which people write them; cp1256 has no Arabic digits."""
	forms = (
		digits,
		f"{digits[:4]} {digits[4:]}",
		f"+968 {digits}",
		f"00968{digits}",
		f"+968-{digits[:4]}-{digits[4:]}",
		digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if arabic_digits else digits,
	)
	return rng.choices(forms, (6, 4, 4, 1, 1, 1))[0]
