"""What is checked before a document is stored."""

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.model.base_document import BaseDocument
from frappe.utils.data import cint, cstr, flt, strip_html


class DocumentChecks(BaseDocument):
	"""Links, mandatory fields, options, lengths, constants, permission levels."""

	# links

	def _validate_links(self) -> None:
		if self.flags.ignore_links or self._action == "cancel":
			return
		invalid, cancelled = self.get_invalid_links()
		for row in self.get_all_children():
			more = row.get_invalid_links(is_submittable=self.meta.is_submittable)
			invalid, cancelled = invalid + more[0], cancelled + more[1]
		if invalid:
			frappe.throw(
				_("Could not find {0}").format(", ".join(one[2] for one in invalid)),
				frappe.LinkValidationError,
			)
		if cancelled:
			message = _("Cannot link cancelled document: {0}").format(", ".join(one[2] for one in cancelled))
			frappe.throw(message, frappe.CancelledLinkError)

	def get_invalid_links(self, is_submittable=False) -> tuple[list, list]:
		"""Links to nothing and links to cancelled documents; fills fields that fetch."""
		invalid, cancelled = [], []
		for field in self.meta._link_fields + self.meta._dynamic_links:
			name = self.__dict__.get(field.fieldname)
			if not name:
				continue
			doctype = field.options if field.fieldtype == "Link" else self.get(field.options)
			if not doctype:
				frappe.throw(_("{0} must be set first").format(self.meta.get_label(field.options)))
			problem = self._check_link(field, doctype, name, is_submittable)
			if problem:
				label = f"{_(field.label)}: {name}"
				if self.get("parentfield"):
					label = f"{_('Row')} #{self.idx}: {label}"
				(invalid if problem == "invalid" else cancelled).append((field.fieldname, name, label))
		return invalid, cancelled

	def _check_link(self, field, doctype: str, name, is_submittable) -> str | None:
		meta = frappe.get_meta(doctype)
		if meta.issingle:
			return None
		fetched = [
			one
			for one in self.meta.get_fields_to_fetch(field.fieldname)
			if not (one.fetch_if_empty and self.get(one.fieldname))
		]
		if fetched:
			columns = ["name"] + [one.fetch_from.split(".")[-1] for one in fetched]
			values = frappe.db.get_value(doctype, name, columns, as_dict=True)
		else:
			found = frappe.db.get_value(doctype, name, "name", cache=True)
			values = {"name": found} if found else None
		if not values:
			# a bench does not look at links through which something is fetched
			return None if fetched else "invalid"
		self.__dict__[field.fieldname] = values["name"]
		for one in fetched:
			if self.is_new() or not self.docstatus.is_submitted() or one.allow_on_submit:
				self.__dict__[one.fieldname] = values[one.fetch_from.split(".")[-1]]
		submittable = (is_submittable or self.meta.is_submittable) and meta.is_submittable
		if submittable and field.fieldname != "amended_from":
			if cint(frappe.db.get_value(doctype, name, "docstatus")) == 2:
				return "cancelled"
		return None

	# values

	def _validate(self) -> None:
		self._validate_mandatory()
		for doc in (self, *self.get_all_children()):
			doc._validate_values()
		if self.is_new():
			for name in ("_user_tags", "_comments", "_assign", "_liked_by"):
				self.__dict__[name] = None
		else:
			self.validate_set_only_once()

	def _validate_values(self) -> None:
		meta = self.meta
		if meta._checked:
			self._validate_data_fields()
		if meta._selects and not frappe.flags.in_import:
			self._validate_selects()
		for field in meta._nonnegative:
			if flt(self.get(field.fieldname)) < 0:
				message = _("Value cannot be negative for {0}: {1}").format(
					_(self.doctype), frappe.bold(_(field.label))
				)
				frappe.throw(message, frappe.NonNegativeError, title=_("Negative Value"))
		if not meta.issingle and not frappe.flags.in_install:
			self._validate_length()
		for field in meta._ratings:
			self.set(field.fieldname, max(0, min(flt(self.get(field.fieldname)), 1)))
		self._sync_autoname_field()
		self._sanitize_content()
		if meta._passwords:
			self._save_passwords()

	def _validate_mandatory(self) -> None:
		if self.flags.ignore_mandatory:
			return
		missing = self._get_missing_mandatory_fields()
		for row in self.get_all_children():
			missing.extend(row._get_missing_mandatory_fields())
		for _fieldname, message in missing:
			frappe.msgprint(message)
		if missing:
			names = ", ".join(one[0] for one in missing)
			raise frappe.MandatoryError(f"[{self.doctype}, {self.name}]: {names}")

	def _get_missing_mandatory_fields(self) -> list[tuple[str, str]]:
		missing = []
		for field in self.meta._required:
			value = self.__dict__.get(field.fieldname)
			if value in (None, []) or not ("<img" in cstr(value) or strip_html(cstr(value)).strip()):
				missing.append((field.fieldname, self._missing_text(field)))
		for name in ("parent", "parenttype") if self.meta.istable else ():
			if not self.get(name):
				missing.append((name, name))
		return missing

	def _missing_text(self, field) -> str:
		label = _(field.label)
		if field.fieldtype in table_fields:
			return f"{_('Error')}: {_('Data missing in table')}: {label}"
		if self.get("parentfield"):
			row = f"{frappe.bold(_(self.doctype))} {_('Row')} #{self.idx}"
			return f"{_('Error')}: {row}: {_('Value missing for')}: {label}"
		return _("Error: Value missing for {0}: {1}").format(_(self.doctype), label)

	def _validate_data_fields(self) -> None:
		checks = {
			"Email": lambda value: [
				frappe.utils.validate_email_address(one, throw=True)
				for one in frappe.utils.split_emails(value)
			],
			"Phone": lambda value: frappe.utils.validate_phone_number(value, throw=True),
			"URL": lambda value: frappe.utils.validate_url(value, throw=True),
		}
		for field in self.meta._checked:
			value = self.get(field.fieldname)
			if value and field.fieldtype == "Phone":
				frappe.utils.validate_phone_number_with_country_code(value, field.fieldname)
			elif value and field.options in checks and value not in frappe.STANDARD_USERS:
				checks[field.options](value)

	def _validate_selects(self) -> None:
		for field in self.meta._selects:
			value = self.__dict__.get(field.fieldname)
			options = field.options.split("\n")
			if not value or not any(options):
				continue
			value = self.__dict__[field.fieldname] = cstr(value).strip()
			if value not in options and not (frappe.flags.in_test and value.startswith("_T-")):
				row = _("Row #{0}:").format(self.idx) if self.get("parentfield") else ""
				choices = '", "'.join(_(one) for one in options)
				frappe.throw(
					_('{0} {1} cannot be "{2}". It should be one of "{3}"').format(
						row, _(field.label), value, choices
					)
				)

	def _validate_length(self) -> None:
		for field, longest in self.meta._lengths:
			value = self.__dict__.get(field.fieldname)
			if value is not None and len(cstr(value)) > longest:
				place = f"{_(self.doctype)} {self.name}"
				message = _("{0}: '{1}' ({3}) will get truncated, as max characters allowed is {2}")
				frappe.throw(
					message.format(place, frappe.bold(_(field.label)), longest, value),
					frappe.CharacterLengthExceededError,
					title=_("Value too big"),
				)

	def _sync_autoname_field(self) -> None:
		_empty, _mark, fieldname = (self.meta.autoname or "").partition("field:")
		if fieldname and self.name and self.name != self.get(fieldname):
			self.set(fieldname, self.name)

	def _sanitize_content(self) -> None:
		if frappe.flags.in_install:
			return
		for name in self.meta._columns:
			value = self.__dict__.get(name)
			if not isinstance(value, str) or ("<" not in value and ">" not in value):
				continue
			field = self.meta.get_field(name)
			kind = field.fieldtype if field else None
			settled = self.docstatus.is_cancelled() or (
				self.docstatus.is_submitted() and not (field and field.allow_on_submit)
			)
			exempt = field and (
				field.ignore_xss_filter
				or field.options == "Email"
				or kind in ("Attach", "Attach Image", "Barcode", "Code")
			)
			if not exempt and not settled:
				self.__dict__[name] = frappe.utils.sanitize_html(value, linkify=kind == "Text Editor")

	def _save_passwords(self) -> None:
		from frappe.utils.password import remove_encrypted_password, set_encrypted_password

		if self.flags.ignore_save_passwords is True:
			return
		for field in self.meta._passwords:
			value = self.get(field.fieldname)
			if field.fieldname in (self.flags.ignore_save_passwords or ()):
				continue
			if not value:
				remove_encrypted_password(self.doctype, self.name, field.fieldname)
			elif set(value) != {"*"}:
				set_encrypted_password(self.doctype, self.name, value, field.fieldname)
				self.set(field.fieldname, "*" * len(value))

	def validate_set_only_once(self) -> None:
		"""Raise CannotChangeConstantError when a field that stays as first saved has changed."""
		for field in self.meta._once if self._doc_before_save else ():
			value, original = self.get(field.fieldname), self._doc_before_save.get(field.fieldname)
			if field.fieldtype in table_fields:
				changed = [_row_content(row) for row in value] != [_row_content(row) for row in original]
			elif field.fieldtype in ("Date", "Datetime", "Time"):
				changed = str(value) != str(original)
			else:
				changed = value != original
			if changed:
				message = _("Value cannot be changed for {0}").format(
					frappe.bold(self.meta.get_label(field.fieldname))
				)
				frappe.throw(message, exc=frappe.CannotChangeConstantError)

	def validate_update_after_submit(self) -> None:
		"""Raise UpdateAfterSubmitError when a submitted document changes where it may not."""
		if self.flags.ignore_validate_update_after_submit:
			return
		stored = frappe.get_doc(self.doctype, self.name)
		self._compare_submitted(stored)
		rows = {row.name: row for row in stored.get_all_children()}
		for row in self.get_all_children():
			allowed = self.meta.get_field(row.parentfield).allow_on_submit
			if row.name in rows:
				row._compare_submitted(rows[row.name])
			elif not allowed:
				frappe.throw(
					_("Not allowed to change {0} after submission").format(row.parentfield),
					frappe.UpdateAfterSubmitError,
				)

	def _compare_submitted(self, stored) -> None:
		for field in self.meta.fields:
			if (
				field.allow_on_submit
				or field.is_virtual
				or field.fieldtype not in {*table_fields} | frappe.db.type_map.keys()
			):
				continue
			mine, theirs = self.get(field.fieldname), stored.get(field.fieldname)
			if field.fieldtype in table_fields:
				mine, theirs = len(mine or []), len(theirs or [])
			else:
				mine, theirs = self.get_value(field.fieldname), stored.get_value(field.fieldname)
			if (mine or theirs) and mine != theirs:
				row = f"Row #{self.idx}:" if self.get("parent") else ""
				message = _("{0} Not allowed to change {1} after submission from {2} to {3}")
				frappe.throw(
					message.format(row, frappe.bold(_(field.label)), frappe.bold(theirs), frappe.bold(mine)),
					frappe.UpdateAfterSubmitError,
					title=_("Cannot Update After Submit"),
				)

	# permission levels

	def validate_higher_perm_levels(self) -> None:
		"""Values the user may not write go back to what they were."""
		if self.flags.ignore_permissions or frappe.flags.in_install or frappe.session.user == "Administrator":
			return
		docs = [self, *([] if self.is_new() else self.get_all_children())]
		if not any(doc.meta._high for doc in docs):
			return
		levels = self.get_permlevel_access()
		for doc in docs:
			closed = [field for field in doc.meta._high if cint(field.permlevel) not in levels]
			if closed:
				doc._reset(closed)

	def _reset(self, fields) -> None:
		if self.is_new():
			reference = frappe.new_doc(self.doctype)
		elif parent := self.parent_doc:
			rows = [row for row in parent.get_latest().get(self.parentfield) if row.name == self.name]
			reference = rows[0] if rows else None
		else:
			reference = self.get_latest()
		for field in fields if reference else ():
			self.set(field.fieldname, reference.get(field.fieldname))

	def get_permlevel_access(self, permission_type="write") -> list[int]:
		"""Permission levels the user has."""
		return self.meta.get_permlevel_access(permission_type, self.get("parenttype"))

	def apply_fieldlevel_read_permissions(self) -> None:
		"""Take away values the user may not read."""
		if frappe.session.user == "Administrator":
			return
		levels = None
		for doc in (self, *self.get_all_children()):
			for field in doc.meta._high:
				levels = self.get_permlevel_access("read") if levels is None else levels
				if cint(field.permlevel) not in levels:
					doc.__dict__.pop(field.fieldname, None)


def _row_content(row) -> dict:
	values = row.as_dict(convert_dates_to_str=True)
	return {key: value for key, value in values.items() if key not in ("modified", "modified_by", "creation")}
