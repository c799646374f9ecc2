"""Customer search in the light desk: a name in either script, a part of a phone, filters, keys of the keyboard."""

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.usefixtures("light_desk")
ADVISOR = ("khalid@sahil.example.com", "demo")
MANAGER_IN_ARABIC = ("maryam@sahil.example.com", "demo")
KNOWN = "Salim Khalid Al Harthy"
FIRST = ".wcrm-found-list li:first-child .wcrm-found-open"


def _type(desk, text: str) -> None:
	with desk.page.expect_response(lambda answer: "customers.search" in answer.url):
		desk.page.fill(".wcrm-search-input", text)


def _opened(open_desk, *user, **window):
	desk = open_desk(*user, **window)
	desk.open("/app/customer-search")
	desk.page.wait_for_selector(".wcrm-search-input")
	return desk


@pytest.mark.parametrize("text", ["salim khalid", "Salem Khaled Alharthi", "سالم الحارثي"])
def test_a_name_in_either_script_finds_the_customer_first(open_desk, text):
	desk = _opened(open_desk, *ADVISOR)
	_type(desk, text)
	desk.page.wait_for_selector(f"{FIRST} mark")
	assert KNOWN in desk.page.inner_text(FIRST)
	assert desk.errors == []


def test_the_keyboard_goes_through_what_was_found_and_opens_it(open_desk):
	desk = _opened(open_desk, *ADVISOR)
	_type(desk, "salim khalid")
	desk.page.wait_for_selector(FIRST)
	desk.page.press(".wcrm-search-input", "ArrowDown")
	assert desk.page.evaluate("document.activeElement.matches('.wcrm-found-open')")
	desk.page.keyboard.press("ArrowUp")
	assert desk.page.evaluate("document.activeElement.matches('.wcrm-search-input')")
	desk.page.keyboard.press("Enter")
	desk.page.wait_for_selector('[data-screen="customer-360"]')
	desk.page.wait_for_selector(f"text={KNOWN}")
	assert desk.errors == []


def test_nobody_found_offers_to_register(open_desk):
	desk = _opened(open_desk, *ADVISOR)
	_type(desk, "zzqx vvkp")
	desk.page.click("button:has-text('Register a new customer')")
	desk.page.wait_for_selector('[data-screen="customer-registration"]')
	assert desk.errors == []


def test_filters_narrow_and_are_kept_as_a_segment(open_desk):
	desk = _opened(open_desk, *MANAGER_IN_ARABIC)
	page = desk.page
	page.click(".wcrm-search summary")
	page.select_option(".wcrm-condition select >> nth=0", "identity_type")
	page.select_option(".wcrm-condition-value select", "Individual")
	page.wait_for_selector(FIRST)
	page.click("button:has-text('حفظ عوامل التصفية كشريحة')")
	page.fill(".wcrm-dialog input", "أفراد من البحث")
	page.click(".wcrm-dialog .wcrm-button-primary")
	page.wait_for_selector('[data-screen="customer-segments"] .wcrm-conditions')
	assert desk.errors == []


def test_the_phone_shows_the_search_in_arabic_without_sideways_scrolling(open_desk):
	desk = _opened(open_desk, *MANAGER_IN_ARABIC, viewport=PHONE)
	_type(desk, "سالم")
	desk.page.wait_for_selector(FIRST)
	assert desk.page.evaluate("getComputedStyle(document.querySelector('.wcrm-search')).direction") == "rtl"
	assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
	assert desk.errors == []
