"""What tests of ERPNext call first."""

import frappe


def before_tests() -> None:
	"""The seeds stand already; Administrator has every role."""
	frappe.clear_cache()


def get_exchange_rate(from_currency, to_currency, transaction_date=None, args=None) -> float:
	"""One; other rates need a bench."""
	if from_currency == to_currency:
		return 1.0
	raise NotImplementedError("Exchange rates are not part of the stand-in host")
