"""The figures of the search on a bench with MariaDB. Run by the bench's Python in its sites folder.

The site is that of the profile's benchmark, filled with a million customers at the first run.
"""

import os
import time

from tests.benchmarks import busy_customer, customers, searching
from tests.benchmarks.on_bench import ADVISOR, SIZE, begin_request, ensure_advisor
from tests.benchmarks.report import line
from workshop_crm.customer_management.profile.key_rebuild import rebuild_keys

# Set to make all keys anew, which takes minutes.
REBUILD = os.environ.get("BENCHMARK_REBUILD")


def main() -> None:
	"""Prepare the site, measure, and print one line for each figure."""
	begin_request()
	customers.ensure_customers(SIZE)
	busy_customer.ensure_busy_customer()
	ensure_advisor()
	if REBUILD:
		_rebuild()
	for user, host in (("Administrator", "MariaDB, all divisions"), (ADVISOR, "MariaDB, one division")):
		begin_request(user)
		searching.suggestions(host)
	begin_request()
	searching.index_writes("MariaDB")
	searching.others_beside("MariaDB")


def _rebuild() -> None:
	started = time.perf_counter()
	total = rebuild_keys(os.cpu_count() or 1, _say, afresh=True)
	minutes = (time.perf_counter() - started) / 60
	print(line("search", f"rebuild of {total} customers, MariaDB", minutes, "minutes", 10), flush=True)


def _say(done: int, total: int) -> None:
	print(f"{done} of {total}", flush=True)


if __name__ == "__main__":
	main()
