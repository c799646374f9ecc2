"""Secrets of Password fields, encrypted with the site's key."""

import frappe
from cryptography.fernet import Fernet, InvalidToken
from frappe import _
from passlib.context import CryptContext

passlibctx = CryptContext(schemes=["pbkdf2_sha256"])


def get_encryption_key() -> str:
	"""The site's key from site_config.json, made at first use."""
	if "encryption_key" not in frappe.local.conf:
		from frappe.installer import update_site_config

		update_site_config("encryption_key", Fernet.generate_key().decode())
	return frappe.local.conf.encryption_key


def encrypt(txt: str, encryption_key: str | None = None) -> str:
	"""The text encrypted."""
	return Fernet((encryption_key or get_encryption_key()).encode()).encrypt(txt.encode()).decode()


def decrypt(txt: str, encryption_key: str | None = None, key: str | None = None) -> str:
	"""The text decrypted. Raises ValidationError when the key does not fit."""
	try:
		return Fernet((encryption_key or get_encryption_key()).encode()).decrypt(txt.encode()).decode()
	except InvalidToken:
		frappe.throw(_("Encryption key is invalid! Please check site_config.json"))


def get_decrypted_password(doctype, name, fieldname="password", raise_exception=True):
	"""The secret of a field. Raises AuthenticationError when there is none."""
	query = "select password from `__Auth` where doctype = ? and name = ? and fieldname = ? and encrypted = 1"
	rows = frappe.db.fetch(query, (doctype, name, fieldname))
	if rows and rows[0][0]:
		return decrypt(rows[0][0])
	if raise_exception:
		frappe.throw(
			_("Password not found for {0} {1} {2}").format(doctype, name, fieldname),
			frappe.AuthenticationError,
		)
	return None


def _store(doctype, name, fieldname, value, encrypted) -> None:
	query = "insert or replace into `__Auth` (doctype, name, fieldname, password, encrypted) values (?, ?, ?, ?, ?)"
	frappe.db.execute(query, (doctype, name, fieldname, value, encrypted))


def set_encrypted_password(doctype, name, pwd, fieldname="password") -> None:
	"""Keep a secret."""
	_store(doctype, name, fieldname, encrypt(pwd), 1)


def remove_encrypted_password(doctype, name, fieldname="password") -> None:
	"""Forget a secret."""
	frappe.db.execute(
		"delete from `__Auth` where doctype = ? and name = ? and fieldname = ?", (doctype, name, fieldname)
	)


def update_password(user, pwd, doctype="User", fieldname="password", logout_all_sessions=False) -> None:
	"""Keep the hash of a login password."""
	_store(doctype, user, fieldname, passlibctx.hash(pwd), 0)


def check_password(user, pwd, doctype="User", fieldname="password", delete_tracker_cache=True) -> str:
	"""The user's name when the password fits. Raises AuthenticationError."""
	query = "select name, password from `__Auth` where doctype = ? and name = ? and fieldname = ? and encrypted = 0"
	rows = frappe.db.fetch(query, (doctype, user, fieldname))
	if not rows or not passlibctx.verify(pwd, rows[0][1]):
		raise frappe.AuthenticationError(_("Incorrect User or Password"))
	return rows[0][0]
