"""The light desk: what work at the counter needs of it, in English and Arabic, on laptop and phone."""

import json
import re

import pytest

from tests.browser.conftest import PHONE
from tests.browser.desk import ROOT

pytestmark = pytest.mark.usefixtures("light_desk")
BANNER = "Demonstration host. Production runs on ERPNext."
ADVISOR = ("khalid@sahil.example.com", "demo")
MANAGER_IN_ARABIC = ("maryam@sahil.example.com", "demo")
KNOWN, SEARCH = "Salim Khalid Al Harthy", "Salim Khalid"
WORKSPACE = ROOT / "workshop_crm/customer_management/workspace/customer_management/customer_management.json"


def test_wrong_password_is_refused_and_opens_no_session(browser, address):
	page = browser.new_context().new_page()
	page.goto(f"{address.url}/login")
	page.fill("#login_email", ADVISOR[0])
	page.fill("#login_password", "wrong")
	page.click(".btn-login")
	page.wait_for_selector(".form-error:visible")
	assert page.inner_text(".form-error") == "Wrong user name or password."
	assert "sid" not in {cookie["name"] for cookie in page.context.cookies()}


def test_desk_sends_a_guest_to_the_login_page_and_back(browser, address):
	page = browser.new_context().new_page()
	page.goto(f"{address.url}/app/customer")
	assert "/login?redirect-to=/app/customer" in page.url
	page.fill("#login_email", ADVISOR[0])
	page.fill("#login_password", ADVISOR[1])
	page.click(".btn-login")
	page.wait_for_url(re.compile("/app/customer$"))
	page.wait_for_selector(".list-table")


def test_workspace_shows_numbers_chart_and_shortcuts(open_desk):
	desk = open_desk(*ADVISOR)
	desk.open("/app")
	assert desk.page.inner_text(".demo-banner") == BANNER
	cards = json.loads(WORKSPACE.read_text())["number_cards"]
	assert desk.page.locator(".number-card").count() == len(cards)
	assert desk.page.locator(".chart-card svg").count() == 1
	desk.page.click(".shortcut:has-text('Register Customer')")
	desk.page.wait_for_selector('[data-screen="customer-registration"] input')
	assert desk.errors == []


def test_list_is_paged_searched_and_filtered(open_desk):
	desk = open_desk(*ADVISOR)
	desk.open("/app/customer")
	page = desk.page
	assert page.locator(".list-table tbody tr").count() == 20
	page.click(".pager button:has-text('Next')")
	page.wait_for_selector(".pager span:has-text('21 to')")
	page.fill(".list-search", SEARCH)
	page.wait_for_function("document.querySelectorAll('.list-table tbody tr').length === 1")
	assert page.inner_text(".subject a") == KNOWN
	page.fill(".list-search", "")
	page.click(".add-filter")
	page.select_option(".filter-form select >> nth=0", "customer_name")
	page.select_option(".filter-form select >> nth=1", "like")
	page.fill(".filter-value input", "no such customer")
	page.click(".filter-form button[type=submit]")
	page.wait_for_selector(".empty")
	page.click(".chip button")
	page.wait_for_selector(".list-table")
	assert desk.errors == []


def test_form_saves_and_shows_what_was_saved(open_desk):
	desk = open_desk(*ADVISOR)
	_open_known_customer(desk)
	desk.field("customer_details").fill("Prefers mornings")
	assert desk.page.inner_text(".indicator-pill") == "Not Saved"
	desk.page.click(".primary-action")
	desk.page.wait_for_selector(".toast:has-text('Saved')")
	desk.page.reload()
	desk.page.wait_for_selector(".form")
	assert desk.field("customer_details").input_value() == "Prefers mornings"
	assert desk.errors == []


def test_missing_and_refused_values_are_named_and_nothing_is_saved(open_desk):
	desk = open_desk(*ADVISOR)
	_open_known_customer(desk)
	desk.field("customer_name").fill("")
	desk.page.click(".primary-action")
	assert "Customer Name" in desk.page.inner_text("dialog .message-text")
	desk.page.click("dialog footer button")
	desk.field("customer_name").fill(KNOWN)
	desk.field("customer_group").fill("No Such Group")
	desk.page.keyboard.press("Tab")
	desk.page.click(".primary-action")
	assert "No Such Group" in desk.page.inner_text("dialog .message-text")
	desk.page.click("dialog footer button")
	desk.page.evaluate("window.onbeforeunload = null")
	desk.page.reload()
	desk.page.wait_for_selector(".form")
	assert desk.field("customer_group").input_value() != "No Such Group"


def test_link_field_completes_and_opens(open_desk):
	desk = open_desk(*ADVISOR)
	desk.open("/app/customer-note/new")
	field = desk.field("customer")
	field.fill(SEARCH)
	desk.page.wait_for_selector(".suggestion:visible")
	field.press("ArrowDown")
	field.press("Enter")
	chosen = field.input_value()
	assert chosen
	href = desk.page.get_attribute('[data-fieldname="customer"] .open-link', "href")
	assert href.startswith("/app/customer/")


def test_arabic_desk_runs_right_to_left_in_arabic(open_desk):
	desk = open_desk(*MANAGER_IN_ARABIC)
	desk.open("/app/customer")
	page = desk.page
	assert page.get_attribute("html", "dir") == "rtl"
	assert page.get_attribute("html", "lang") == "ar"
	assert page.inner_text(".page-title") == "العميل"
	sidebar, content = page.locator(".sidebar").bounding_box(), page.locator("#content").bounding_box()
	assert sidebar["x"] > content["x"]
	assert page.locator(".demo-banner").inner_text() != BANNER
	assert desk.errors == []


@pytest.mark.parametrize("path", ["/app", "/app/customer", "/app/customer/new", "/app/customer-registration"])
def test_phone_needs_no_sideways_scrolling(open_desk, path):
	desk = open_desk(*MANAGER_IN_ARABIC, viewport=PHONE)
	desk.open(path)
	desk.page.wait_for_timeout(300)
	assert desk.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	desk.page.click(".menu-button")
	desk.page.locator(".sidebar .nav-item").first.wait_for(state="visible")


def test_change_without_the_token_is_refused(open_desk):
	desk = open_desk(*ADVISOR)
	status = desk.page.evaluate(
		"""async () => (await fetch("/api/method/frappe.client.set_value", { method: "POST",
			headers: { "X-Frappe-CSRF-Token": "wrong" } })).status"""
	)
	assert status == 400


def _open_known_customer(desk):
	desk.open("/app/customer")
	desk.page.fill(".list-search", SEARCH)
	desk.page.wait_for_function("document.querySelectorAll('.list-table tbody tr').length === 1")
	desk.page.click(".subject a")
	desk.page.wait_for_selector(".form")
