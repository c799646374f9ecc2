"""The table of standings: what each allows."""

import unittest

from workshop_crm.customer_management.profile.standing import STATUSES, Action, Standing, Verdict, combined

ALL = set(Action)


class TestStanding(unittest.TestCase):
	"""Each status of the table, action by action."""

	def allowed(self, status: str) -> set[Action]:
		"""Return the actions that `status` allows outright."""
		return {action for action in Action if Standing(status).allows(action)}

	def test_active_allows_everything(self):
		self.assertEqual(self.allowed("Active"), ALL)

	def test_pending_approval_gives_no_credit_and_no_layby(self):
		self.assertEqual(self.allowed("Pending Approval"), ALL - {Action.CREDIT, Action.LAYBY})

	def test_inactive_is_only_hidden_from_pickers(self):
		self.assertEqual(self.allowed("Inactive"), ALL - {Action.PICK})

	def test_suspended_takes_payments_only(self):
		self.assertEqual(self.allowed("Suspended"), {Action.PICK, Action.PAYMENT, Action.EDIT})

	def test_closed_is_read_only(self):
		self.assertEqual(self.allowed("Closed"), set())

	def test_blacklisted_buys_only_with_a_managers_reason(self):
		refused = {Action.BOOKING, Action.CREDIT, Action.LAYBY, Action.MARKETING}
		self.assertEqual(self.allowed("Blacklisted"), ALL - refused - {Action.SALE})
		self.assertIs(Standing("Blacklisted").verdict(Action.SALE), Verdict.WITH_REASON)

	def test_an_unknown_status_allows_nothing(self):
		self.assertEqual(self.allowed("Lost"), set())

	def test_the_customers_blacklist_mark_counts_in_every_division(self):
		expected = {
			None: "Blacklisted",
			"Active": "Blacklisted",
			"Pending Approval": "Blacklisted",
			"Inactive": "Blacklisted",
			"Blacklisted": "Blacklisted",
			"Suspended": "Suspended",
			"Closed": "Closed",
		}
		self.assertEqual(set(expected) - {None}, set(STATUSES))
		self.assertEqual({status: combined(status, True).status for status in expected}, expected)

	def test_without_an_account_the_customer_is_active(self):
		self.assertEqual(combined(None, False).status, "Active")
