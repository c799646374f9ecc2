"""Serve one site on the loopback address."""

import os
import signal
import socket
import sys

from benchless import activate
from benchless.environment import SetupError

ADDRESS = "127.0.0.1"


def prepare(site: str, sites_path: str):
	"""Put the host on the import path and return its WSGI application, bound to one site."""
	os.environ.setdefault("SITES_PATH", sites_path)
	activate()
	import frappe.app

	frappe.app._site, frappe.app._sites_path = site, sites_path
	return frappe.app.application


def check_port(port: int) -> None:
	"""Refuse a port that another process holds.

	Raises:
		SetupError: with the remedy.
	"""
	with socket.socket() as probe:
		probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		try:
			probe.bind((ADDRESS, port))
		except OSError as error:
			raise SetupError(f"port {port} is taken; choose another with PORT=8001") from error


def serve(site: str, sites_path: str, port: int, ready=None) -> int:
	"""Answer requests until Ctrl-C or SIGTERM; `ready` is called once the port is open."""
	from werkzeug.serving import WSGIRequestHandler, make_server

	class Quiet(WSGIRequestHandler):
		"""Reports failures only."""

		def log_request(self, code="-", size="-"):
			if str(code).startswith("5"):
				super().log_request(code, size)

	check_port(port)
	server = make_server(ADDRESS, port, prepare(site, sites_path), threaded=True, request_handler=Quiet)
	signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
	if ready:
		ready()
	try:
		server.serve_forever()
	except (KeyboardInterrupt, SystemExit):
		pass
	finally:
		server.server_close()
	return 0
