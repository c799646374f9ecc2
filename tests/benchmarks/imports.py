"""Importing 10,000 customers through the importer, and ERPNext's own inserts to compare with."""

import csv
import io
import random
import time

import frappe

from workshop_crm.customer_management.profile.importing.imports import begin_import, progress
from workshop_crm.customer_management.profile.importing.run import run_import
from workshop_crm.demo.names import omani_name

BATCH = 200


def seconds_to_import(count: int, company: str) -> float:
	"""Time of one run of a Customer Import with `count` lines, in this process as in one worker."""
	file = frappe.get_doc(
		{"doctype": "File", "file_name": "benchmark.csv", "is_private": 1, "content": _list(count)}
	).insert()
	document = frappe.new_doc("Customer Import", file=file.file_url, company=company).insert()
	begin_import(document.name)
	frappe.db.commit()
	started = time.perf_counter()
	run_import(document.name)
	seconds = time.perf_counter() - started
	result = progress(document.name)
	if result.imported_rows != count:
		raise RuntimeError(f"{result.imported_rows} of {count} lines were imported: {result}")
	return seconds


def seconds_of_plain_inserts(count: int) -> float:
	"""Time of `count` inserts of Customer + Contact as ERPNext itself makes them, committed every 200.

	This app's own document events are left out: only ERPNext's work is measured.
	"""
	rng, events = random.Random(), frappe.get_doc_hooks()
	group = frappe.db.get_value("Customer Group", {"is_group": 0})
	frappe.local.doc_events_hooks = _without_own(events)
	try:
		started = time.perf_counter()
		for number in range(count):
			name = f"{omani_name(rng, 'Male').latin} {rng.getrandbits(40):x}"
			values = {"customer_name": name, "mobile_no": _phone(rng), "customer_group": group}
			frappe.get_doc({"doctype": "Customer", **values}).insert()
			if number % BATCH == BATCH - 1:
				frappe.db.commit()
		frappe.db.commit()
		return time.perf_counter() - started
	finally:
		frappe.local.doc_events_hooks = events


def _without_own(events: dict) -> dict:
	return {
		doctype: {
			event: [path for path in paths if not path.startswith("workshop_crm.")]
			for event, paths in by_event.items()
		}
		for doctype, by_event in events.items()
	}


def _list(count: int) -> str:
	rng, out = random.Random(), io.StringIO()
	writer = csv.writer(out)
	writer.writerow(["Customer Name", "Arabic Name", "Mobile", "Language", "Gender"])
	for phone in _free_phones(rng, count):
		person = omani_name(rng, rng.choice(("Male", "Female")))
		writer.writerow([person.latin, person.arabic, phone, "Arabic", person.gender])
	return out.getvalue()


def _free_phones(rng: random.Random, count: int) -> list[str]:
	"""Numbers that no customer of the site has: every line of the list is to be imported."""
	drawn = {_phone(rng) for _number in range(2 * count)}
	filters = {"kind": "phone", "search_key": ["in", [phone.lstrip("+") for phone in drawn]]}
	taken = set(frappe.get_all("Customer Search Key", filters=filters, pluck="search_key"))
	return [phone for phone in sorted(drawn) if phone.lstrip("+") not in taken][:count]


def _phone(rng: random.Random) -> str:
	"""A mobile number outside the range of the stored million (see customers.py)."""
	return f"+9687{rng.choice('12789')}{rng.randrange(10**6):06d}"
