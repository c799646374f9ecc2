"""What the app puts on a site besides its DocTypes, from the same lists that take it away again.

Every step is idempotent: it runs at install and after each migrate, creates what is missing and leaves alone what
the site's people have changed.
"""

from workshop_crm.setup import custom_fields, roles


def install_everything() -> None:
	"""Put roles, rights, custom fields and property setters on the site; a second call changes nothing."""
	roles.create_roles()
	custom_fields.create_fields()


def remove_everything() -> None:
	"""Take away all that `install_everything` made; the columns of custom fields stay, as Frappe keeps them."""
	custom_fields.remove_fields()
	roles.remove_roles()
