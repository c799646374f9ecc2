"""A million customers for the benchmarks on MariaDB, made once and kept with the site.

Written as text files and taken in by LOAD DATA, which only MariaDB has: through documents it would take days.
The rows are those that `register()` writes; their search keys are made by the app's own rebuild.
"""

import os
import random
import tempfile
from contextlib import ExitStack

import frappe
import pymysql

from workshop_crm.customer_management.culture.names import split_full_name
from workshop_crm.customer_management.profile.key_rebuild import rebuild_keys
from workshop_crm.customer_management.profile.key_rows import KEY_VERSION
from workshop_crm.demo.names import omani_name

SIZE = 1_000_000
COMPANY = "Muscat Workshop"
MARK = "benchmark_customers"
OWNER, MOMENT = "Administrator", "2026-01-01 08:00:00.000000"
STAMP = ("owner", "modified_by", "creation", "modified")
COLUMNS = {
	"Customer": (
		"name", *STAMP, "customer_name", "customer_name_ar", "customer_number", "given_name", "father_name",
		"family_name", "customer_type", "identity_type", "gender", "language", "customer_group", "territory",
		"mobile_no", "customer_primary_contact", "registration_source", "referral_code",
	),
	"Contact": ("name", *STAMP, "first_name", "last_name", "is_primary_contact", "mobile_no", "phone"),
	"Contact Phone": (
		"name", *STAMP, "parent", "parenttype", "parentfield", "idx", "phone", "is_primary_phone",
		"is_primary_mobile_no",
	),
	"Dynamic Link": (
		"name", *STAMP, "parent", "parenttype", "parentfield", "idx", "link_doctype", "link_name", "link_title",
	),
	"Customer Division Account": (
		"name", *STAMP, "account_number", "customer", "customer_name", "company", "status", "account_type",
	),
}  # fmt: skip


def ensure_customers(size: int = SIZE) -> None:
	"""Fill the site with `size` customers unless it holds them already."""
	kept = (frappe.db.get_default(MARK) or "").split("-")
	if kept[0] != str(size):
		_make_customers(size)
	if kept != [str(size), str(KEY_VERSION)]:
		print("making search keys ...", flush=True)
		rebuild_keys(os.cpu_count() or 1, lambda done, total: print(f"{done} of {total}", flush=True))
		frappe.db.set_default(MARK, f"{size}-{KEY_VERSION}")
		frappe.db.commit()


def _make_customers(size: int) -> None:
	with tempfile.TemporaryDirectory() as folder:
		print(f"writing {size} customers to text files ...", flush=True)
		_write_files(folder, size)
		for doctype, columns in COLUMNS.items():
			print(f"loading {doctype} ...", flush=True)
			_load(doctype, columns, os.path.join(folder, frappe.scrub(doctype)))
	_set_series("UCST-", size)
	_set_series(f"{_prefix()}-CUST-", size)
	frappe.db.commit()


def phone_of(number: int) -> str:
	"""The phone of benchmark customer `number` (from 1), in E.164."""
	return f"+9689{number:07d}"


def _prefix() -> str:
	from workshop_crm.customer_management.profile.division_settings import settings_for

	return settings_for(COMPANY).number_prefix


def _write_files(folder: str, size: int) -> None:
	rng, taken, prefix = random.Random(1), set(), _prefix()
	with ExitStack() as stack:
		files = {
			doctype: stack.enter_context(
				open(os.path.join(folder, frappe.scrub(doctype)), "w", encoding="utf-8")
			)
			for doctype in COLUMNS
		}
		for number in range(1, size + 1):
			for doctype, rows in _rows_of(number, rng, taken, prefix).items():
				files[doctype].writelines("\t".join(row) + "\n" for row in rows)


# Columns of Customer that are the same for all: type and kind of customer; language, group and territory.
KIND = ("Individual", "Individual")
HOME = ("ar", "Individual", "Oman")


def _rows_of(number: int, rng: random.Random, taken: set[str], prefix: str) -> dict[str, list[tuple]]:
	person = omani_name(rng, "Male" if rng.random() < 0.7 else "Female")
	names, phone = (person.latin, person.arabic), phone_of(number)
	customer_number, account = f"UCST-{number:06d}", f"{prefix}-CUST-{number:06d}"
	name = names[0] if names[0] not in taken else f"{names[0]} - {customer_number}"
	taken.add(name)
	contact, stamp = f"{name}-{name}", (OWNER, OWNER, MOMENT, MOMENT)
	parts = tuple(split_full_name(names[0]).values())
	end = ("Import", f"B{number:09d}")
	return {
		"Customer": [
			(name, *stamp, *names, customer_number, *parts, *KIND, person.gender, *HOME, phone, contact, *end)
		],
		"Contact": [(contact, *stamp, parts[0], f"{parts[1]} {parts[2]}", "1", phone, phone)],
		"Contact Phone": [
			(f"b{number:09d}", *stamp, contact, "Contact", "phone_nos", "1", phone, "1", "1"),
		],
		"Dynamic Link": [
			(f"b{number:09d}", *stamp, contact, "Contact", "links", "1", "Customer", name, names[0]),
		],
		"Customer Division Account": [
			(account, *stamp, account, name, names[0], COMPANY, "Active", "Retail"),
		],
	}


def _load(doctype: str, columns: tuple[str, ...], path: str) -> None:
	frappe.db.delete(doctype, {"creation": MOMENT})
	frappe.db.commit()
	listed = ", ".join(f"`{column}`" for column in columns)
	statement = f"load data local infile %s into table `tab{doctype}` character set utf8mb4 ({listed})"
	with _connection_that_loads() as connection, connection.cursor() as cursor:
		cursor.execute("set unique_checks = 0")
		cursor.execute(statement, [path])
		connection.commit()


def _connection_that_loads() -> pymysql.Connection:
	"""Frappe's own connection forbids LOAD DATA LOCAL."""
	conf = frappe.conf
	return pymysql.connect(
		host=conf.db_host or "127.0.0.1",
		port=int(conf.db_port or 3306),
		user=conf.db_name,
		password=conf.db_password,
		database=conf.db_name,
		charset="utf8mb4",
		local_infile=True,
	)


def _set_series(name: str, current: int) -> None:
	frappe.db.delete("Series", {"name": name})
	series = frappe.qb.DocType("Series")
	frappe.qb.into(series).columns("name", "current").insert(name, current).run()
