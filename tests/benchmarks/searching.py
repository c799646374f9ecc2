"""The figures of the search that both hosts take: suggestions, writing of keys, link search and LIKE beside them."""

from collections import defaultdict

import frappe

from tests.benchmarks.keystrokes import keystrokes
from tests.benchmarks.report import line, milliseconds, percentile
from workshop_crm.customer_management.profile import keys
from workshop_crm.customer_management.search.search import suggest_customers

KEYSTROKES, BESIDE, WRITES = 2000, 25, 300
WARMED_UP_BY = 50


def suggestions(host: str) -> None:
	"""Print the latency of `suggest_customers` over the mix of keystrokes, as a whole and by kind."""
	typed = keystrokes(KEYSTROKES + WARMED_UP_BY)
	spent = [(kind, milliseconds(lambda text=text: suggest_customers(text))) for kind, text in typed]
	times = [time for _kind, time in spent[WARMED_UP_BY:]]
	print(line("search", f"suggest, p50, {host}", percentile(times, 0.5), "ms", 10), flush=True)
	print(line("search", f"suggest, p99, {host}", percentile(times, 0.99), "ms", 50), flush=True)
	by_kind = defaultdict(list)
	for kind, time in spent[WARMED_UP_BY:]:
		by_kind[kind].append(time)
	for kind, own in by_kind.items():
		print(f"  {kind}: p50 {percentile(own, 0.5):.1f} ms, p99 {percentile(own, 0.99):.1f} ms", flush=True)


def index_writes(host: str) -> None:
	"""Print what writing the keys of one new customer takes, without the commit."""
	times = []
	for number in range(WRITES):
		own = keys.name_keys_of(f"Newcomer Number Al Harthy {number}", "سالم بن علي البلوشي")
		own |= keys.phone_keys(f"+9687{number:07d}") | {("customer_number", f"NEW-{number:06d}")}
		times.append(milliseconds(lambda own=own, n=number: keys.write_first_keys(f"Newcomer {n}", own)))
	frappe.db.rollback()
	print(line("search", f"index write, mean, {host}", sum(times) / len(times), "ms", 2), flush=True)


def others_beside(host: str) -> None:
	"""Print what the same keystrokes take in Frappe's own link search and in a plain LIKE."""
	from frappe.desk.search import search_link

	texts = [text for _kind, text in keystrokes(BESIDE)]
	times = [milliseconds(lambda text=text: search_link("Customer", text)) for text in texts]
	print(f"  Frappe's link search on Customer: p50 {percentile(times, 0.5):.1f} ms, {host}", flush=True)
	times = [milliseconds(lambda text=text: _plain_like(text)) for text in texts]
	print(f"  plain LIKE on name and phone: p50 {percentile(times, 0.5):.1f} ms, {host}", flush=True)


def _plain_like(text: str) -> list:
	customer = frappe.qb.DocType("Customer")
	pattern = f"%{text}%"
	found = customer.customer_name.like(pattern) | customer.customer_name_ar.like(pattern)
	query = frappe.qb.from_(customer).select(customer.name)
	return query.where(found | customer.mobile_no.like(pattern)).limit(8).run()
