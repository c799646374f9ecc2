"""The figures of the profile capability on the stand-in host. Run by the Python of `.venv`."""

import tempfile
from pathlib import Path

from benchless.demo import make_site
from tests.benchmarks.report import line

SITE = "benchmark.localhost"
IMPORTED = 10_000


def main() -> None:
	"""Make a site in a folder that goes away, import into it, print the figure."""
	with tempfile.TemporaryDirectory() as sites:
		make_site(Path(sites), SITE, load_demo=False)
		import frappe

		from tests.benchmarks.imports import seconds_to_import
		from workshop_crm.demo.divisions import GROUP, make_company

		frappe.init(SITE, sites_path=sites)
		frappe.connect()
		frappe.set_user("Administrator")
		make_company(GROUP)
		frappe.db.commit()
		spent = seconds_to_import(IMPORTED, GROUP)
		print(line("profile", f"import of {IMPORTED} customers, stand-in host", spent, "s", 120), flush=True)
		frappe.destroy()


if __name__ == "__main__":
	main()
