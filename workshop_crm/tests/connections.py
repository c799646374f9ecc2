"""Tests across connections: what one user commits, another does at the same moment, or a browser asks for.

A test's own transaction is rolled back and no other connection sees it. What another connection must see is
written here, on a connection of its own, committed there, and removed by the test that wrote it.
"""

from io import BytesIO
from threading import Thread

import frappe
from frappe.app import application
from werkzeug.test import Client


def on_own_connection(function, *args, user: str = "Administrator", **kwargs):
	"""Run `function` as `user` on a connection of its own, commit, and return its result.

	Raises what it raises.
	"""
	return at_once((function, args, kwargs), user=user)[0]()


def at_once(*calls, user: str = "Administrator") -> list:
	"""Run each (function, args, kwargs) at the same moment on its own connection.

	Returns one callable per call, which gives the result or raises what the call raised.
	"""
	threads = [_Work(call, user) for call in calls]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join()
	return [thread.outcome for thread in threads]


class _Work(Thread):
	def __init__(self, call, user: str):
		super().__init__()
		self.call, self.user = call, user
		self.site, self.sites_path = frappe.local.site, frappe.local.sites_path
		self.result = self.error = None

	def run(self):
		function, args, kwargs = self.call
		frappe.init(site=self.site, sites_path=self.sites_path)
		frappe.connect()
		frappe.flags.in_test = True
		frappe.set_user(self.user)
		try:
			self.result = function(*args, **kwargs)
			frappe.db.commit()
		except Exception as error:
			frappe.db.rollback()
			self.error = error
		finally:
			frappe.destroy()

	def outcome(self):
		if self.error:
			raise self.error
		return self.result


def forget_limits() -> None:
	"""Forget how often each address called the endpoints that have a rate limit."""
	frappe.cache.delete_keys("rl:")


class Browser:
	"""A browser at this site: sends real requests through the WSGI application, as a guest or logged in."""

	def __init__(self, user: str | None = None, password: str | None = None):
		self.client = Client(application)
		self.site = frappe.local.site
		if user:
			answer = self.post("login", usr=user, pwd=password)
			assert answer.status_code == 200, answer.text

	def get(self, method: str, /, **args):
		"""GET /api/method/<method> with `args` in the URL; returns werkzeug's response."""
		return self._send(self.client.get, method, query_string=args)

	def post(self, method: str, /, **args):
		"""POST /api/method/<method> with `args` as JSON; returns werkzeug's response."""
		return self._send(self.client.post, method, json=args)

	def send_file(self, method: str, file_name: str, content: bytes, /, **args):
		"""POST /api/method/<method> with a file as the part `file` beside `args`; returns werkzeug's response."""
		return self._send(self.client.post, method, data={**args, "file": (BytesIO(content), file_name)})

	def _send(self, verb, method: str, /, **body):
		answers = []
		headers = {"X-Frappe-Site-Name": self.site, "Accept": "application/json"}
		path = method if method.startswith("/") else f"/api/method/{method}"

		# In a thread: the application sets up, and destroys, the thread's own `frappe.local`.
		thread = Thread(target=lambda: answers.append(verb(path, headers=headers, **body)))
		thread.start()
		thread.join()
		return answers[0]
