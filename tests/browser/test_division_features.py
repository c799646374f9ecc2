"""Projects and warranties on the customer's page: there where the division has switched them on, and nowhere else."""

import datetime
import random
import re

import pytest

from tests.browser.conftest import PHONE

API = "workshop_crm.api.v1"
SWITCHES = ("enable_project_quotes", "enable_warranties")
TABS = ("Projects", "Warranties")


def letters() -> str:
	"""Return letters that no other run gets."""
	return "".join(random.SystemRandom().choices("bdfhklmnrstz", k=6)).capitalize()


@pytest.fixture
def desk(open_desk):
	"""Return the desk of the administrator on a phone, where the cards and dialogs are tightest."""
	desk = open_desk(viewport=PHONE)
	desk.open("/app/customer-360")
	user = {"doctype": "User", "name": desk.address.user, "fieldname": "language", "value": "en"}
	assert desk.call("frappe.client.set_value", **user)["status"] == 200
	return desk


@pytest.fixture
def company(desk):
	"""Return a division, with its switches off again after the test."""
	name = desk.call(f"{API}.divisions.companies")["message"][-1]["name"]
	switch(desk, name, 0)
	yield name
	switch(desk, name, 0)


def switch(desk, company: str, value: int) -> None:
	"""Set both switches of the division; its settings are there once they were asked for."""
	assert desk.call(f"{API}.divisions.settings", company=company)["status"] == 200
	for field in SWITCHES:
		values = {"doctype": "Division Settings", "name": company, "fieldname": field, "value": value}
		assert desk.call("frappe.client.set_value", **values)["status"] == 200


def register(desk, company: str) -> str:
	"""Register a customer with a vehicle under warranty and return his name."""
	mobile = f"9{random.SystemRandom().randrange(10**6, 8 * 10**6)}"
	customer = {"customer_name": f"Talal {letters()} Al Maskari", "phone": mobile, "company": company}
	name = desk.call(f"{API}.customers.create", language="en", **customer)["message"]["name"]
	until = (datetime.date.today() + datetime.timedelta(days=200)).isoformat()
	plate = f"{random.SystemRandom().randrange(10, 99_999)} {letters()[:2]}"
	vehicle = {"customer": name, "plate_number": plate, "make": "Toyota", "model": "Prado"}
	answer = desk.call(f"{API}.vehicles.create", warranty_until=until, **vehicle)
	assert answer["status"] == 200, answer
	return name


def open_page(desk, customer: str):
	"""Open the customer's page and return the labels of its tabs."""
	desk.open(f"/app/customer-360/{customer}")
	desk.page.wait_for_selector(".wcrm-tabs")
	return desk.page.locator(".wcrm-tab").all_inner_texts()


def test_switched_off_there_are_no_tabs_and_calls_are_refused(desk, company):
	customer = register(desk, company)
	labels = open_page(desk, customer)
	assert not [label for label in labels if label.startswith(TABS)]
	for resource in ("projects", "warranties"):
		answer = desk.call(f"{API}.{resource}.list", customer=customer, company=company)
		assert (answer["status"], answer["exc_type"]) == (417, "FeatureSwitchedOffError")
	assert desk.errors == []


def test_quoting_for_a_new_project(desk, company):
	customer, title = register(desk, company), f"Villa {letters()}"
	switch(desk, company, 1)
	open_page(desk, customer)
	page = desk.page
	page.click(".wcrm-tab:has-text('Projects')")
	page.click(".wcrm-button:has-text('New project quotation')")
	page.get_by_label("Name of the new project").fill(title)
	page.get_by_label("What is quoted").fill("Boundary wall, 40 m")
	page.get_by_label("Price of one").fill("350.5")
	page.click("dialog .wcrm-button:has-text('Create the draft')")
	page.wait_for_url(re.compile("SAL-QTN"))
	open_page(desk, customer)
	page.click(".wcrm-tab:has-text('Projects')")
	card = page.locator(f".wcrm-project:has-text('{title}')")
	card.wait_for()
	assert "350.500" in card.locator(".wcrm-cell-amount").inner_text()
	assert desk.errors == []


def test_claiming_on_a_warranty(desk, company):
	customer = register(desk, company)
	switch(desk, company, 1)
	open_page(desk, customer)
	page = desk.page
	page.click(".wcrm-tab:has-text('Warranties')")
	page.click(".wcrm-thing .wcrm-button:has-text('New warranty claim')")
	page.click("dialog .wcrm-button:has-text('Save claim')")
	assert page.locator("dialog .wcrm-field-error:has-text('Please fill in this field.')").count() == 1
	page.get_by_label("What is wrong").fill("Gearbox slips while cold")
	page.click("dialog .wcrm-button:has-text('Save claim')")
	page.wait_for_selector(".wcrm-thing :text('Open claims: 1')")
	assert "Gearbox slips while cold" in page.locator(".wcrm-table tbody").inner_text()
	assert desk.errors == []
