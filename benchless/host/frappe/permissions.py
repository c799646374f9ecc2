"""Who may do what: roles, owners, hooks, User Permissions, shares."""

import frappe
from frappe import _
from frappe.utils.data import cint, cstr

rights = (
	"select", "read", "write", "create", "delete", "submit", "cancel", "amend", "print", "email", "report", "import",
	"export", "share",
)  # fmt: skip
GUEST_ROLE, ALL_USER_ROLE, SYSTEM_USER_ROLE, ADMIN_ROLE = "Guest", "All", "Desk User", "Administrator"
AUTOMATIC_ROLES = (GUEST_ROLE, ALL_USER_ROLE, SYSTEM_USER_ROLE, ADMIN_ROLE)


def get_roles(user=None, with_standard=True) -> list[str]:
	"""Roles of a user, with the automatic ones."""
	user = user or frappe.session.user
	if not user or user == "Guest":
		return [GUEST_ROLE]
	roles = frappe.cache.hget("roles", user, lambda: _roles_of(user))
	return list(roles) if with_standard else [role for role in roles if role not in AUTOMATIC_ROLES]


def _roles_of(user: str) -> list[str]:
	if user == "Administrator":
		return frappe.get_all("Role", pluck="name")
	roles = frappe.get_all("Has Role", {"parenttype": "User", "parent": user}, pluck="role")
	roles = [role for role in roles if role not in AUTOMATIC_ROLES] + [ALL_USER_ROLE, GUEST_ROLE]
	if frappe.db.get_value("User", user, "user_type") == "System User":
		roles.append(SYSTEM_USER_ROLE)
	return roles


def has_permission(
	doctype, ptype="read", doc=None, user=None, raise_exception=True, *, parent_doctype=None, debug=False,
	ignore_share_permissions=False,
) -> bool:  # fmt: skip
	"""May the user do `ptype` on the DocType, or on this document?"""
	user = user or frappe.session.user
	if user == "Administrator":
		return True
	if not doc and hasattr(doctype, "doctype"):
		doc, doctype = doctype, doctype.doctype
	meta = frappe.get_meta(doctype)
	if meta.istable:
		return has_child_permission(meta, ptype, doc, user, parent_doctype)
	if isinstance(doc, str | int):
		doc = frappe.get_doc(meta.name, doc)
	if doc:
		allowed = get_doc_permissions(doc, user=user, ptype=ptype).get(ptype)
	elif (ptype == "submit" and not meta.is_submittable) or (ptype == "import" and not meta.allow_import):
		return False
	else:
		allowed = get_role_permissions(meta, user=user).get(ptype)
	if (
		not allowed
		and not ignore_share_permissions
		and ptype in ("read", "write", "share", "submit", "email", "print")
	):
		right = "read" if ptype in ("email", "print") else ptype
		shared = frappe.share.get_shared(meta.name, user, [right])
		allowed = doc.name in shared if doc else bool(shared)
	return bool(allowed)


def has_child_permission(meta, ptype, doc, user, parent_doctype=None) -> bool:
	"""Rows of child tables follow their document."""
	if doc and not isinstance(doc, str) and doc.get("parenttype"):
		parent_doctype = doc.parenttype
		parent = doc.parent_doc or (frappe.get_doc(parent_doctype, doc.parent) if doc.parent else None)
	else:
		parent = None
	if not parent_doctype or not frappe.get_meta(parent_doctype).get_parentfields_for_child_doctype(
		meta.name
	):
		return False
	if parent and doc.parentfield:
		level = cint(frappe.get_meta(parent_doctype).get_field(doc.parentfield).permlevel)
		if level and level not in frappe.get_meta(parent_doctype).get_permlevel_access(ptype, user=user):
			return False
	return has_permission(parent_doctype, ptype, doc=parent, user=user)


def get_doc_permissions(doc, user=None, ptype=None, debug=False) -> dict:
	"""Rights on a document, without shares."""
	user = user or frappe.session.user
	meta = frappe.get_meta(doc.doctype)
	owner = (doc.get("owner") or "").lower() == user.lower()
	if not has_controller_permissions(doc, ptype, user=user):
		return {ptype: 0}
	permissions = frappe._dict(get_role_permissions(meta, user=user, is_owner=owner))
	if not meta.is_submittable:
		permissions["submit"] = 0
	if not meta.allow_import:
		permissions["import"] = 0
	if permissions.get("has_if_owner_enabled"):
		permissions.update(permissions.get("if_owner", {}))
	if not has_user_permission(doc, user, ptype=ptype):
		permissions = {**permissions.get("if_owner", {}), "create": 0} if owner else {}
	return permissions


def get_role_permissions(doctype_meta, user=None, is_owner=None, debug=False) -> dict:
	"""Rights by role at level 0; `if_owner` holds those for owners only."""
	meta = frappe.get_meta(doctype_meta) if isinstance(doctype_meta, str) else doctype_meta
	user = user or frappe.session.user
	if user == "Administrator":
		return frappe._dict({right: 1 for right in rights}, if_owner={}, has_if_owner_enabled=False)
	key = (meta.name, user, bool(is_owner))
	held = frappe.local.role_permissions
	if key not in held:
		held[key] = _role_permissions(meta, get_roles(user), is_owner)
	return held[key]


def _role_permissions(meta, roles, is_owner) -> dict:
	rows = [row for row in meta.permissions if row.role in roles and cint(row.permlevel) == 0]
	owners_only = any(row.if_owner for row in rows)
	result = frappe._dict(if_owner={}, has_if_owner_enabled=owners_only)
	for right in rights:
		value = any(row.get(right) for row in rows)
		result[right] = cint(value)
		unconditional = any(row.get(right) and not row.if_owner for row in rows)
		if value and owners_only and not unconditional and right != "create":
			result["if_owner"][right] = cint(value and is_owner)
			result[right] = 1 if right in ("select", "read") else 0
	return result


def has_controller_permissions(doc, ptype, user=None, debug=False) -> bool:
	"""has_permission hooks, last app first; the first answer that is not None counts."""
	hooks = frappe.get_hooks("has_permission", {})
	for method in reversed(hooks.get(doc.doctype, []) + hooks.get("*", [])):
		answer = frappe.call(method, doc=doc, ptype=ptype, user=user or frappe.session.user, debug=debug)
		if answer is not None:
			return bool(answer)
	return True


def get_user_permissions(user=None) -> dict:
	"""{doctype: [{doc, applicable_for, is_default, hide_descendants}]} of a user."""
	user = user or frappe.session.user
	if user in ("Administrator", "Guest"):
		return {}
	return frappe.cache.hget("user_permissions", user, lambda: _user_permissions_of(user))


def _user_permissions_of(user: str) -> dict:
	fields = ["allow", "for_value", "applicable_for", "is_default", "hide_descendants"]
	result: dict = {}
	for row in frappe.get_all("User Permission", fields=fields, filters={"user": user}, order_by="creation"):
		entry = frappe._dict(
			doc=row.for_value,
			applicable_for=row.applicable_for,
			is_default=row.is_default,
			hide_descendants=row.hide_descendants,
		)
		result.setdefault(row.allow, []).append(entry)
		if frappe.get_meta(row.allow).is_nested_set() and not row.hide_descendants:
			for name in frappe.get_all(row.allow, {"name": ["descendants of", row.for_value]}, pluck="name"):
				result[row.allow].append(frappe._dict({**entry, "doc": name, "is_default": 0}))
	return result


def get_allowed_docs_for_doctype(user_permissions, doctype) -> list[str]:
	"""Documents allowed where `doctype` links to them."""
	return filter_allowed_docs_for_doctype(user_permissions, doctype, with_default_doc=False)


def filter_allowed_docs_for_doctype(user_permissions, doctype, with_default_doc=True):
	"""As above; with the default document."""
	rows = [row for row in user_permissions if row.applicable_for in (None, "", doctype)]
	allowed = [row.doc for row in rows]
	if not with_default_doc:
		return allowed
	preferred = [row.doc for row in rows if row.is_default] or (allowed if len(allowed) == 1 else [])
	return allowed, preferred[0] if preferred else None


def has_user_permission(doc, user=None, debug=False, ptype=None) -> bool:
	"""Do the user's User Permissions leave the document and its links open?"""
	permissions = get_user_permissions(user)
	if not permissions:
		return True
	doctype = doc.doctype
	strict = not doc.meta.issingle and cint(frappe.get_system_settings("apply_strict_user_permissions"))
	allowed = get_allowed_docs_for_doctype(permissions.get(doctype, []), doctype)
	if allowed:
		if doc.meta.is_tree and ptype == "create" and doc.get(doc.nsm_parent_field):
			parent = doc.get(doc.nsm_parent_field)
			if parent not in allowed:
				return False
		elif not doc.name or str(doc.name) not in allowed:
			return False
	for row in (doc, *doc.get_all_children()):
		for field in row.meta._links_user:
			value = row.get(field.fieldname)
			if (not value and not strict) or field.options not in permissions:
				continue
			allowed = get_allowed_docs_for_doctype(permissions[field.options], doctype)
			if allowed and cstr(value) not in allowed:
				return False
	return True


def user_permission_exists(user, allow, for_value, applicable_for=None) -> bool:
	"""Is there such a User Permission?"""
	filters = {"user": user, "allow": allow, "for_value": for_value}
	if applicable_for:
		filters["applicable_for"] = applicable_for
	else:
		filters["apply_to_all_doctypes"] = 1
	return bool(frappe.db.exists("User Permission", filters))


def add_user_permission(
	doctype, name, user, ignore_permissions=False, applicable_for=None, is_default=0, hide_descendants=0
) -> None:
	"""Limit a user to a document, where `doctype` is linked."""
	if user_permission_exists(user, doctype, name, applicable_for):
		return
	if not frappe.db.exists(doctype, name):
		frappe.throw(_("{0} {1} not found").format(_(doctype), name), frappe.DoesNotExistError)
	values = {
		"doctype": "User Permission", "user": user, "allow": doctype, "for_value": name, "is_default": is_default,
		"applicable_for": applicable_for, "apply_to_all_doctypes": 0 if applicable_for else 1,
		"hide_descendants": hide_descendants,
	}  # fmt: skip
	frappe.get_doc(values).insert(ignore_permissions=ignore_permissions)


def setup_custom_perms(parent) -> bool | None:
	"""Copy the DocType's permissions so that they can be changed on this site."""
	if frappe.db.exists("Custom DocPerm", {"parent": parent}):
		return None
	for row in frappe.get_all("DocPerm", fields="*", filters={"parent": parent}):
		copied = frappe.new_doc("Custom DocPerm")
		copied.update(
			{key: value for key, value in row.items() if key not in ("name", "creation", "modified")}
		)
		copied.insert(ignore_permissions=True)
	return True


def add_permission(doctype, role, permlevel=0, ptype=None) -> None:
	"""Add a rule for a role."""
	setup_custom_perms(doctype)
	if frappe.db.get_value(
		"Custom DocPerm", {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": 0}
	):
		return
	values = {
		"doctype": "Custom DocPerm", "parent": doctype, "parenttype": "DocType", "parentfield": "permissions",
		"role": role, "permlevel": permlevel, ptype or "read": 1,
	}  # fmt: skip
	frappe.get_doc(values).insert(ignore_permissions=True)
	frappe.clear_cache(doctype=doctype)


def update_permission_property(doctype, role, permlevel, ptype, value=None, validate=True, if_owner=0):
	"""Change one right of a rule."""
	made = setup_custom_perms(doctype)
	filters = {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": if_owner}
	name = frappe.db.get_value("Custom DocPerm", filters)
	frappe.db.set_value("Custom DocPerm", name, ptype, value, update_modified=False)
	frappe.clear_cache(doctype=doctype)
	return made
