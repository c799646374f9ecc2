"""Entry points of install-app and migrate."""

from workshop_crm.setup import install_everything
from workshop_crm.setup.legacy import make_room


def before_install() -> None:
	"""Make room on a site that knows modules and DocTypes of these names from an older app."""
	make_room()


def before_migrate() -> None:
	"""Make room for DocTypes that this version adds."""
	make_room()


def after_install() -> None:
	"""Put roles, rights and fields on the site."""
	install_everything()


def after_migrate() -> None:
	"""Bring what the app has put on the site up to date."""
	install_everything()
