"""The people who work in the demo workshop, and how to sign in as one of them."""

import frappe
from frappe.utils.password import update_password

from workshop_crm.demo.divisions import DIVISIONS
from workshop_crm.demo.takeaway import KITCHEN

# A demo is shown, never used: the site refuses to load it beside real customers (see load.py).
PASSWORD = "demo"

# first name, last name, language, roles, divisions (none = all)
STAFF = (
	("Maryam", "Al Lawati", "ar", ("Workshop Manager",), ()),
	("Khalid", "Al Balushi", "en", ("Workshop Advisor",), ()),
	("Noor", "Al Farsi", "en", ("Workshop Advisor", "Sales User"), ("kitchen",)),
	("Zuwaina", "Al Hinai", "ar", ("Workshop Advisor",), ("clothing",)),
	("Suresh", "Pillai", "en", ("Workshop Technician",), ("workshop",)),
	("Asma", "Al Riyami", "en", ("Workshop Marketing",), ()),
	("Hamood", "Al Siyabi", "ar", ("Workshop Auditor",), ()),
)


def demo_logins() -> list[dict[str, str]]:
	"""Print and return the sign-ins of the demo: user, password, role, language, divisions."""
	rows = []
	for first, _last, language, roles, divisions in STAFF:
		limits = ", ".join(company_of(division) for division in divisions) or "all divisions"
		user = email_of(first)
		rows.append(
			{"user": user, "password": PASSWORD, "role": roles[0], "language": language, "divisions": limits}
		)
	for row in rows:
		print("{user:<28}{password:<8}{role:<22}{language:<4}{divisions}".format(**row))
	return rows


def company_of(division: str) -> str:
	"""The company of a division as STAFF names it."""
	return KITCHEN if division == "kitchen" else DIVISIONS[division]


def email_of(first_name: str) -> str:
	"""The sign-in of one of STAFF."""
	return f"{first_name.lower()}@sahil.example.com"


def make_staff() -> None:
	"""Create the users that are missing, with roles, language and limits."""
	for first, last, language, roles, divisions in STAFF:
		email = email_of(first)
		if frappe.db.exists("User", email):
			continue
		_make_user(email, first, last, language, roles)
		for division in divisions:
			frappe.get_doc(
				{
					"doctype": "User Permission",
					"user": email,
					"allow": "Company",
					"for_value": company_of(division),
				}
			).insert(ignore_permissions=True)


def _make_user(email: str, first: str, last: str, language: str, roles: tuple[str, ...]) -> None:
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": email,
			"first_name": first,
			"last_name": last,
			"language": language,
			"time_zone": "Asia/Muscat",
			"send_welcome_email": 0,
			"user_type": "System User",
			"roles": [{"role": role} for role in roles],
		}
	)
	user.insert(ignore_permissions=True)
	update_password(email, PASSWORD)
