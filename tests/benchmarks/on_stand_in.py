"""The figures of the profile capability on the stand-in host. Run by the Python of `.venv`."""

import tempfile

from benchless import activate
from tests.benchmarks.report import line

SITE = "benchmark.localhost"
IMPORTED = 10_000


def main() -> None:
	"""Make a site in a folder that goes away, import into it, print the figure."""
	activate()
	import frappe

	from benchless.site import create_site

	with tempfile.TemporaryDirectory() as sites:
		create_site(SITE, sites)
		frappe.init(SITE, sites_path=sites)
		frappe.connect()
		from tests.benchmarks.imports import seconds_to_import
		from workshop_crm.demo.divisions import GROUP, make_company

		make_company(GROUP)
		frappe.db.commit()
		spent = seconds_to_import(IMPORTED, GROUP)
		print(line("profile", f"import of {IMPORTED} customers, stand-in host", spent, "s", 120), flush=True)
		frappe.destroy()


if __name__ == "__main__":
	main()
