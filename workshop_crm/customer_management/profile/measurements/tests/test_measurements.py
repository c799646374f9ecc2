"""Taking measurements: what is kept, what is refused, who sees it, and what becomes of it when customers merge."""

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from workshop_crm.customer_management.profile.customer_360.timeline import timeline
from workshop_crm.customer_management.profile.divisions import open_account, set_status
from workshop_crm.customer_management.profile.measurements import latest, measurements, sets
from workshop_crm.customer_management.profile.merging.merge import merge_customers
from workshop_crm.customer_management.profile.merging.undo import undo_merge
from workshop_crm.exceptions import FeatureSwitchedOffError, MeasurementError, StandingError
from workshop_crm.tests import factories

TAKING = measurements.DOCTYPE
SHIRT = {"Length": 142, "Shoulder": 46.5, "Chest": 104}


class MeasurementCase(FrappeTestCase):
	"""A clothing division that measures, and a workshop that does not."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.clothing = factories.make_company(enable_measurements=1)
		cls.workshop = factories.make_company()

	def setUp(self):
		self.customer = factories.make_customer(company=self.clothing).name

	def take(self, values=SHIRT, **details):
		details = {"company": self.clothing, "measurement_set": "Dishdasha", **details}
		return measurements.take(self.customer, values=values, **details)

	def refused(self, error, message: str, act):
		"""Assert that `act` is refused with `message` and leaves no taking behind."""
		before = factories.row_counts(TAKING)
		with self.assertRaisesRegex(error, message):
			act()
		self.assertEqual(factories.row_counts(TAKING), before)


class TestTaking(MeasurementCase):
	def test_values_are_kept_in_both_units_with_who_and_when(self):
		taken = self.take({"Length": 142, "Chest": 41})
		rows = {row.measurement: (row.value, row.unit, row.centimetres, row.inches) for row in taken.measured}
		self.assertEqual(rows["Length"], (142, "cm", 142.0, 55.91))
		self.assertEqual(rows["Chest"], (41, "cm", 41.0, 16.14))
		self.assertEqual((taken.taken_by, str(taken.measured_on)), (frappe.session.user, today()))

	def test_inches_are_taken_as_well(self):
		taken = self.take({"Length": 56}, unit="inch")
		row = taken.measured[0]
		self.assertEqual((row.unit, row.centimetres, row.inches), ("inch", 142.2, 56.0))

	def test_the_customers_own_name_stands_for_himself(self):
		name = frappe.db.get_value("Customer", self.customer, "customer_name")
		self.assertEqual(self.take(person=f"  {name.upper()} ").person, "")
		self.assertEqual(self.take(person=" Yousuf   (son) ").person, "Yousuf (son)")

	def test_what_cannot_be_is_refused(self):
		for values, message in (
			({"Length": 0}, "Length: 0 cm cannot be"),
			({"Length": -5}, "cannot be"),
			({"Shoulder": 465}, "Shoulder: 465 cm cannot be; it lies between 20 and 75"),
			({"Tail": 10}, "Tail is not measured for Dishdasha"),
			({}, "at least one measurement"),
		):
			self.refused(MeasurementError, message, lambda values=values: self.take(values))
		self.refused(MeasurementError, "Length: 142 inch cannot be", lambda: self.take(SHIRT, unit="inch"))
		self.refused(MeasurementError, "the unit is cm or inch", lambda: self.take(SHIRT, unit="yard"))
		tomorrow = add_days(today(), 1)
		self.refused(MeasurementError, "lies in the future", lambda: self.take(measured_on=tomorrow))

	def test_a_measurement_named_twice_is_refused(self):
		doc = frappe.new_doc(TAKING)
		doc.update({"customer": self.customer, "company": self.clothing, "measurement_set": "Dishdasha"})
		for value in (140, 141):
			doc.append("measured", {"measurement": "Length", "value": value, "unit": "cm"})
		self.refused(MeasurementError, "Length stands there twice", doc.insert)

	def test_a_closed_account_takes_no_measurements(self):
		account = frappe.db.get_value("Customer Division Account", {"customer": self.customer})
		set_status(account, "Closed", "Moved abroad")
		self.refused(StandingError, "Closed", self.take)


class TestHistory(MeasurementCase):
	def test_a_slip_is_put_right_on_the_same_day_only(self):
		taken = self.take()
		taken.measured[0].value = 143
		taken.save()
		self.assertEqual(
			frappe.db.get_value("Customer Measurement Value", taken.measured[0].name, "value"), 143
		)
		frappe.db.set_value(TAKING, taken.name, "creation", f"{add_days(today(), -1)} 10:00:00")
		taken.reload()
		taken.measured[0].value = 150
		self.refused(MeasurementError, "Measurements stay as they were taken", taken.save)
		self.refused(MeasurementError, "Measurements stay", lambda: frappe.delete_doc(TAKING, taken.name))
		self.assertEqual(
			frappe.db.get_value("Customer Measurement Value", taken.measured[0].name, "value"), 143
		)

	def test_the_latest_of_each_person_and_set_with_the_difference(self):
		self.take({"Length": 140, "Chest": 100}, measured_on=add_days(today(), -200))
		self.take({"Length": 142.5, "Shoulder": 46})
		self.take({"Length": 90}, person="Yousuf")
		self.take({"Waist": 90}, measurement_set="Trousers")
		shown = {(row["person"], row["measurement_set"]): row for row in latest.latest(self.customer)}
		self.assertEqual(list(shown), [("", "Dishdasha"), ("", "Trousers"), ("Yousuf", "Dishdasha")])
		own = shown[("", "Dishdasha")]
		differences = {value["measurement"]: value["difference"] for value in own["values"]}
		self.assertEqual((differences, own["times"]), ({"Length": 2.5, "Shoulder": None}, 2))

	def test_the_history_is_newest_first(self):
		self.take({"Length": 56}, unit="inch", measured_on=add_days(today(), -30))
		self.take({"Length": 56.5}, unit="inch")
		self.take({"Length": 90}, person="Yousuf")
		rows = latest.history(self.customer, "Dishdasha")
		self.assertEqual([row["values"][0]["value"] for row in rows], [56.5, 56])
		self.assertEqual([row["values"][0]["difference"] for row in rows], [0.51, None])
		self.assertEqual(len(latest.history(self.customer, "Dishdasha", "yousuf")), 1)

	def test_the_timeline_tells_of_it(self):
		taken = self.take(person="Yousuf")
		events = timeline(self.customer, kinds=["measurement"])["events"]
		self.assertEqual(
			[(event["title"], event["detail"], event["name"]) for event in events],
			[("Measurements taken: Dishdasha", "Yousuf", taken.name)],
		)

	def test_removing_the_customer_removes_his_measurements(self):
		taken = self.take()
		frappe.db.set_value(TAKING, taken.name, "creation", f"{add_days(today(), -9)} 10:00:00")
		frappe.delete_doc("Customer", self.customer, force=True)
		self.assertFalse(frappe.db.exists(TAKING, taken.name))

	def test_merging_moves_them_and_undo_gives_them_back(self):
		other = factories.make_customer(company=self.clothing).name
		taken = self.take()
		merge = merge_customers(self.customer, other)
		self.assertEqual(frappe.db.get_value(TAKING, taken.name, "customer"), other)
		self.assertEqual(len(latest.history(other, "Dishdasha")), 1)
		undo_merge(merge if isinstance(merge, str) else merge.name)
		self.assertEqual(frappe.db.get_value(TAKING, taken.name, "customer"), self.customer)


class TestSwitch(MeasurementCase):
	"""A division that has measurements switched off neither takes nor shows them."""

	def test_a_division_without_the_switch_is_refused(self):
		open_account(self.customer, self.workshop)
		self.refused(
			FeatureSwitchedOffError, "Measurements is switched off", lambda: self.take(company=self.workshop)
		)
		doc = frappe.new_doc(TAKING)
		doc.update({"customer": self.customer, "company": self.workshop, "measurement_set": "Dishdasha"})
		doc.append("measured", {"measurement": "Length", "value": 140, "unit": "cm"})
		self.refused(FeatureSwitchedOffError, "switched off", doc.insert)

	def test_switching_off_hides_what_was_taken(self):
		company = factories.make_company(enable_measurements=1)
		open_account(self.customer, company)
		taken = self.take(company=company)
		factories.change_settings_of(company, enable_measurements=0)
		manager = factories.make_user("Workshop Manager")
		with self.set_user(manager):
			self.assertEqual(frappe.get_list(TAKING, {"name": taken.name}), [])
			self.assertFalse(frappe.has_permission(TAKING, "read", taken.name))
			self.assertEqual(latest.latest(self.customer), [])
		self.assertEqual(timeline(self.customer, kinds=["measurement"])["events"], [])
		factories.change_settings_of(company, enable_measurements=1)
		with self.set_user(manager):
			self.assertEqual(
				[row.name for row in frappe.get_list(TAKING, {"name": taken.name})], [taken.name]
			)

	def test_the_first_division_that_measures_brings_the_usual_sets(self):
		offered = {row["name"]: row for row in sets.offered_sets()}
		self.assertEqual(list(offered), ["Dishdasha", "Abaya", "Suit", "Trousers", "Kumma"])
		self.assertEqual(offered["Kumma"]["lines"][0]["label"], "Head")
		before = factories.row_counts("Measurement Set")
		factories.change_settings_of(self.clothing, enable_measurements=1)
		self.assertEqual(factories.row_counts("Measurement Set"), before)

	def test_a_reader_of_arabic_sees_arabic_names(self):
		frappe.local.lang = "ar"
		self.addCleanup(setattr, frappe.local, "lang", "en")
		offered = {row["name"]: row["label"] for row in sets.offered_sets()}
		self.assertEqual(offered["Dishdasha"], "دشداشة")

	def test_a_set_without_room_or_with_a_repeated_name_is_refused(self):
		line = {"measurement": "Length", "unit": "cm", "least": 50, "most": 40}
		for lines, message in (([line], "lower than the most"), ([{"measurement": "A"}] * 2, "twice")):
			doc = frappe.get_doc(
				{
					"doctype": sets.DOCTYPE,
					"set_name": factories.unique("Set"),
					"lines": [dict(row) for row in lines],
				}
			)
			with self.assertRaisesRegex(MeasurementError, message):
				doc.insert()


class TestWall(MeasurementCase):
	"""Staff of other divisions neither see nor take measurements."""

	def test_staff_of_another_division_see_none(self):
		other = factories.make_company(enable_measurements=1)
		open_account(self.customer, other)
		taken = self.take()
		with self.set_user(factories.make_user("Workshop Advisor", companies=(other,))):
			self.assertEqual(frappe.get_list(TAKING, {"customer": self.customer}), [])
			self.assertFalse(frappe.has_permission(TAKING, "read", taken.name))
			self.assertEqual(latest.latest(self.customer), [])
			self.refused(frappe.PermissionError, "no access", self.take)
			doc = frappe.copy_doc(taken)
			self.refused(frappe.PermissionError, "", doc.insert)

	def test_staff_of_the_division_read_and_correct(self):
		taken = self.take()
		with self.set_user(factories.make_user("Workshop Technician", companies=(self.clothing,))):
			self.assertEqual(
				[row.name for row in frappe.get_list(TAKING, {"name": taken.name})], [taken.name]
			)
			doc = frappe.get_doc(TAKING, taken.name)
			doc.check_permission("write")
			self.assertFalse(doc.has_permission("delete"))
			self.assertEqual([row["name"] for row in latest.latest(self.customer)], [taken.name])

	def test_marketing_sees_no_measurements(self):
		self.take()
		with self.set_user(factories.make_user("Workshop Marketing")):
			self.assertRaises(frappe.PermissionError, latest.latest, self.customer)
			self.refused(frappe.PermissionError, "", self.take)
