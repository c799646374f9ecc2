import unittest

from workshop_crm.customer_management.culture.wilayats import find_wilayat, territories, wilayats


class TestWilayats(unittest.TestCase):
	def test_there_are_11_governorates_and_63_wilayats(self):
		self.assertEqual(len(wilayats()), 63)
		self.assertEqual(len({wilayat.governorate for wilayat in wilayats()}), 11)
		self.assertEqual(len(territories()), 74)

	def test_each_is_found_by_its_own_names(self):
		for wilayat in wilayats():
			with self.subTest(wilayat=wilayat.name):
				self.assertIs(find_wilayat(wilayat.name), wilayat)
				self.assertIs(find_wilayat(wilayat.name_ar), wilayat)

	def test_other_spellings_are_understood(self):
		for text, name in (
			("Mutrah", "Muttrah"),
			("bowsher", "Bawshar"),
			("Seeb", "As Seeb"),
			("سيب", "As Seeb"),
			("ولاية نزوى", "Nizwa"),
			("نزوي", "Nizwa"),
			("Wilayat of Al-Amerat", "Al Amerat"),
			("ابراء", "Ibra"),
			("Duqum", "Ad Duqm"),
		):
			with self.subTest(text=text):
				self.assertEqual(find_wilayat(text).name, name)

	def test_other_places_are_none(self):
		for text in ("Dubai", "دبي", "Ruwi", "الخوض", "Riyadh", "", None, "12"):
			with self.subTest(text=text):
				self.assertIsNone(find_wilayat(text))
