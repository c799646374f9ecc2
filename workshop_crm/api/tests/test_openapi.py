from frappe.tests.utils import FrappeTestCase

from workshop_crm.api import openapi
from workshop_crm.tests.hosts import bench_only


class TestDescription(FrappeTestCase):
	def setUp(self):
		self.described = openapi.describe()

	@bench_only
	def test_committed_file_is_current(self):
		written = openapi.FILE.read_text(encoding="utf-8")
		self.assertEqual(written, openapi.as_text(), "Run `bench --site <site> workshop-crm-openapi`.")

	def test_every_endpoint_says_what_it_does_and_raises(self):
		for address, operations in self.described["paths"].items():
			for verb, operation in operations.items():
				with self.subTest(address, verb=verb):
					self.assertTrue(operation["summary"])
					self.assertIn("200", operation["responses"])

	def test_names_of_operations_are_unique(self):
		names = [
			operation["operationId"]
			for operations in self.described["paths"].values()
			for operation in operations.values()
		]
		self.assertEqual(len(names), len(set(names)))

	def test_fields_of_a_registration_are_described(self):
		path = self.described["paths"]["/api/method/workshop_crm.api.v1.customers.create"]
		schema = path["post"]["requestBody"]["content"]["application/json"]["schema"]
		self.assertEqual(schema["properties"]["more_phones"]["type"], "array")
		self.assertNotIn("get", path)

	def test_shape_of_changes_is_closed(self):
		path = self.described["paths"]["/api/method/workshop_crm.api.v1.customers.update"]
		schema = path["post"]["requestBody"]["content"]["application/json"]["schema"]
		self.assertEqual(schema["required"], ["customer", "changes"])
		self.assertIs(schema["properties"]["changes"]["additionalProperties"], False)
