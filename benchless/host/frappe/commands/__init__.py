"""What commands of an app build on."""

import click
import frappe

pass_context = click.pass_context


def get_site(context, raise_err: bool = True) -> str | None:
	"""The site of this process."""
	site = getattr(frappe.local, "site", None)
	if not site and raise_err:
		raise frappe.SiteNotSpecifiedError
	return site
