"""The life of the app on a throw-away bench site that already has records of the older customer modules:

install, migrate twice without a change, uninstall, nothing left.

    python3 tests/bench/install_cycle.py --bench DIR --site NAME

The site needs Frappe and ERPNext and loses its contents. The app must be linked into the bench.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

APP = "workshop_crm"
RECORDS = Path(__file__).with_name("site_records.py")
UNINSTALL_PAGE = Path(__file__).parents[2] / "docs" / "uninstall.md"
# Frappe writes these anew at every migrate; Print Heading, as both Frappe and ERPNext ship a DocType of this name.
VOLATILE = {"Scheduled Job Type", "Portal Menu Item"}
VOLATILE_RECORDS = {"Print Heading"}


class CycleError(AssertionError):
	"""A step of the cycle did not leave the site as it should."""


class Site:
	"""One bench site, driven from outside through the bench's own Python."""

	def __init__(self, bench: str, name: str):
		self.folder = Path(bench).expanduser() / "sites"
		self.python = str(self.folder.parent / "env" / "bin" / "python")
		self.name = name

	def bench(self, *command: str) -> str:
		"""Run a bench command on the site and return its output."""
		return self._run("-m", "frappe.utils.bench_helper", "frappe", "--site", self.name, *command)

	def step(self, name: str, *arguments: str) -> dict:
		"""Run one step of site_records.py inside the site and return what it reports."""
		return json.loads(self._run(str(RECORDS), self.name, name, *arguments).strip().splitlines()[-1])

	def _run(self, *arguments: str) -> str:
		done = subprocess.run(
			[self.python, *arguments], cwd=self.folder, capture_output=True, text=True, check=False
		)
		if done.returncode:
			raise CycleError(f"{' '.join(arguments)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
		return done.stdout


def require(condition: bool, message: str, found: object = "") -> None:
	"""Raise CycleError with `message` unless `condition` holds."""
	if not condition:
		raise CycleError(f"{message}: {found}" if found != "" else message)


def changed_records(before: dict, after: dict) -> dict[str, dict]:
	"""Return per DocType the records that came, went or were written between two states."""
	changes = {}
	for doctype in before["records"]:
		old, new = before["records"][doctype], after["records"][doctype]
		touched = {name for name in old.keys() & new.keys() if old[name] != new[name]} - VOLATILE_RECORDS
		found = {"new": sorted(new.keys() - old.keys()), "gone": sorted(old.keys() - new.keys())}
		found["written"] = [] if doctype in VOLATILE else sorted(touched)
		if any(found.values()):
			changes[doctype] = found
	return changes


def check_installed(site: Site, before: dict) -> dict:
	"""The app is there, older records are kept beside it, and customers are numbered and keyed."""
	after = site.step("state")
	expected = [[row[0], f"UCST-{place:06d}"] for place, row in enumerate(before["customers"], 1)]
	require([row[:2] for row in after["customers"]] == expected, "numbers", after["customers"])
	require(
		all(row[2] > 0 for row in after["customers"]), "customers without search keys", after["customers"]
	)
	check_legacy(site, module_app=APP)
	return after


def check_legacy(site: Site, module_app: str | None) -> None:
	"""Every row of the older modules is kept, and colliding names have made room."""
	found = site.step("legacy")
	aside = "Legacy Customer Management"
	kept = {
		"Legacy Customer Note": [aside, 1, 3],
		"Customer Loyalty Points": [aside, 1, 2],
		"Customer Feedback": [aside, 1, 4],
	}
	require(found["doctypes"] == kept, "legacy DocTypes", found["doctypes"])
	require(found["orphan_rows"] == 5, "rows of the table without DocType", found["orphan_rows"])
	require(
		found["link_options"] == "Legacy Customer Note", "link to a renamed DocType", found["link_options"]
	)
	require(found["workspace"] == [f"Legacy {aside[7:]}", aside], "workspace", found["workspace"])
	require(found["module"] == module_app, "owner of the module", found["module"])


def check_migrate_changes_nothing(site: Site, before: dict, which: str) -> dict:
	"""A migrate after the install creates, deletes and writes nothing."""
	site.bench("migrate", "--skip-search-index")
	after = site.step("state")
	require(changed_records(before, after) == {}, f"{which} migrate changed", changed_records(before, after))
	require(before["tables"] == after["tables"], f"{which} migrate changed tables")
	require(before["customers"] == after["customers"], f"{which} migrate changed customers")
	return after


def check_uninstalled(site: Site, clean: dict, own_doctypes: list[str]) -> None:
	"""All is as before the install, but for older records that stay aside and the columns that Frappe keeps."""
	after = site.step("state")
	changes = changed_records(clean, after)
	moved = {"Module Def", "DocType", "Workspace"}
	require(not (changes.keys() - moved), "left or lost", changes)
	require(changes["Module Def"]["new"] == ["Legacy Customer Management"], "modules", changes["Module Def"])
	require(changes["DocType"]["new"] == ["Legacy Customer Note"], "DocTypes", changes["DocType"])
	new_tables = after["tables"].keys() - clean["tables"].keys()
	require(
		new_tables == {"tabLegacy Customer Note", "tabLegacy Customer Duplicate Answer"}, "tables", new_tables
	)
	left = columns_left(clean, after)
	require(left == documented_columns(), "columns left and docs/uninstall.md differ", left)
	traces = site.step("leftovers", *own_doctypes)
	require(not any(traces.values()), "traces", traces)
	check_legacy(site, module_app=None)


def columns_left(clean: dict, after: dict) -> dict[str, list[str]]:
	"""Return DocType -> columns that were not there before the install."""
	left = {}
	for table, columns in after["tables"].items():
		added = sorted(columns.keys() - clean["tables"].get(table, columns).keys())
		if added:
			left[table.removeprefix("tab")] = added
	return left


def documented_columns() -> dict[str, list[str]]:
	"""Return DocType -> columns as docs/uninstall.md lists them."""
	rows = re.findall(r"^\| ([A-Z][\w ]+?) \| (`.+`) \|$", UNINSTALL_PAGE.read_text(encoding="utf-8"), re.M)
	return {doctype: sorted(re.findall(r"`(\w+)`", columns)) for doctype, columns in rows}


def run_cycle(bench: str, site_name: str, report=print) -> None:
	"""Go through the whole life of the app on the site; raises CycleError at the first fault."""
	site = Site(bench, site_name)
	site.bench("migrate", "--skip-search-index")
	site.step("plant")
	clean = site.step("state")
	report(site.bench("install-app", APP)[-200:].strip().splitlines()[-1])
	installed = check_installed(site, clean)
	report("installed; older records kept aside, existing customers numbered")
	migrated = check_migrate_changes_nothing(site, installed, "first")
	migrated = check_migrate_changes_nothing(site, migrated, "second")
	report("two migrates changed nothing")
	site.step("visit")
	doctypes = migrated["records"]["DocType"].keys() - clean["records"]["DocType"].keys()
	own = sorted(name for name in doctypes | {"Customer Note"} if not name.startswith("Legacy "))
	site.bench("uninstall-app", APP, "-y", "--no-backup")
	check_uninstalled(site, clean, own)
	report("uninstalled; nothing left but the documented columns")


if __name__ == "__main__":
	parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
	parser.add_argument("--bench", required=True, help="folder of the bench")
	parser.add_argument("--site", required=True, help="throw-away site with Frappe and ERPNext")
	options = parser.parse_args()
	try:
		run_cycle(options.bench, options.site)
	except CycleError as error:
		sys.exit(f"install cycle FAILED: {error}")
	print("install cycle passed")
