"""Who is asking: login by password, the sid cookie, the CSRF token of a session."""

import hmac
import json
from datetime import timedelta
from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import now_datetime

LIFETIME = timedelta(hours=240)
UNSAFE_METHODS = frozenset(("POST", "PUT", "PATCH", "DELETE"))


class Session:
	"""One row of the table Sessions, mirrored into `frappe.session`."""

	def __init__(self, user: str | None = None, sid: str | None = None):
		self.data = frappe._dict(user="Guest", sid="Guest", data=frappe._dict(user="Guest"))
		frappe.local.session = self.data
		frappe.local.session_obj = self
		if user and user != "Guest":
			self._start(user)
		elif sid and sid != "Guest":
			self._resume(sid)

	def _start(self, user: str) -> None:
		sid = frappe.generate_hash(length=40)
		self.data.update(user=user, sid=sid, data=frappe._dict(user=user, session_ip=frappe.local.request_ip))
		_run(
			"insert into `tabSessions` (sid, user, sessiondata, lastupdate) values (?, ?, ?, ?)",
			(sid, user, json.dumps(self.data.data), str(now_datetime())),
		)
		frappe.db.set_value("User", user, "last_login", now_datetime(), update_modified=False)
		frappe.db.commit()

	def _resume(self, sid: str) -> None:
		row = _read_session(sid)
		if not row or not frappe.db.get_value("User", row[0], "enabled"):
			frappe.local.response["session_expired"] = 1
			frappe.local.cookie_manager.forget_session()
			return
		self.data.update(user=row[0], sid=sid, data=frappe._dict(json.loads(row[1])))

	def update(self, force: bool = False) -> bool:
		"""Write the session's data back; returns whether anything was written."""
		if self.data.sid == "Guest" or not force:
			return False
		values = (json.dumps(self.data.data), self.data.sid)
		_run("update `tabSessions` set sessiondata = ? where sid = ?", values)
		frappe.db.commit()
		return True


def _run(query: str, values: tuple):
	"""Sessions are no DocType; their table is made when the first one asks for it."""
	if not frappe.db.table_exists("Sessions"):
		frappe.db.execute(
			"create table if not exists `tabSessions` "
			"(sid text primary key, user text, sessiondata text, lastupdate text)"
		)
	return frappe.db.execute(query, values)


def _read_session(sid: str) -> tuple | None:
	oldest = str(now_datetime() - LIFETIME)
	query = "select user, sessiondata from `tabSessions` where sid = ? and lastupdate > ?"
	return _run(query, (sid, oldest)).fetchone()


def delete_session(sid: str, user: str | None = None, reason: str | None = None) -> None:
	"""Forget one session, so that its cookie opens nothing any more."""
	_run("delete from `tabSessions` where sid = ?", (sid,))
	frappe.db.commit()


def get_csrf_token() -> str:
	"""Return the token that this session's changes must send, making it on first use."""
	data = frappe.local.session.data
	if not data.get("csrf_token"):
		data["csrf_token"] = frappe.generate_hash(length=40)
		session = getattr(frappe.local, "session_obj", None)
		if session and not frappe.flags.in_test:
			session.update(force=True)
	return data["csrf_token"]


def check_csrf_token() -> None:
	"""Refuse a change whose token differs from the session's; a session without a token has no check.

	Raises:
		frappe.CSRFTokenError: HTTP 400.
	"""
	expected = frappe.local.session.data.get("csrf_token")
	if frappe.local.request.method not in UNSAFE_METHODS or not expected or frappe.conf.ignore_csrf:
		return
	given = frappe.get_request_header("X-Frappe-CSRF-Token") or frappe.form_dict.pop("csrf_token", None)
	if not hmac.compare_digest(str(given or ""), str(expected)):
		frappe.throw(_("Invalid Request"), frappe.CSRFTokenError)


class LoginManager:
	"""Opens and closes sessions, and calls the login hooks."""

	def __init__(self):
		self.user = self.user_type = self.full_name = None
		if frappe.local.request.path == "/api/method/login" or frappe.form_dict.get("cmd") == "login":
			self.login()
			return
		sid = frappe.form_dict.get("sid") or frappe.local.request.cookies.get("sid")
		self.user = Session(sid=sid).data.user

	def login(self) -> None:
		"""Open a session for `usr` and `pwd` of the request."""
		Session()
		self.authenticate(frappe.form_dict.get("usr"), frappe.form_dict.pop("pwd", None))
		self.post_login()

	def authenticate(self, user: str | None, pwd: str | None) -> None:
		"""Set `self.user` when the password is right.

		Raises:
			frappe.AuthenticationError: HTTP 401; unknown user, wrong password, disabled user alike.
		"""
		if not (user and pwd):
			self.fail(_("Incomplete login details"))
		try:
			self.user = _user_with_password(user, pwd)
		except frappe.AuthenticationError:
			frappe.clear_messages()
			self.fail("Invalid login credentials")

	def fail(self, message: str, user: str | None = None) -> None:
		"""Refuse the login with this message."""
		frappe.local.response["message"] = message
		raise frappe.AuthenticationError(message)

	def login_as(self, user: str) -> None:
		"""Open a session for a user whose identity was proven otherwise."""
		self.user = user
		self.post_login()

	def post_login(self) -> None:
		"""Run the hooks around a new session and tell the browser."""
		self.run_trigger("on_login")
		Session(user=self.user)
		if self.user != "Guest":
			self.run_trigger("on_session_creation")
		self._describe_user()

	def _describe_user(self) -> None:
		fields = ["user_type", "full_name", "first_name"]
		info = frappe.db.get_value("User", self.user, fields, as_dict=True) or frappe._dict()
		self.user_type, self.full_name = info.user_type, info.full_name or info.first_name or self.user
		is_portal = self.user_type == "Website User"
		frappe.local.response["message"] = "No App" if is_portal else "Logged In"
		frappe.local.response["home_page"] = "/me" if is_portal else "/app"
		frappe.local.response["full_name"] = self.full_name
		cookies = frappe.local.cookie_manager
		cookies.init_cookies()
		cookies.set_cookie("system_user", "no" if is_portal else "yes")
		cookies.set_cookie("full_name", self.full_name)
		cookies.set_cookie("user_id", self.user)

	def run_trigger(self, event: str) -> None:
		"""Call the hooks `on_login`, `on_session_creation` or `on_logout`."""
		for method in frappe.get_hooks(event):
			frappe.call(frappe.get_attr(method), login_manager=self)

	def logout(self, arg: str = "", user: str | None = None) -> None:
		"""End this session."""
		self.run_trigger("on_logout")
		delete_session(frappe.session.sid)
		frappe.local.cookie_manager.forget_session()
		self.user = Session().data.user


def _user_with_password(user: str, pwd: str) -> str:
	from frappe.utils.password import check_password

	name = frappe.db.get_value("User", {"name": user}) or frappe.db.get_value("User", {"username": user})
	if not name:
		raise frappe.AuthenticationError
	name = check_password(name, pwd)
	if not frappe.db.get_value("User", name, "enabled"):
		raise frappe.AuthenticationError
	return name


class CookieManager:
	"""Cookies to be set or deleted with the response."""

	def __init__(self):
		self.cookies = {}
		self.to_delete = set()

	def init_cookies(self) -> None:
		"""Send the sid of an open session."""
		if frappe.local.session.sid not in (None, "", "Guest"):
			self.set_cookie(
				"sid", frappe.local.session.sid, max_age=int(LIFETIME.total_seconds()), httponly=True
			)

	def set_cookie(self, key: str, value: str | None, httponly: bool = False, max_age: int | None = None):
		"""Set a cookie, SameSite=Lax, Secure on https."""
		self.to_delete.discard(key)
		secure = frappe.local.request.scheme == "https"
		self.cookies[key] = {
			"value": quote(str(value or "")),
			"httponly": httponly,
			"max_age": max_age,
			"secure": secure,
			"samesite": "Lax",
		}

	def delete_cookie(self, names: str | list[str]) -> None:
		"""Delete one cookie or several."""
		for name in [names] if isinstance(names, str) else names:
			self.cookies.pop(name, None)
			self.to_delete.add(name)

	def forget_session(self) -> None:
		"""Delete all cookies that belong to a session."""
		self.delete_cookie(["sid", "full_name", "user_id", "user_image", "system_user"])

	def flush_cookies(self, response) -> None:
		"""Write everything into a werkzeug response."""
		for key, options in self.cookies.items():
			response.set_cookie(key, **options)
		for key in self.to_delete:
			response.delete_cookie(key)
