"""Segments in the light desk: who is found, a tag given to all of them and taken back, in English and Arabic."""

import csv
import io

import pytest

from tests.browser.conftest import PHONE
from tests.browser.desk import Desk

pytestmark = pytest.mark.usefixtures("light_desk")
MANAGER_IN_ARABIC = ("maryam@sahil.example.com", "demo")
ADVISOR = ("khalid@sahil.example.com", "demo")
KNOWN = "Salim Khalid Al Harthy"
TAG = "Browser Offer"
PEOPLE = [{"fact": "identity_type", "operator": "is", "values": ["Individual"]}]
SEGMENTS = "workshop_crm.api.v1.segments"


@pytest.fixture(scope="module")
def segment(browser, address):
	"""Return a kept segment of all persons of the small workshop, and how many they are."""
	desk = Desk(browser.new_page(), address)
	desk.login()
	made = desk.call(f"{SEGMENTS}.create", segment_name="All persons", conditions=PEOPLE)["message"]
	count = desk.call(f"{SEGMENTS}.count", segment=made["name"])["message"]["count"]
	desk.page.close()
	return made["name"], count


def test_a_segment_is_written_as_a_sentence_and_counted(open_desk, segment):
	desk = open_desk()
	desk.open("/app/customer-segments/new-segment")
	page = desk.page
	page.select_option(".wcrm-condition select >> nth=0", "identity_type")
	page.select_option(".wcrm-condition-value select", "Individual")
	page.wait_for_selector(f".wcrm-segment-found h3:has-text('{segment[1]} customers')")
	assert page.locator(".wcrm-segment-customers > li").count() == 10
	page.click(".wcrm-segment-found .wcrm-more button")
	page.wait_for_function("document.querySelectorAll('.wcrm-segment-customers > li').length === 20")
	assert desk.errors == []


def test_a_tag_is_given_to_all_and_taken_back(open_desk, segment):
	name, count = segment
	desk = open_desk()
	desk.open(f"/app/customer-segments/{name}")
	page = desk.page
	page.click(".wcrm-bulk button:has-text('Add a tag')")
	page.click("dialog button:has-text('Preview')")
	assert page.inner_text("dialog .wcrm-field-error:not(:empty)") == "Please fill this in."
	page.fill("dialog input", TAG)
	page.click("dialog button:has-text('Preview')")
	page.wait_for_selector("dialog .wcrm-counts")
	assert page.inner_text("dialog .wcrm-counts dd >> nth=1") == str(count)
	assert tagged(desk) == 0
	page.click("dialog button:has-text('Start')")
	page.wait_for_selector(".wcrm-bulk-progress .wcrm-badge:has-text('Finished')")
	assert page.inner_text(".wcrm-bulk-progress .wcrm-bulk-detail") == TAG
	assert tagged(desk) == count
	page.click(".wcrm-bulk-progress button:has-text('Show the customers')")
	page.wait_for_selector(".wcrm-bulk-progress .wcrm-bulk-rows li")
	page.click(".wcrm-bulk-progress button:has-text('Undo')")
	page.wait_for_selector(".wcrm-bulk-progress .wcrm-badge:has-text('Undone')")
	assert tagged(desk) == 0
	assert page.locator(".wcrm-bulk-progress button:has-text('Undo')").count() == 0
	assert desk.errors == []


def test_a_refusal_is_told_in_the_dialog(open_desk, segment):
	desk = open_desk()
	desk.open(f"/app/customer-segments/{segment[0]}")
	page = desk.page
	page.click(".wcrm-bulk button:has-text('Add a tag')")
	page.fill("dialog input", "one, two")
	page.keyboard.press("Enter")
	page.wait_for_selector("dialog .wcrm-failure")
	assert page.locator("dialog button:has-text('Start')").is_hidden()
	page.keyboard.press("Escape")
	page.wait_for_selector("dialog", state="detached")


def test_the_customers_come_as_a_file(open_desk, segment):
	desk = open_desk()
	desk.open(f"/app/customer-segments/{segment[0]}")
	with desk.page.expect_download() as download:
		desk.page.click("a:has-text('Download as CSV')")
	text = download.value.path().read_text(encoding="utf-8-sig")
	lines = list(csv.reader(io.StringIO(text)))
	assert len(lines) == segment[1] + 1
	assert KNOWN in [line[1] for line in lines]


def test_an_advisor_sees_no_actions(open_desk, segment):
	desk = open_desk(*ADVISOR)
	desk.open(f"/app/customer-segments/{segment[0]}")
	desk.page.wait_for_selector(".wcrm-segment-found h3")
	assert desk.page.locator(".wcrm-bulk").count() == 0
	assert desk.page.locator("a[download]").count() == 0
	assert desk.errors == []


def test_the_phone_in_arabic_needs_no_sideways_scrolling(open_desk, segment):
	desk = open_desk(*MANAGER_IN_ARABIC, viewport=PHONE)
	desk.open(f"/app/customer-segments/{segment[0]}")
	page = desk.page
	page.wait_for_selector(".wcrm-bulk button")
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	page.click(".wcrm-bulk button >> nth=0")
	page.fill("dialog input", "عرض")
	page.keyboard.press("Enter")
	page.wait_for_selector("dialog .wcrm-counts")
	assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
	assert page.get_attribute(".wcrm", "dir") == "rtl"
	assert desk.errors == []


def tagged(desk) -> int:
	"""Return how many customers have the tag of this test."""
	filters = {"document_type": "Customer", "tag": TAG}
	return desk.call("frappe.client.get_count", doctype="Tag Link", filters=filters)["message"]
