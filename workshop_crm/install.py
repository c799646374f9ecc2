"""Entry points of install-app and migrate."""

from workshop_crm.setup import install_everything


def before_install() -> None:
	"""Make room on a site that already knows modules and DocTypes of these names."""


def before_migrate() -> None:
	"""Make room for DocTypes that this version adds."""


def after_install() -> None:
	"""Put roles, rights and fields on the site."""
	install_everything()


def after_migrate() -> None:
	"""Bring what the app has put on the site up to date."""
	install_everything()
