"""Who the demo customers are: households that share a phone, single people, firms, and some trouble."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workshop_crm.customer_management.culture.wilayats import Wilayat, wilayats
from workshop_crm.demo.names import DemoName, omani_name, resident_name, respelled, spellings

# All dates of the demo are counted from this day.
DEMO_DAY = date(2026, 11, 1)
DEMO_SEED = 20261101
CUSTOMERS = 500

HOUSEHOLDS = 24
TWICE_REGISTERED = 12
FIRMS = 42
RESIDENTS = 118

MOBILE_STARTS = ("91", "92", "93", "94", "95", "96", "97", "98", "99", "71", "72", "77", "78", "79")
OCCUPATIONS = (
	"Teacher",
	"Driver",
	"Engineer",
	"Nurse",
	"Shopkeeper",
	"Fisherman",
	"Accountant",
	"Student",
	"Officer",
)
FIRM_KINDS = (
	("Trading LLC", "للتجارة ش.م.م", "Business"),
	("Transport LLC", "للنقل ش.م.م", "Business"),
	("Contracting LLC", "للمقاولات ش.م.م", "Business"),
	("Rent a Car", "لتأجير السيارات", "Business"),
	("Bakery", "مخبز", "Business"),
)
AUTHORITIES = (
	("Public Works Store {0}", "مستودع الأشغال العامة {0}", "Government"),
	("Health Centre {0}", "مركز {0} الصحي", "Government"),
	("School Transport {0}", "النقل المدرسي {0}", "Government"),
	("Women's Association {0}", "جمعية المرأة {0}", "NGO"),
)


@dataclass(frozen=True)
class DemoCustomer:
	"""One customer of the demo; `division` is workshop, parts or clothing, where he is registered first."""

	name: str
	name_ar: str
	phone: str  # eight national digits
	kind: str = "Individual"
	gender: str = ""
	language: str = "ar"
	email: str = ""
	born: date | None = None
	occupation: str = ""
	wilayat: Wilayat | None = None
	national_id: str = ""
	commercial_registration: str = ""
	shared_phone: bool = False
	division: str = "workshop"
	person: DemoName | None = None


def make_customers(seed: int = DEMO_SEED) -> list[DemoCustomer]:
	"""The 500 customers that can be registered, in the order of their registration. The same for one seed."""
	rng = random.Random(seed)
	phones = _phones(rng)
	customers = []
	for _household in range(HOUSEHOLDS):
		customers += _household_members(rng, phones)
	customers += [_firm(rng, phones, number) for number in range(FIRMS)]
	customers += [_resident(rng, phones) for _number in range(RESIDENTS)]
	while len(customers) < CUSTOMERS - TWICE_REGISTERED:
		customers.append(_omani(rng, phones))
	rng.shuffle(customers)
	return _with_second_registrations(rng, phones, customers)


def _phones(rng: random.Random):
	used = set()
	while True:
		number = rng.choice(MOBILE_STARTS) + f"{rng.randrange(1_000_000):06d}"
		if number not in used:
			used.add(number)
			yield number


def _household_members(rng: random.Random, phones) -> list[DemoCustomer]:
	"""A father and one to three of his children on one phone, as each of them says."""
	phone, home = next(phones), rng.choice(wilayats())
	head = _person(rng, omani_name(rng, "Male"), phone, home, years=(42, 68))
	tribe = (head.person.family_ar, head.person.family)
	father = (head.person.given_ar, head.person.given)
	members = [head]
	for _child in range(rng.randint(1, 3)):
		name = omani_name(rng, rng.choice(("Male", "Female")), tribe, father)
		child = _person(rng, name, phone, home, years=(17, 30))
		members.append(child)
	# One number cannot give the father's identity number to his children.
	return [replace(member, shared_phone=True, national_id="") for member in _unique_names(members)]


def _unique_names(members: list[DemoCustomer]) -> list[DemoCustomer]:
	return list({member.person.given_ar: member for member in members}.values())


def _omani(rng: random.Random, phones) -> DemoCustomer:
	gender = rng.choices(("Male", "Female"), (7, 3))[0]
	return _person(rng, omani_name(rng, gender), next(phones), _home(rng))


def _resident(rng: random.Random, phones) -> DemoCustomer:
	community = rng.choices(("south_asian", "european"), (3, 1))[0]
	name = resident_name(rng, community, rng.choices(("Male", "Female"), (7, 3))[0])
	languages = {"south_asian": ("en", "hi", "ur", "bn"), "european": ("en",)}
	customer = _person(rng, name, next(phones), _home(rng))
	return replace(customer, language=rng.choice(languages[community]))


def _person(rng: random.Random, name: DemoName, phone: str, home: dict, years=(19, 70)) -> DemoCustomer:
	return DemoCustomer(
		name=name.latin,
		name_ar=name.arabic,
		phone=phone,
		gender=name.gender,
		language="ar" if rng.random() < 0.8 else "en",
		email=_email(rng, name.given, name.family, phone) if rng.random() < 0.4 else "",
		born=DEMO_DAY - timedelta(days=rng.randint(years[0] * 365, years[1] * 365))
		if rng.random() < 0.6
		else None,
		occupation=rng.choice(OCCUPATIONS) if rng.random() < 0.4 else "",
		wilayat=home,
		# The last digits of the phone keep invented identity numbers apart.
		national_id=f"1{phone[1:]}" if rng.random() < 0.3 else "",
		division=_division(rng),
		person=name,
	)


def _firm(rng: random.Random, phones, number: int) -> DemoCustomer:
	phone, home = next(phones), wilayats()[number % len(wilayats())]
	if number % 4 == 3:
		latin, arabic, kind = AUTHORITIES[(number // 4) % len(AUTHORITIES)]
		name, name_ar = latin.format(home.name), arabic.format(home.name_ar)
	else:
		tribe_ar, variants = rng.choice(spellings()["t"])
		latin, arabic, kind = FIRM_KINDS[number % len(FIRM_KINDS)]
		name, name_ar = (
			f"{variants[0]} {home.name} {latin}",
			f"{tribe_ar} {home.name_ar} {arabic}",
		)
	return DemoCustomer(
		name=name,
		name_ar=name_ar,
		phone=phone,
		kind=kind,
		language=rng.choice(("ar", "en")),
		email=f"office{number:02d}@firms.example.com",
		wilayat=home,
		commercial_registration=f"12{phone[3:]}" if kind == "Business" else "",
		division=_division(rng),
	)


def _with_second_registrations(
	rng: random.Random, phones, customers: list[DemoCustomer]
) -> list[DemoCustomer]:
	"""Some people stand in the list twice: another spelling, another phone, weeks later. To be found."""
	candidates = [customer for customer in customers if customer.person and customer.person.father]
	again = []
	for first in rng.sample(candidates, TWICE_REGISTERED):
		name = respelled(rng, first.person)
		changes = {"name": name.latin, "person": name, "phone": next(phones), "email": "", "national_id": ""}
		again.append(replace(first, **changes, shared_phone=False, occupation="", division=_division(rng)))
	return customers + again


def _email(rng: random.Random, given: str, family: str, phone: str) -> str:
	plain = "".join(
		char for char in f"{given}.{family}".lower() if char.isascii() and (char.isalnum() or char == ".")
	)
	return f"{plain.strip('.')}{phone[-3:]}{rng.randrange(10)}@example.com"


def _home(rng: random.Random) -> dict:
	"""Two of three live in Muscat governorate, the first six rows of the table."""
	return rng.choice(wilayats()[:6]) if rng.random() < 0.66 else rng.choice(wilayats())


def _division(rng: random.Random) -> str:
	return rng.choices(("workshop", "parts", "clothing"), (5, 3, 2))[0]
