"""Pytest plugin: gives every session a site on this host and counts which host each test is for."""

import os
import shutil
import tempfile
from collections import Counter

import pytest

from benchless import PROJECT, activate
from benchless.environment import BUILD

activate()

SITE = "test.localhost"
TEMPLATES = BUILD / "test-sites"


def pytest_configure(config) -> None:
	"""Lay out a fresh copy of the test site and connect to it, before anything of the app is imported."""
	from benchless.demo import is_current, make_site

	os.environ["BENCHLESS_IN_TEST"] = "1"
	if not is_current(TEMPLATES / SITE):
		make_site(TEMPLATES, SITE, load_demo=False)
		_run_before_tests()
	config.benchless_sites = tempfile.mkdtemp(prefix="benchless-")
	shutil.copytree(TEMPLATES / SITE, f"{config.benchless_sites}/{SITE}")
	os.environ["BENCHLESS_SITES"] = config.benchless_sites
	connect(config.benchless_sites)


def _run_before_tests() -> None:
	import frappe

	connect(str(TEMPLATES))
	for hook in frappe.get_hooks("before_tests", app_name="workshop_crm"):
		frappe.get_attr(hook)()
	frappe.db.commit()
	frappe.destroy()


def connect(sites_path: str) -> None:
	"""Open the test site as Administrator, as a bench's test runner does."""
	import frappe
	import frappe.app

	frappe.app._sites_path = sites_path
	frappe.init(SITE, sites_path=sites_path, force=True)
	frappe.connect()
	frappe.flags.in_test = True


def pytest_unconfigure(config) -> None:
	"""Drop the copy of the site."""
	if hasattr(config, "benchless_sites"):
		shutil.rmtree(config.benchless_sites, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter) -> None:
	"""Say why tests were skipped, and how many are for both hosts, the bench alone and this host alone."""
	stats, write = terminalreporter.stats, terminalreporter.write_line
	reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in stats.get("skipped", []))
	for reason, count in reasons.most_common():
		write(f"skipped {count}: {reason}")
	ours = [
		report
		for outcome in ("passed", "failed", "error", "skipped")
		for report in stats.get(outcome, [])
		if report.nodeid.startswith("workshop_crm/") and (report.when == "call" or outcome != "passed")
	]
	needs_bench = sum(report.skipped and "bench" in report.longrepr[2] for report in ours)
	own = sum(1 for _file in (PROJECT / "benchless").rglob("test_*.py"))
	write(f"both hosts: {len(ours) - needs_bench}   bench only: {needs_bench}   benchless only: {own}")
