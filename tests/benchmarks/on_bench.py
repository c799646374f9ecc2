"""The figures of the profile capability on a bench. Run by the bench's Python in its sites folder.

The site (`BENCHMARK_SITE`, bench.localhost) has ERPNext with the company "Muscat Workshop" and this app. It is
filled with a million customers at the first run and keeps them.
"""

import os
import random

import frappe
from werkzeug.test import Client
from werkzeug.wrappers import Response

from tests.benchmarks import bulk, busy_customer, customers, imports
from tests.benchmarks.report import line, milliseconds, percentile
from workshop_crm.customer_management.profile.registration import Registration, register
from workshop_crm.demo.names import omani_name

SITE = os.environ.get("BENCHMARK_SITE", "bench.localhost")
SIZE = int(os.environ.get("BENCHMARK_CUSTOMERS", customers.SIZE))
ADVISOR, PASSWORD = "advisor@benchmark.example.com", "benchmark-advisor"
REGISTRATIONS, REQUESTS, COMPARED = 300, 300, 2_000
TAGGED = 10_000
IMPORTED = int(os.environ.get("BENCHMARK_IMPORTED", 10_000))


def main() -> None:
	"""Prepare the site, measure, and print one line for each figure."""
	begin_request()
	customers.ensure_customers(SIZE)
	busy = busy_customer.ensure_busy_customer()
	ensure_advisor()
	print(line("profile", f"register at {SIZE} customers, p95", _registration(), "ms", 50), flush=True)
	_api_figures(busy)
	_bulk_figures()
	_import_figures()


def begin_request(user: str = "Administrator") -> None:
	"""A request starts with nothing cached in the process, and its predecessor has closed its connection."""
	if getattr(frappe.local, "initialised", False):
		frappe.destroy()
	frappe.init(site=SITE, force=True)
	frappe.connect()
	frappe.set_user(user)


def _registration() -> float:
	"""95th percentile of `register()` with its commit, each time in the state in which a request begins."""
	rng, times = random.Random(), []
	for number in range(REGISTRATIONS + 5):
		begin_request(ADVISOR)
		person = omani_name(rng, "Male")
		phone = f"+9687{rng.choice('12789')}{rng.randrange(10**6):06d}"
		wanted = Registration(
			person.latin,
			phone,
			"ar",
			company=customers.COMPANY,
			customer_name_ar=person.arabic,
			gender="Male",
		)
		if frappe.db.exists("Customer Search Key", {"kind": "phone", "search_key": phone.lstrip("+")}):
			continue
		spent = milliseconds(lambda wanted=wanted: (register(wanted), frappe.db.commit()))
		if number >= 5:
			times.append(spent)
	return percentile(times, 0.95)


def _api_figures(busy: str) -> None:
	"""Whole requests through Frappe's application, as a user limited to one division."""
	names = _some_customers()
	os.environ["SITES_PATH"] = os.getcwd()
	from frappe.app import application

	client = Client(application, Response)
	_call(client, "login", usr=ADVISOR, pwd=PASSWORD)
	get = [milliseconds(lambda name=name: _call(client, "customers.get", customer=name)) for name in names]
	print(
		line("profile", f"customers.get at {SIZE} customers, p95", percentile(get, 0.95), "ms", 100),
		flush=True,
	)
	overview = [milliseconds(lambda: _call(client, "customers.overview", customer=busy)) for _n in range(30)]
	print(
		line("profile", "Customer 360, 1,000 events, p95", percentile(overview, 0.95), "ms", 300), flush=True
	)
	timeline = [milliseconds(lambda: _call(client, "customers.timeline", customer=busy)) for _n in range(30)]
	print(line("profile", "timeline, 1,000 events, p95", percentile(timeline, 0.95), "ms", 300), flush=True)


def _call(client: Client, method: str, **arguments) -> Response:
	path = method if "." not in method else f"workshop_crm.api.v1.{method}"
	send = client.post if method == "login" else client.get
	option = {"data": arguments} if method == "login" else {"query_string": arguments}
	response = send(f"/api/method/{path}", headers={"X-Frappe-Site-Name": SITE}, **option)
	if response.status_code != 200:
		raise RuntimeError(f"{method}: {response.status_code} {response.get_data(as_text=True)[:500]}")
	return response


def _some_customers() -> list[str]:
	rng = random.Random()
	numbers = [f"UCST-{rng.randint(1, SIZE):06d}" for _n in range(REQUESTS)]
	filters = {"customer_number": ["in", numbers]}
	return frappe.get_all("Customer", filters=filters, pluck="name")


def _bulk_figures() -> None:
	"""The specification names no target for these; the targets are what a person at the screen waits for."""
	begin_request()
	one = bulk.milliseconds_to_count(bulk.WOMEN) / 1000
	print(line("profile", f"segment of one condition counted at {SIZE} customers", one, "s", 5), flush=True)
	two = bulk.milliseconds_to_count(bulk.ACTIVE_WOMEN, customers.COMPANY) / 1000
	name = f"segment of a division, two conditions, counted at {SIZE} customers"
	print(line("profile", name, two, "s", 10), flush=True)
	given, taken = bulk.seconds_to_tag(TAGGED)
	print(line("profile", f"tag for {TAGGED} customers, one worker", given, "s", 60), flush=True)
	print(line("profile", "the same undone, one worker", taken, "s", 60), flush=True)


def _import_figures() -> None:
	begin_request()
	plain = imports.seconds_of_plain_inserts(COMPARED) / COMPARED
	begin_request()
	spent = imports.seconds_to_import(IMPORTED, customers.COMPANY)
	print(line("profile", f"import of {IMPORTED} customers, one worker", spent, "s", 300), flush=True)
	ratio = spent / IMPORTED / plain
	name = f"import against ERPNext's own insert ({1000 * plain:.1f} ms)"
	print(line("profile", name, ratio, "times", 2), flush=True)


def ensure_advisor() -> None:
	from frappe.utils.password import update_password

	if not frappe.db.exists("User", ADVISOR):
		roles = [{"role": "Workshop Advisor"}]
		values = {"email": ADVISOR, "first_name": "Advisor", "send_welcome_email": 0, "roles": roles}
		frappe.get_doc({"doctype": "User", **values}).insert()
		limit = {"user": ADVISOR, "allow": "Company", "for_value": customers.COMPANY}
		frappe.get_doc({"doctype": "User Permission", **limit}).insert()
	update_password(ADVISOR, PASSWORD)
	frappe.db.commit()


if __name__ == "__main__":
	main()
