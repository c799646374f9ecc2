"""Runs the queued jobs of one site until it is stopped; killing it loses at most the job at hand."""

import signal
import sys
import time

from benchless import activate

PAUSE = 0.5


def work(site: str, sites_path: str) -> int:
	"""Take one job after the other, each in its own transaction; SIGTERM and Ctrl-C end the loop."""
	activate()
	import frappe
	from frappe.utils.background_jobs import run_pending_jobs

	signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
	try:
		_open(site, sites_path)
		# A worker that was killed left its job half done; jobs can be run twice.
		frappe.db.execute("update `__jobs` set status = 'queued' where status = 'started'")
		frappe.db.commit()
		while True:
			if not run_pending_jobs(limit=1):
				time.sleep(PAUSE)
			_open(site, sites_path)
	except (KeyboardInterrupt, SystemExit):
		return 0
	finally:
		frappe.destroy()


def _open(site: str, sites_path: str) -> None:
	"""Begin anew, so that no job sees what an earlier one left in memory."""
	import frappe

	if getattr(frappe.local, "db", None):
		frappe.destroy()
	frappe.init(site, sites_path=sites_path, force=True)
	frappe.connect()
