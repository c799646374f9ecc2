"""People to talk to."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.naming import append_number_if_name_exists


class Contact(Document):
	"""A person, with phones, e-mails and links to parties."""

	def autoname(self) -> None:
		"""Name: the person's, then the first linked party's."""
		self.name = self._full_name()
		if frappe.db.exists("Contact", self.name):
			self.name = append_number_if_name_exists("Contact", self.name)
		if self.links:
			self.name = f"{self.name}-{self.links[0].link_name.strip()}"

	def validate(self) -> None:
		"""Full name, primary e-mail and numbers, titles of links."""
		self.full_name = self._full_name()
		self.email_id = self._primary(self.email_ids, "is_primary", "email_id", _("Email ID"))
		if len(self.email_ids) == 1 and not self.email_id:
			self.email_ids[0].is_primary, self.email_id = 1, self.email_ids[0].email_id.strip()
		self.phone = self._primary(self.phone_nos, "is_primary_phone", "phone", _("Phone"))
		self.mobile_no = self._primary(self.phone_nos, "is_primary_mobile_no", "phone", _("Mobile No"))
		if self.email_id and not self.user:
			self.user = frappe.db.get_value("User", {"email": self.email_id})
		seen = set()
		for link in list(self.links):
			if (link.link_doctype, link.link_name) in seen:
				self.remove(link)
			seen.add((link.link_doctype, link.link_name))
			if not link.link_title:
				link.link_title = _title(link.link_doctype, link.link_name)

	def _full_name(self) -> str:
		parts = [self.first_name, self.middle_name, self.last_name]
		name = " ".join(part.strip() for part in parts if part and part.strip())
		return (
			name
			or self.company_name
			or (self.email_ids[0].email_id if self.email_ids else "")
			or self.email_id
			or ""
		)

	def _primary(self, rows, flag: str, field: str, label: str) -> str:
		chosen = [row for row in rows if row.get(flag)]
		if len(chosen) > 1:
			frappe.throw(_("Only one {0} can be set as primary.").format(frappe.bold(label)))
		return chosen[0].get(field).strip() if chosen else ""

	def add_email(self, email_id, is_primary=0, autosave=False) -> None:
		"""Add an e-mail."""
		if email_id not in [row.email_id for row in self.email_ids]:
			self.append("email_ids", {"email_id": email_id, "is_primary": is_primary})
			if autosave:
				self.save(ignore_permissions=True)

	def add_phone(self, phone, is_primary_phone=0, is_primary_mobile_no=0, autosave=False) -> None:
		"""Add a number."""
		if phone not in [row.phone for row in self.phone_nos]:
			values = {
				"phone": phone,
				"is_primary_phone": is_primary_phone,
				"is_primary_mobile_no": is_primary_mobile_no,
			}
			self.append("phone_nos", values)
			if autosave:
				self.save(ignore_permissions=True)


def _title(doctype: str, name: str) -> str:
	field = frappe.get_meta(doctype).get_title_field()
	return frappe.db.get_value(doctype, name, field) or name
