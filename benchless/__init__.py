"""benchless: a stand-in host that runs a Frappe app's own files on SQLite, for the demo, quick tests and CI.

Nothing here is used in production: there the app runs on a bench with ERPNext.
"""

import sys
from pathlib import Path

HOST = Path(__file__).resolve().parent / "host"
RECORDS = Path(__file__).resolve().parent / "records"
PROJECT = Path(__file__).resolve().parent.parent


class RealFrappeFound(RuntimeError):
	"""A real Frappe can be imported, so the stand-in must not take its name."""


def activate() -> None:
	"""Put the stand-in `frappe` and `erpnext` packages first on sys.path.

	Raises RealFrappeFound where a real Frappe (one with frappe.utils.bench_helper) can be imported.
	"""
	for entry in sys.path:
		folder = Path(entry or ".").resolve()
		if folder != HOST and (folder / "frappe" / "utils" / "bench_helper.py").exists():
			raise RealFrappeFound(
				f"A real Frappe was found in {folder}. The stand-in host refuses to start beside it: "
				"use the bench's own commands, or a Python environment without Frappe."
			)
	for path in (str(PROJECT), str(HOST)):
		if path not in sys.path:
			sys.path.insert(0, path)
