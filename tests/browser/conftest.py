"""Fixtures of the browser tests; without Chromium or Playwright they are skipped, and say so."""

import shutil

import pytest

from tests.browser.desk import ROOT, Address, Desk, Server, bench_address, chromium

SITE = "browser.localhost"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser():
	"""Return the system's Chromium, driven by Playwright."""
	if not chromium():
		pytest.skip("there is no Chromium on this machine")
	playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
	with playwright.sync_playwright() as driver:
		browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
		yield browser
		browser.close()


@pytest.fixture(scope="session")
def address(browser, tmp_path_factory):
	"""Return the bench that the environment names, or a light desk with a small workshop, started for these tests."""
	if bench := bench_address():
		yield bench
		return
	from tests.browser.small_site import make_small_site

	made = make_small_site(ROOT / ".benchless" / "browser-sites", SITE)
	sites = tmp_path_factory.mktemp("sites")
	shutil.copytree(made, sites / SITE)
	server = Server(SITE, sites)
	yield Address(server.url, "Administrator", "demo", False)
	server.stop()


@pytest.fixture
def open_desk(browser, address):
	"""Return a function that logs a user in, in a browser window of its own, and returns the Desk."""
	contexts = []

	def open_one(user=None, password=None, viewport=LAPTOP):
		contexts.append(browser.new_context(viewport=viewport))
		desk = Desk(contexts[-1].new_page(), address)
		desk.login(user, password)
		return desk

	yield open_one
	for context in contexts:
		context.close()


@pytest.fixture
def light_desk(address):
	"""Skip a test that is about the light desk alone when the journeys run against a bench."""
	if address.is_bench:
		pytest.skip("about the light desk of the demonstration host")
