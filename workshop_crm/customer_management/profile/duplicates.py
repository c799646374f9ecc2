"""Who might be the same person: candidates with a score and reasons, and what staff answered about them.

The same phone, e-mail or identity number refuses; a name alone is only a hint.
"""

from dataclasses import asdict, dataclass, field, replace

import frappe
from frappe import _
from rapidfuzz import fuzz

from workshop_crm.customer_management.culture.name_key import name_key
from workshop_crm.customer_management.culture.phones import format_phone
from workshop_crm.customer_management.culture.text import fold, has_arabic
from workshop_crm.customer_management.profile import keys
from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.exceptions import DuplicateCustomerError

ANSWER_DOCTYPE = "Customer Duplicate Answer"
NOT_A_DUPLICATE, SHARED_NUMBER = "Not a Duplicate", "Shared Number"
MOST_NAMESAKES = 50
MOST_HINTS = 5
HINT_FROM = 0.85
# A name across two scripts is compared by its consonants only, so it never counts as certain.
ACROSS_SCRIPTS = 0.93
SAME_VEHICLE = 0.9


@dataclass
class Probe:
	"""What is known of a person before he is stored: E.164 phones, e-mails, identity hashes, names, VINs of his vehicles."""

	phones: list[str] = field(default_factory=list)
	emails: list[str] = field(default_factory=list)
	identity_hashes: list[str] = field(default_factory=list)
	names: list[str] = field(default_factory=list)
	vins: list[str] = field(default_factory=list)


@dataclass
class Candidate:
	"""A customer who may be the one asked about.

	`values` runs beside `reasons`: the shared phone or e-mail, "" for an identity number, None for a mere hint.
	"""

	customer: str
	score: float
	reasons: list[str] = field(default_factory=list)
	values: list[str | None] = field(default_factory=list)
	customer_name: str | None = None
	customer_number: str | None = None

	@property
	def blocking(self) -> bool:
		"""Tell whether this candidate forbids registration until staff decide."""
		return any(value is not None for value in self.values)

	def add(self, reason: str, value: str | None = None) -> None:
		"""Note one more reason, once."""
		if reason not in self.reasons:
			self.reasons.append(reason)
			self.values.append(value)

	def excuse(self, value: str | None) -> None:
		"""Take out the reasons that rest on `value`, as staff have answered them."""
		kept = [pair for pair in zip(self.reasons, self.values, strict=True) if pair[1] != value]
		self.reasons = [reason for reason, _value in kept]
		self.values = [value for _reason, value in kept]

	def as_row(self) -> dict:
		"""Return the candidate as a plain dict for JSON."""
		return {**asdict(self), "blocking": self.blocking}


def find_duplicates(probe: Probe, exclude: str | None = None) -> list[Candidate]:
	"""Return candidates for `probe`, surest first; `exclude` is the customer being changed."""
	candidates: dict[str, Candidate] = {}
	for customer, value, reason in _same_values(probe):
		candidates.setdefault(customer, Candidate(customer, 1.0)).add(reason, value)
	for customer, score, reason in _same_vehicles(probe.vins):
		candidates.setdefault(customer, Candidate(customer, score)).add(reason)
	for customer, score, reason in _namesakes(probe.names):
		candidates.setdefault(customer, Candidate(customer, score)).add(reason)
	candidates.pop(exclude, None)
	_excuse_answered(candidates, exclude)
	found = sorted(candidates.values(), key=lambda c: (-c.blocking, -c.score, c.customer))
	blocking = sum(candidate.blocking for candidate in found)
	return _described(found[: blocking + MOST_HINTS])


def refuse_duplicates(probe: Probe, exclude: str | None = None, excused: list[str] | None = None) -> None:
	"""Raise DuplicateCustomerError when a candidate blocks.

	`excused` names customers with whom a phone or e-mail may be shared; an identity number never is.
	"""
	# A name never blocks: namesakes are looked up only where there is a refusal to explain.
	if not any(c.blocking for c in find_duplicates(replace(probe, names=[]), exclude)):
		return
	found = [c for c in find_duplicates(probe, exclude) if c.blocking]
	blocking = [c for c in found if c.customer not in (excused or ()) or "" in c.values]
	if not blocking:
		return
	first = blocking[0]
	message = _("{0} is already registered: {1}.").format(_shown_name(first), ", ".join(first.reasons))
	frappe.local.response["duplicates"] = [visible_candidate(candidate) for candidate in blocking]
	frappe.msgprint(message, title=_("Duplicate Customer"), indicator="red")
	raise DuplicateCustomerError(message, [candidate.as_row() for candidate in blocking])


def visible_candidate(candidate: Candidate) -> dict:
	"""Return the candidate as the session's user may see it: of another division's customer no name and number."""
	row = candidate.as_row()
	row["visible"] = can_see_customer(candidate.customer)
	if not row["visible"]:
		row.update(customer=None, customer_name=None, customer_number=None)
	return row


def remember_answer(customer: str, other: str, answer: str, value: str | None = None) -> None:
	"""Keep what staff said of two customers, once; `value` is the shared phone (E.164) or e-mail."""
	for first, second in ((customer, other), (other, customer)):
		known = {"customer": first, "other_customer": second, "answer": answer, "shared_value": value or ""}
		if frappe.db.exists(ANSWER_DOCTYPE, known):
			return
	row = {"customer": customer, "other_customer": other, "answer": answer, "shared_value": value or ""}
	frappe.get_doc({"doctype": ANSWER_DOCTYPE, **row}).insert(ignore_permissions=True)


def remember_shared(customer: str, probe: Probe, others: list[str] | None = None) -> None:
	"""Keep that `customer` shares the probe's phones and e-mails with `others`, or with all who hold them."""
	for holder, value, _reason in _same_values(Probe(phones=probe.phones, emails=probe.emails)):
		if holder != customer and (others is None or holder in others):
			remember_answer(customer, holder, SHARED_NUMBER, value)


def same_value_reason(kind: str, value: str) -> str:
	"""Say which value two customers have in common; `kind` is a kind of search key, phones are in E.164."""
	if kind == "phone":
		return _("same phone {0}").format(format_phone(value))
	if kind == "email":
		return _("same e-mail {0}").format(value)
	if kind == "identity":
		return _("same identity number")
	if kind == "vin":
		return _("same VIN {0}").format(value)
	return _("same IMEI {0}").format(value)


def compare_names(first: str, second: str) -> tuple[float, str]:
	"""Return score (0..1) and reason for the names of two stored customers whose consonants are the same."""
	rows = {row.name: row for row in _names_of([first, second])}
	return _name_score(rows[first].customer_name, rows[second]) if len(rows) == 2 else (0.0, "")


def _same_values(probe: Probe):
	for phone in probe.phones:
		for customer in keys.customers_with_key("phone", [phone.lstrip("+")]):
			yield customer, phone, same_value_reason("phone", phone)
	for email in probe.emails:
		for customer in keys.customers_with_key("email", [email]):
			yield customer, email, same_value_reason("email", email)
	for customer in keys.customers_with_key("identity", probe.identity_hashes):
		yield customer, "", same_value_reason("identity", "")


def _same_vehicles(vins: list[str]):
	"""Yield (customer, score 0..1, reason) for those who have a vehicle now: a hint, as a family shares its cars."""
	for vin in filter(None, vins):
		for customer in keys.customers_with_key("vin", [vin]):
			yield customer, SAME_VEHICLE, same_value_reason("vin", vin)


def _namesakes(names: list[str]):
	"""Yield (customer, score 0..1, reason) for customers whose consonants are the same in either script."""
	for name in filter(None, names):
		whole = name_key(name)
		if " " not in whole:
			continue
		filters = {"kind": "name_key", "search_key": whole}
		same_key = frappe.get_all(
			keys.DOCTYPE, filters=filters, pluck="customer", limit=MOST_NAMESAKES, order_by=None
		)
		for row in _names_of(same_key):
			score, reason = _name_score(name, row)
			if score >= HINT_FROM:
				yield row.name, score, reason


def _names_of(customers: list[str]) -> list:
	if not customers:
		return []
	fields = ["name", "customer_name", "customer_name_ar"]
	return frappe.get_all("Customer", filters={"name": ("in", customers)}, fields=fields, order_by=None)


def _name_score(name: str, row) -> tuple[float, str]:
	same_script = [
		n for n in (row.customer_name, row.customer_name_ar) if n and has_arabic(n) == has_arabic(name)
	]
	if not same_script:
		return ACROSS_SCRIPTS, _("name {0} across scripts").format(ACROSS_SCRIPTS)
	score = round(max(fuzz.ratio(fold(name), fold(other)) for other in same_script) / 100, 2)
	return (score, _("same name")) if score == 1 else (score, _("name {0} alike").format(score))


def _excuse_answered(candidates: dict[str, Candidate], customer: str | None) -> None:
	"""Take out what staff have answered about `customer`; a candidate with no reason left is dropped."""
	if not customer or not candidates:
		return
	for other, answer, value in _answers_about(customer):
		if other in candidates:
			candidates[other].excuse(value if answer == SHARED_NUMBER else None)
	for other in [other for other, candidate in candidates.items() if not candidate.reasons]:
		del candidates[other]


def _answers_about(customer: str) -> list[tuple[str, str, str]]:
	rows = []
	for mine, theirs in (("customer", "other_customer"), ("other_customer", "customer")):
		fields = [f"{theirs} as other", "answer", "shared_value"]
		rows += frappe.get_all(ANSWER_DOCTYPE, filters={mine: customer}, fields=fields, order_by=None)
	return [(row.other, row.answer, row.shared_value or "") for row in rows]


def _described(candidates: list[Candidate]) -> list[Candidate]:
	"""Fill in names and numbers; keys of a customer deleted meanwhile are passed over."""
	fields = ["name", "customer_name", "customer_number"]
	filters = {"name": ("in", [candidate.customer for candidate in candidates])}
	rows = frappe.get_all("Customer", filters=filters, fields=fields, order_by=None) if candidates else []
	by_name = {row.name: row for row in rows}
	known = [candidate for candidate in candidates if candidate.customer in by_name]
	for candidate in known:
		row = by_name[candidate.customer]
		candidate.customer_name, candidate.customer_number = row.customer_name, row.customer_number
	return known


def _shown_name(candidate: Candidate) -> str:
	if can_see_customer(candidate.customer):
		return f"{candidate.customer_name} ({candidate.customer_number})"
	return _("A customer of another division")
