"""How many addresses are verified, rejected or waiting: in all, by division, by area."""

import frappe
from frappe.query_builder.functions import Count

from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.verification import records
from workshop_crm.customer_management.profile.verification.address import (
	customer_addresses,
	owner_field,
	staff_only,
)

MOST_AREAS = 50
STATUSES = (records.PENDING, records.VERIFIED, records.REJECTED)


def address_statistics() -> dict:
	"""Count the addresses in use of the customers that the user may see.

	Returns `total`, `divisions` (each with `company`) and `areas` (each with `area`, the city; the 50 largest), all with
	`pending`, `verified` and `rejected`. An address counts in each division where its customer has an account.
	Raises frappe.PermissionError.
	"""
	staff_only("read")
	account = frappe.qb.DocType("Customer Division Account")
	by_division = customer_addresses().join(account).on(account.customer == owner_field())
	if (companies := visible_companies()) is not None:
		by_division = by_division.where(account.company.isin(companies))
	areas = _counted(customer_addresses(), frappe.qb.DocType("Address").city)
	total = _sum(areas.values())
	ranked = sorted(areas, key=lambda area: (-sum(areas[area].values()), area or ""))
	divisions = _counted(by_division, account.company)
	return {
		"total": total,
		"divisions": [{"company": company, **divisions[company]} for company in sorted(divisions)],
		"areas": [{"area": area, **areas[area]} for area in ranked[:MOST_AREAS]],
	}


def _counted(query, group) -> dict[str, dict[str, int]]:
	address = frappe.qb.DocType("Address")
	status = address.verification_status
	rows = query.select(group, status, Count(address.name).distinct()).groupby(group, status).run()
	counted: dict[str, dict[str, int]] = {}
	for key, found, number in rows:
		counts = counted.setdefault(key, {one.lower(): 0 for one in STATUSES})
		counts[(found or records.PENDING).lower()] += number
	return counted


def _sum(counts) -> dict[str, int]:
	counts = list(counts)
	return {status.lower(): sum(one[status.lower()] for one in counts) for status in STATUSES}
