"""The figures of the search on the stand-in host with SQLite. Run by the Python of `.venv`.

The site lies in `BENCHMARK_SITES` (default: a folder of the user's cache), is filled with a million customers at the first
run and keeps them.
"""

import os
import time
from pathlib import Path

from benchless import activate
from benchless.demo import make_site
from tests.benchmarks.report import line

SITE = "search-benchmark.localhost"
SIZE = int(os.environ.get("BENCHMARK_CUSTOMERS", 1_000_000))
SITES = Path(os.environ.get("BENCHMARK_SITES") or Path.home() / ".cache/workshop-crm-benchmark")


def main() -> None:
	"""Make the site once, measure, and print one line for each figure."""
	activate()
	if not (SITES / SITE).exists():
		SITES.mkdir(parents=True, exist_ok=True)
		make_site(SITES, SITE, load_demo=False)
	import frappe

	frappe.init(SITE, sites_path=str(SITES))
	frappe.connect()
	frappe.set_user("Administrator")
	_ensure_customers()
	from tests.benchmarks import searching

	searching.suggestions("SQLite")
	searching.index_writes("SQLite")
	searching.others_beside("SQLite")
	frappe.destroy()


def _ensure_customers() -> None:
	import frappe

	from tests.benchmarks.plain_customers import fill
	from workshop_crm.customer_management.profile.key_rebuild import rebuild_keys

	if frappe.db.count("Customer") < SIZE:
		fill(SIZE)
	if frappe.db.get_default("benchmark_keys") != str(SIZE):
		started = time.perf_counter()
		rebuild_keys(1, lambda done, total: print(f"{done} of {total}", flush=True))
		minutes = (time.perf_counter() - started) / 60
		frappe.db.set_default("benchmark_keys", str(SIZE))
		frappe.db.commit()
		print(line("search", f"rebuild of {SIZE} customers, SQLite, one process", minutes, "minutes", 10))


if __name__ == "__main__":
	main()
