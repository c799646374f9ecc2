"""FrappeTestCase and the helpers that tests use with it."""

import copy
import unittest
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils.data import get_datetime


class FrappeTestCase(unittest.TestCase):
	"""A test case: what it writes is rolled back once, after the class."""

	maxDiff = 10_000

	@classmethod
	def setUpClass(cls) -> None:
		"""Commit what went before and remember the thread's state."""
		cls.TEST_SITE = frappe.local.site
		cls._primary_connection, cls._secondary_connection = frappe.local.db, None
		frappe.db.commit()
		cls.addClassCleanup(_restore, copy.copy(frappe.local.flags))
		cls.addClassCleanup(_roll_back)
		super().setUpClass()

	@contextmanager
	def primary_connection(self):
		"""Use the first connection."""
		with self._using(self._primary_connection):
			yield

	@contextmanager
	def secondary_connection(self):
		"""Use a second connection, as another user would."""
		if self._secondary_connection is None:
			type(self)._secondary_connection = type(frappe.local.db)(frappe.local.db.path)
		with self._using(self._secondary_connection):
			yield
		self.addCleanup(self._secondary_connection.rollback)

	@contextmanager
	def _using(self, connection):
		current, frappe.local.db = frappe.local.db, connection
		try:
			yield
		finally:
			frappe.local.db = current

	@contextmanager
	def assertQueryCount(self, count: int):
		"""At most so many statements."""
		before = frappe.db.query_count
		yield
		made = frappe.db.query_count - before
		self.assertLessEqual(made, count, msg=f"{made} statements; the last: {frappe.db.last_query}")

	@contextmanager
	def freeze_time(self, time_to_freeze, is_utc=False, *args, **kwargs):
		"""Let it be this time, in the site's time zone."""
		with freeze_time(time_to_freeze, is_utc):
			yield

	@contextmanager
	def set_user(self, user: str):
		"""Act as another user."""
		before = frappe.session.user
		frappe.set_user(user)
		try:
			yield
		finally:
			frappe.set_user(before)


@contextmanager
def freeze_time(time_to_freeze, is_utc: bool = False):
	"""Let it be this time, in the site's time zone."""
	import pytz
	from freezegun import freeze_time as freeze

	moment = get_datetime(time_to_freeze)
	if not is_utc:
		zone = pytz.timezone(frappe.utils.get_system_timezone())
		moment = zone.localize(moment).astimezone(pytz.utc).replace(tzinfo=None)
	with freeze(moment):
		yield


def _roll_back() -> None:
	frappe.db.rollback()
	frappe.local.document_cache = {}
	frappe.local.role_permissions = {}
	frappe.local.new_doc_templates = {}


def _restore(flags) -> None:
	frappe.local.flags = flags
	frappe.local.error_log, frappe.local.message_log, frappe.local.debug_log = [], [], []
	frappe.local.conf = frappe.get_site_config(frappe.local.sites_path, frappe.local.site_path)
	frappe.local.lang = "en"
	frappe.local.request_cache = {}
	if hasattr(frappe.local, "request"):
		delattr(frappe.local, "request")


@contextmanager
def change_settings(doctype, settings_dict=None, /, commit=False, **settings):
	"""Other settings for a while; also a decorator."""
	wanted = settings_dict or settings
	doc = frappe.get_doc(doctype)
	before = {key: doc.get(key) for key in wanted}
	doc.update(wanted)
	doc.save(ignore_permissions=True)
	try:
		yield
	finally:
		doc = frappe.get_doc(doctype)
		doc.update(before)
		doc.save(ignore_permissions=True)


@contextmanager
def patch_hooks(overridden_hooks: dict):
	"""Other hooks for a while."""
	get_hooks, get_doc_hooks = frappe.get_hooks, frappe.get_doc_hooks

	def patched(hook=None, default="_KEEP_DEFAULT_LIST", app_name=None):
		return overridden_hooks[hook] if hook in overridden_hooks else get_hooks(hook, default, app_name)

	with patch.object(frappe, "get_hooks", patched), patch.object(frappe, "get_doc_hooks", get_doc_hooks):
		yield
