"""Events of a document, single values, and what hangs on it."""

import frappe
from frappe.model.document_checks import DocumentChecks
from frappe.utils.data import now


class DocumentEvents(DocumentChecks):
	"""Methods of Document that fire events, write single values or attach things."""

	def run_method(self, method, *args, **kwargs):
		"""Run the controller's method, then doc_events of the DocType and of '*'."""
		own = getattr(self, method, None)
		result = own(*args, **kwargs) if callable(own) else None
		hooks = frappe.get_doc_hooks()
		handlers = hooks.get(self.doctype, {}).get(method, []) + hooks.get("*", {}).get(method, [])
		for path in handlers:
			value = frappe.get_attr(path)(self, method, *args, **kwargs)
			if isinstance(value, dict) and isinstance(result, dict):
				result.update(value)
			elif value is not None:
				result = value if result is None else result
		return result

	run_trigger = run_method

	def run_before_save_methods(self) -> None:
		"""Events before the row is written."""
		if self._action in ("save", "submit"):
			self.run_method("before_validate")
		if self.flags.ignore_validate:
			return
		events = {
			"save": ("validate", "before_save"),
			"submit": ("validate", "before_submit"),
			"cancel": ("before_cancel",),
			"update_after_submit": ("before_update_after_submit",),
		}
		for event in events[self._action]:
			self.run_method(event)
		self.set_title_field()

	def run_post_save_methods(self) -> None:
		"""Events after the row is written."""
		events = {
			"save": ("on_update",),
			"submit": ("on_update", "on_submit"),
			"cancel": ("on_cancel",),
			"update_after_submit": ("on_update_after_submit",),
		}
		for event in events[self._action]:
			self.run_method(event)
		if self._action == "cancel":
			self.check_no_back_links_exist()
		self.clear_cache()
		if self.flags.get("notify_update", True):
			self.notify_update()
		self.save_version()
		self.run_method("on_change")
		if (self.doctype, self.name) in frappe.flags.currently_saving:
			frappe.flags.currently_saving.remove((self.doctype, self.name))

	def clear_cache(self) -> None:
		"""Cached copies are read again."""
		frappe.clear_document_cache(self.doctype, self.name)
		frappe.db.value_cache.pop(self.doctype, None)

	def notify_update(self) -> None:
		"""Tell open screens once the transaction lasts."""
		if not frappe.flags.in_patch:
			message = {"modified": self.modified, "doctype": self.doctype, "name": self.name}
			frappe.publish_realtime(
				"doc_update", message, doctype=self.doctype, docname=self.name, after_commit=True
			)

	def check_no_back_links_exist(self) -> None:
		"""Raise LinkExistsError when a submitted document links here."""
		from frappe.model.delete_doc import check_if_doc_is_linked

		if not self.flags.ignore_links:
			check_if_doc_is_linked(self, method="Cancel")

	def save_version(self) -> None:
		"""Store what changed, for DocTypes that track it."""
		if (
			not self.meta.track_changes
			or self.flags.ignore_version
			or frappe.flags.in_install
			or not self._doc_before_save
		):
			return
		version = frappe.new_doc("Version")
		if version.update_version_info(self._doc_before_save, self):
			version.insert(ignore_permissions=True)

	# submit, cancel, delete

	@frappe.whitelist()
	def submit(self):
		"""Submit the document."""
		return self._submit()

	@frappe.whitelist()
	def cancel(self):
		"""Cancel the document."""
		return self._cancel()

	def _submit(self):
		self.docstatus = 1
		return self.save()

	def _cancel(self):
		self.docstatus = 2
		return self.save()

	def delete(self, ignore_permissions=False, force=False, *, delete_permanently=False) -> None:
		"""Delete the document."""
		frappe.delete_doc(
			self.doctype, self.name, ignore_permissions=ignore_permissions, flags=self.flags, force=force,
			delete_permanently=delete_permanently,
		)  # fmt: skip

	@frappe.whitelist()
	def rename(self, name: str, merge=False, force=False, validate_rename=True):
		"""Rename the document."""
		self.name = frappe.rename_doc(self.doctype, self.name, name, merge=merge, force=force)
		self.reload()

	# single values

	def db_set(self, fieldname, value=None, update_modified=True, notify=False, commit=False) -> None:
		"""Write values without checks; fires before_change and on_change."""
		self.update(fieldname if isinstance(fieldname, dict) else {fieldname: value})
		if update_modified and (self.doctype, self.name) not in frappe.flags.currently_saving:
			self.modified, self.modified_by = now(), frappe.session.user
		if not self._doc_before_save:
			self.load_doc_before_save()
		self.run_method("before_change")
		if self.name is None:
			return
		if self.meta.issingle:
			frappe.db.set_single_value(
				self.doctype, fieldname, value, self.modified, self.modified_by, update_modified
			)
		else:
			frappe.db.set_value(
				self.doctype, self.name, fieldname, value, self.modified, self.modified_by, update_modified
			)
		self.run_method("on_change")
		if notify:
			self.notify_update()
		if commit:
			frappe.db.commit()

	# what hangs on a document

	def add_comment(self, comment_type="Comment", text=None, comment_email=None, comment_by=None):
		"""Add a Comment."""
		values = {
			"doctype": "Comment", "comment_type": comment_type, "reference_doctype": self.doctype,
			"reference_name": self.name, "content": text or comment_type,
			"comment_email": comment_email or frappe.session.user, "comment_by": comment_by,
		}  # fmt: skip
		return frappe.get_doc(values).insert(ignore_permissions=True)

	def add_tag(self, tag) -> None:
		"""Add a tag."""
		from frappe.desk.doctype.tag.tag import DocTags

		DocTags(self.doctype).add(self.name, tag)

	def remove_tag(self, tag) -> None:
		"""Take a tag away."""
		from frappe.desk.doctype.tag.tag import DocTags

		DocTags(self.doctype).remove(self.name, tag)

	def get_tags(self) -> list[str]:
		"""Tags of the document."""
		from frappe.desk.doctype.tag.tag import DocTags

		return [tag for tag in DocTags(self.doctype).get_tags(self.name).split(",") if tag]

	def set_onload(self, key, value) -> None:
		"""Send a value along to the form."""
		self.__dict__.setdefault("__onload", frappe._dict())[key] = value

	def get_onload(self, key=None):
		"""Values sent along to the form."""
		values = self.__dict__.get("__onload", frappe._dict())
		return values.get(key) if key else values

	def get_title(self) -> str:
		"""The title."""
		return self.get(self.meta.get_title_field()) or ""
