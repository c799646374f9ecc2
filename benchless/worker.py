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
	from frappe.utils.background_jobs import run_next_job

	signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
	try:
		while True:
			frappe.init(site, sites_path=sites_path, force=True)
			frappe.connect()
			try:
				ran = run_next_job()
			finally:
				frappe.destroy()
			if not ran:
				time.sleep(PAUSE)
	except (KeyboardInterrupt, SystemExit):
		return 0
