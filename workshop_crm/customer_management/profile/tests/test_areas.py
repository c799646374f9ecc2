import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.areas import area_of, territory_of
from workshop_crm.exceptions import CustomerError
from workshop_crm.setup import territories
from workshop_crm.tests.factories import make_customer, unique


class TestAreas(FrappeTestCase):
	def test_a_city_in_any_spelling_gives_its_wilayat(self):
		self.assertEqual(
			[area_of(city) for city in ("بوشر", "Bowsher", "Ruwi", None)],
			["Bawshar", "Bawshar", "Ruwi", None],
		)

	def test_the_customer_bears_the_wilayat_and_the_address_what_was_typed(self):
		customer = make_customer(address={"city": "بوشر"})
		self.assertEqual(customer.area, "Bawshar")
		address = frappe.db.get_value("Address", customer.customer_primary_address, "city")
		self.assertEqual(address, "بوشر")

	def test_a_territory_is_found_by_any_spelling(self):
		own = frappe.get_doc({"doctype": "Territory", "territory_name": unique("Wadi Kabir")})
		own.parent_territory = frappe.db.get_value("Territory", "Oman", "parent_territory")
		own.insert()
		for text, name in (("Seeb", "As Seeb"), ("السيب", "As Seeb"), (own.name.upper(), own.name)):
			with self.subTest(text=text):
				self.assertEqual(territory_of(text), name)

	def test_an_unknown_area_is_refused(self):
		with self.assertRaises(CustomerError) as refused:
			territory_of("Atlantis")
		self.assertEqual(str(refused.exception), "The area “Atlantis” is not known.")


class TestTerritories(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.db.set_default, territories.CREATED, 1)

	def test_wilayats_stand_below_their_governorates_below_the_country(self):
		parents = [
			frappe.db.get_value("Territory", name, "parent_territory") for name in ("Muscat", "Muttrah")
		]
		self.assertEqual(parents, ["Muscat Governorate"] * 2)
		self.assertEqual(frappe.db.get_value("Territory", "Muscat Governorate", "parent_territory"), "Oman")

	def test_what_the_site_deleted_does_not_come_back(self):
		frappe.delete_doc("Territory", "Sinaw", force=True)
		territories.create_territories()
		self.assertFalse(frappe.db.exists("Territory", "Sinaw"))

	def test_what_the_site_has_is_left_alone(self):
		# given a wilayat that the site keeps elsewhere in its tree
		root = frappe.db.get_value("Territory", "Oman", "parent_territory")
		frappe.db.set_value("Territory", "Ibri", "parent_territory", root)
		modified = frappe.db.get_value("Territory", "Ibri", "modified")
		# when the tree is made once more
		territories.forget_territories()
		territories.create_territories()
		# then
		values = frappe.db.get_value("Territory", "Ibri", ["parent_territory", "modified"])
		self.assertEqual(tuple(values), (root, modified))
