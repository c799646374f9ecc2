"""A small workshop for the browser tests: the demo's divisions and staff, and thirty customers."""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.desk import ROOT

CUSTOMERS = 30
SCRIPT = """
import sys
from pathlib import Path
from benchless.demo import is_current, make_site
sites, site = Path(sys.argv[1]), sys.argv[2]
if not is_current(sites / site):
	make_site(sites, site, load_demo=False)
	import frappe
	frappe.init(site, sites_path=str(sites))
	frappe.connect()
	from workshop_crm.demo.divisions import make_divisions
	from workshop_crm.demo.staff import make_staff
	from workshop_crm.demo.takeaway import make_kitchen
	from workshop_crm.tests.factories import make_customer
	make_divisions()
	make_kitchen()
	make_staff()
	for _number in range(int(sys.argv[3])):
		make_customer()
	make_customer(customer_name="Salim Khalid Al Harthy", customer_name_ar="سالم خالد الحارثي", phone="+96892345678")
	frappe.db.commit()
	frappe.destroy()
"""


def make_small_site(sites: Path, site: str) -> Path:
	"""Make the site, unless one made from the same files stands, and return its folder.

	In a process of its own: this one is bound to the site of the test session.
	"""
	arguments = [str(sites), site, str(CUSTOMERS)]
	subprocess.run([sys.executable, "-c", SCRIPT, *arguments], cwd=ROOT, check=True, env=_clean_environment())
	return sites / site


def _clean_environment() -> dict:
	return {key: value for key, value in os.environ.items() if not key.startswith("BENCHLESS_")}
