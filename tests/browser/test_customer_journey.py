"""The customer's way through the app, in a browser: imported, met at the counter, noted, seen whole, found twice, merged.

Runs at the light desk, or at a bench's desk with a worker where WORKSHOP_CRM_BENCH_URL names one.
"""

import random

import pytest

from tests.browser.conftest import PHONE

API = "workshop_crm.api.v1"
ROUNDS = 40


def new_mobile() -> str:
	"""Return an Omani mobile number as it is typed, which hardly anybody has."""
	return f"9{random.SystemRandom().randrange(10**6, 8 * 10**6)}"


def new_name(first: str = "Talal") -> str:
	"""Return a name that no other run gets."""
	letters = "".join(random.SystemRandom().choices("bdfhklmnrstz", k=5))
	return f"{first} {letters.capitalize()} Al Maskari"


@pytest.fixture
def desk(open_desk):
	"""Return the desk of the administrator, in English again after the test."""
	desk = open_desk()
	speak(desk, "en")
	yield desk
	speak(desk, "en")


def speak(desk, language: str) -> None:
	"""Let the desk speak `language` from the next page on."""
	desk.open("/app/customer-360")
	user = {"doctype": "User", "name": desk.address.user, "fieldname": "language", "value": language}
	assert desk.call("frappe.client.set_value", **user)["status"] == 200


def button(desk, text: str):
	"""Return the button of a screen with this label."""
	return desk.page.locator(f".wcrm button:has-text({text!r}):visible").first


def register(desk, **values) -> str:
	"""Register a customer over HTTP and return his name."""
	answer = desk.call(f"{API}.customers.create", language="en", **values)
	assert answer["status"] == 200, answer
	return answer["message"]["name"]


def with_the_phone(desk, mobile: str) -> list[dict]:
	"""Return the customers who have this number."""
	return desk.call(f"{API}.customers.suggest", text=mobile)["message"]


def test_from_the_file_to_the_counter_to_the_page(desk, tmp_path):
	name, mobile = new_name(), new_mobile()
	import_file(desk, tmp_path, name, mobile)
	(imported,) = with_the_phone(desk, mobile)
	assert imported["customer_name"] == name
	meet_at_the_counter(desk, name, mobile)
	assert [row["name"] for row in with_the_phone(desk, mobile)] == [imported["name"]]
	write_an_alert(desk, imported["name"])
	see_the_page_in_both_languages(desk, imported["name"], name)
	assert desk.errors == []


def import_file(desk, folder, name: str, mobile: str) -> None:
	"""Import a file of two lines, one of them without a usable number."""
	file = folder / "customers.csv"
	lines = ["Name,Arabic Name,Mobile,Language", f"{name},طلال المسكري,{mobile},en", "Nobody,,12,en"]
	file.write_text("\n".join(lines), encoding="utf-8")
	desk.open("/app/customer-importer")
	page = desk.page
	page.wait_for_selector(".wcrm-import select option", state="attached")
	page.set_input_files(".wcrm-import input[type=file]", str(file))
	button(desk, "Continue").click()
	page.wait_for_selector(".wcrm-mapping")
	button(desk, "Import now").click()
	page.wait_for_selector("h3:has-text('The import is done.')", timeout=60_000)
	counts = dict(
		zip(
			page.locator(".wcrm-counts dt").all_inner_texts(),
			page.locator(".wcrm-counts dd").all_inner_texts(),
			strict=True,
		)
	)
	assert (counts["Imported"], counts["Refused"]) == ("1", "1")
	assert "Line 3" in page.inner_text(".wcrm-refused")


def meet_at_the_counter(desk, name: str, mobile: str) -> None:
	"""The known customer appears while the number is typed; registering him again is refused with the reason."""
	desk.open("/app/customer-registration")
	page = desk.page
	page.wait_for_selector(".wcrm-registration input")
	field = page.get_by_label("Mobile number")
	field.press_sequentially(mobile[:6])
	page.wait_for_selector(f".wcrm-lookup-option:has-text({name!r})")
	field.press_sequentially(mobile[6:])
	field.press("Escape")
	page.get_by_label("Name", exact=False).first.fill(new_name("Faris"))
	button(desk, "Register customer").click()
	page.wait_for_selector(".wcrm-duplicate-blocking")
	assert "This customer seems to be registered already" in page.inner_text(".wcrm-duplicates h3")
	shown = page.inner_text(".wcrm-duplicate-blocking")
	assert name in shown and "same phone" in shown
	assert not button(desk, "Register as a new customer").is_visible()


def write_an_alert(desk, customer: str) -> None:
	"""Write a note that is shown as an alert, and find it above the page at once."""
	desk.open(f"/app/customer-360/{customer}")
	page = desk.page
	page.wait_for_selector(".wcrm-head")
	button(desk, "Add note").click()
	page.get_by_label("Subject").fill("Brings his own oil")
	page.get_by_label("Show as alert when the customer is opened").check()
	button(desk, "Save note").click()
	page.wait_for_selector(".wcrm-alert:has-text('Brings his own oil')")


def see_the_page_in_both_languages(desk, customer: str, name: str) -> None:
	"""Names, alert and tabs are there in English and, from right to left, in Arabic."""
	page = desk.page
	for language, direction, first, tab in (
		("en", "ltr", name, "Timeline"),
		("ar", "rtl", "طلال المسكري", "السجل الزمني"),
	):
		speak(desk, language)
		desk.open(f"/app/customer-360/{customer}")
		page.wait_for_selector(".wcrm-alert:has-text('Brings his own oil')")
		assert page.get_attribute(".wcrm", "dir") == direction
		assert page.locator(".wcrm-names bdi").first.inner_text() == first
		assert page.locator(".wcrm-tab").first.inner_text() == tab


def test_found_twice_merged_and_parted_again(desk):
	mobile = new_mobile()
	source, target, plate = two_with_one_car(desk, mobile)
	find_the_pair(desk, source)
	merge_them(desk, source, target)
	assert [row["name"] for row in with_the_phone(desk, mobile)] == [target]
	page = desk.page
	button(desk, "Undo this merge").click()
	page.wait_for_selector(".wcrm-merge-history .wcrm-badge:has-text('Undone')")
	assert [row["name"] for row in with_the_phone(desk, mobile)] == [source]
	by_plate = desk.call(f"{API}.customers.suggest", text=plate)["message"]
	assert {source, target} <= {row["name"] for row in by_plate}
	assert desk.errors == []


def two_with_one_car(desk, mobile: str) -> tuple[str, str, str]:
	"""Register one man twice, with two numbers and one car; return both customers and the plate."""
	desk.open("/app/customer-360")
	source = register(desk, customer_name=new_name("Hamdan"), phone=mobile, occupation="Driver")
	target = register(desk, customer_name=new_name("Hamdan"), phone=new_mobile(), occupation="Pilot")
	plate = f"{random.SystemRandom().randrange(10_000, 89_999)} HK"
	car = {"plate_number": plate, "vin": new_vin(), "make": "Toyota", "model": "Hilux"}
	made = desk.call(f"{API}.vehicles.create", customer=target, **car)
	assert made["status"] == 200, made
	person = {"vehicle": made["message"]["name"], "customer": source, "role": "Owner"}
	assert desk.call(f"{API}.vehicles.add_person", **person)["status"] == 200
	return source, target, plate


def new_vin() -> str:
	"""Return a European VIN, which has no check digit, that hardly any other car has."""
	return f"WVWZZZ1KZ{random.SystemRandom().randrange(10**7, 10**8)}"


def find_the_pair(desk, source: str) -> None:
	"""Let the sweep run and wait until the pair is listed with its reason."""
	desk.open("/app/customer-merging")
	page = desk.page
	button(desk, "Search now").click()
	pair = page.locator(f".wcrm-merge-pair:has-text({source!r})")
	for _round in range(ROUNDS):
		button(desk, "Show the list again").click()
		page.wait_for_timeout(700)
		if pair.count():
			break
	assert "same VIN" in pair.inner_text()


def merge_them(desk, source: str, target: str) -> None:
	"""Compare the two, keep one value of the one who goes, and merge."""
	page = desk.page
	desk.open(f"/app/customer-merging/{source}/{target}")
	page.wait_for_selector(".wcrm-merge-people")
	page.locator("[data-field=occupation][value=source]").check()
	assert "Vehicle Ownership" in page.inner_text(".wcrm-merge-documents")
	button(desk, "Merge now").click()
	page.wait_for_selector(".wcrm-merge-done")
	profile = desk.call(f"{API}.customers.get", customer=target)["message"]
	assert profile["occupation"] == "Driver"


def test_merging_needs_no_sideways_scrolling_on_a_phone(open_desk):
	desk = open_desk(viewport=PHONE)
	desk.open("/app/customer-merging")
	desk.page.wait_for_selector(".wcrm-merge-two")
	assert desk.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
