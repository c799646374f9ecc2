"""What the app puts on a site besides its DocTypes, from the same lists that take it away again.

Every step is idempotent: it runs at install and after each migrate, creates what is missing and leaves alone what
the site's people have changed.
"""

from workshop_crm.customer_management.profile import feature_links
from workshop_crm.setup import custom_fields, existing_customers, property_setters, roles, territories, traces


def install_everything() -> None:
	"""Put roles, rights, custom fields, property setters and territories on the site; a second call changes nothing."""
	roles.create_roles()
	custom_fields.create_fields()
	property_setters.create_setters()
	roles.grant_rights()
	territories.create_territories()
	existing_customers.refresh_vocabulary()
	existing_customers.number_existing_customers()
	feature_links.keep_links()


def remove_everything() -> None:
	"""Take away all that `install_everything` made; the columns of custom fields stay, as Frappe keeps them."""
	property_setters.remove_setters()
	custom_fields.remove_fields()
	roles.withdraw_rights()
	roles.remove_roles()
	territories.forget_territories()
	traces.remove_traces()
