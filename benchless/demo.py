"""The demonstration: a site with a workshop's customers, served together with its worker."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchless import activate
from benchless.environment import BUILD, PYTHON, ROOT, fingerprint
from benchless.server import ADDRESS, check_port, serve

SITE = "demo.localhost"
SITES = BUILD / "sites"
PASSWORD = "demo"
# What the site is made from: the app's own files, this host, and the demo data.
SOURCES = ("workshop_crm", "benchless/host", "benchless/records", "benchless/demo.py", "requirements.txt")
SOURCE_TYPES = (".py", ".json", ".csv", ".txt", ".tsv", ".sql")


def run_demo(port: int, fresh: bool = False) -> int:
	"""Make the site unless an unchanged one stands, serve it, and stop the worker at the end."""
	started = time.monotonic()
	check_port(port)
	if fresh or not is_current(SITES / SITE):
		make_site(SITES, SITE)
	# A session of its own: Ctrl-C reaches this process alone, which then ends the worker in order.
	command = [str(PYTHON), "-m", "benchless", "worker", "--site", SITE]
	worker = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
	try:
		return serve(SITE, str(SITES), port, ready=lambda: _announce(port, time.monotonic() - started))
	finally:
		worker.terminate()
		worker.wait(timeout=10)
		print("\nbenchless: stopped")


def _sources() -> list[Path]:
	found = []
	for name in SOURCES:
		path = ROOT / name
		files = path.rglob("*") if path.is_dir() else [path]
		found += [f for f in files if f.is_file() and f.suffix in SOURCE_TYPES and "tests" not in f.parts]
	return found


def is_current(site: Path) -> bool:
	"""Say whether the site was made from exactly the files of today."""
	stamp = site / "made-from.json"
	return stamp.exists() and json.loads(stamp.read_text())["fingerprint"] == fingerprint(_sources())


def make_site(sites: Path, site: str, load_demo: bool = True) -> None:
	"""Create the site, install the app and load the demo; an earlier site of this name is removed."""
	activate()
	import frappe
	from frappe.installer import install_app, new_site

	wanted = fingerprint(_sources())
	shutil.rmtree(sites / site, ignore_errors=True)
	_say("creating the site and installing the app")
	try:
		new_site(site, str(sites), admin_password=PASSWORD)
		install_app("workshop_crm")
		if load_demo:
			from workshop_crm.demo.load import load_demo as load

			load(say=lambda text: _say(f"demo: {text}"))
		frappe.db.commit()
	finally:
		frappe.destroy()
	(sites / site / "made-from.json").write_text(json.dumps({"fingerprint": wanted}))


def _announce(port: int, seconds: float) -> None:
	from workshop_crm.demo.staff import demo_logins

	print(f"\nWorkshop CRM, demonstration host: http://{ADDRESS}:{port}/app (ready after {seconds:.1f} s)\n")
	print(f"{'Administrator':<28}{PASSWORD:<8}{'everything':<22}en")
	demo_logins()
	print("\nCtrl-C stops it.", flush=True)


def _say(text: str) -> None:
	print(f"benchless: {text} ...", file=sys.stderr, flush=True)
