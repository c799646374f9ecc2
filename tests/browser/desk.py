"""A browser at a desk, the light one or a bench's."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH_URL = os.environ.get("WORKSHOP_CRM_BENCH_URL", "").rstrip("/")
PATIENCE = 15_000


def chromium() -> str | None:
	"""Return the path of the system's Chromium, or None."""
	return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass(frozen=True)
class Address:
	"""Where a desk is served and who may log in there."""

	url: str
	user: str
	password: str
	is_bench: bool


def bench_address() -> Address | None:
	"""Return the bench named by WORKSHOP_CRM_BENCH_URL, _USER and _PASSWORD, or None."""
	if not BENCH_URL:
		return None
	user = os.environ.get("WORKSHOP_CRM_BENCH_USER", "Administrator")
	return Address(BENCH_URL, user, os.environ.get("WORKSHOP_CRM_BENCH_PASSWORD", "admin"), True)


class Server:
	"""The light desk with its worker, on a free port of this machine."""

	def __init__(self, site: str, sites_path: Path):
		self.port = _free_port()
		self.url = f"http://127.0.0.1:{self.port}"
		place = ["--site", site, "--sites-path", str(sites_path)]
		self.processes = [_start("serve", *place, "--port", str(self.port)), _start("worker", *place)]
		self._wait()

	def _wait(self, seconds: int = 30) -> None:
		deadline = time.monotonic() + seconds
		while time.monotonic() < deadline:
			if self.processes[0].poll() is not None:
				raise RuntimeError(f"the server ended with code {self.processes[0].returncode}")
			try:
				with urllib.request.urlopen(f"{self.url}/api/method/ping", timeout=2) as answer:
					if b"pong" in answer.read():
						return
			except OSError:
				time.sleep(0.1)
		raise RuntimeError("the server does not answer")

	def stop(self) -> None:
		"""End both processes."""
		for process in self.processes:
			process.terminate()
		for process in self.processes:
			process.wait(timeout=10)


def _start(*arguments: str) -> subprocess.Popen:
	# The server is no test: it must commit, and send no trace of the test session's own site.
	clean = {key: value for key, value in os.environ.items() if not key.startswith("BENCHLESS_")}
	return subprocess.Popen([sys.executable, "-m", "benchless", *arguments], cwd=ROOT, env=clean)


def _free_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


class Desk:
	"""One browser page at a desk, with the few moves that journeys are made of."""

	def __init__(self, page, address: Address):
		self.page, self.address = page, address
		self.errors: list[str] = []
		page.set_default_timeout(PATIENCE)
		page.on("pageerror", lambda error: self.errors.append(str(error)))

	def login(self, user: str | None = None, password: str | None = None) -> None:
		"""Log in through the login page and wait for the desk."""
		self.page.goto(f"{self.address.url}/login")
		self.page.fill("#login_email", user or self.address.user)
		self.page.fill("#login_password", password or self.address.password)
		self.page.click(".form-login .btn-login")
		self.page.wait_for_url(re.compile(r"/(app|apps)(/|$|\?)"))

	def open(self, path: str) -> None:
		"""Open a path of the desk, such as `/app/customer`, and wait until it is drawn."""
		self.page.goto(f"{self.address.url}{path}")
		if self.address.is_bench:
			self.page.wait_for_load_state("networkidle")
		else:
			self.page.wait_for_selector("body[data-ready]")

	def field(self, fieldname: str):
		"""Return the input of a field of the open form."""
		return (
			self.page.locator(f'[data-fieldname="{fieldname}"]:visible')
			.locator("input, select, textarea")
			.first
		)

	def call(self, method: str, **arguments) -> dict:
		"""Call a whitelisted function as the user of the page and return the whole answer."""
		script = """async ([method, args]) => {
			const token = window.csrf_token || window.frappe?.csrf_token;
			const headers = { Accept: "application/json", "Content-Type": "application/json", "X-Frappe-CSRF-Token": token };
			const answer = await fetch(`/api/method/${method}`, { method: "POST", headers, body: JSON.stringify(args) });
			return { status: answer.status, ...(await answer.json()) };
		}"""
		return self.page.evaluate(script, [method, arguments])
