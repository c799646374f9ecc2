"""The names of the indexes: one is searched, one may be in the making beside it.

Both are reached by aliases that carry the versions of fields and keys. After an upgrade that changes either, the
former index is not found any more and the database answers until a new one is made, instead of wrong answers.
"""

import re
from datetime import datetime, timezone

from workshop_crm.customer_management.profile.keys import KEY_VERSION
from workshop_crm.customer_management.search.elasticsearch import client
from workshop_crm.customer_management.search.elasticsearch.mapping import MAPPING_VERSION


def searched() -> str:
	"""Return the alias of the index that is searched."""
	return f"{_family()}-live-{MAPPING_VERSION}.{KEY_VERSION}"


def building() -> str:
	"""Return the alias of the index that is being made; there is none at other times."""
	return f"{_family()}-building-{MAPPING_VERSION}.{KEY_VERSION}"


def new_name() -> str:
	"""Return a name that no index has had, readable as the time of its making (UTC)."""
	return f"{_family()}-{datetime.now(timezone.utc):%Y%m%d%H%M%S%f}"


def behind(alias: str) -> str | None:
	"""Return the index behind `alias`, None without one. Raises BackendDown."""
	with client.failing_told():
		engine = client.connection()
		if not engine.indices.exists_alias(name=alias):
			return None
		return next(iter(engine.indices.get_alias(name=alias)))


def all_of_this_site() -> list[str]:
	"""Return the indexes made by this site, former and half-made ones included. Raises BackendDown."""
	with client.failing_told():
		found = client.connection().indices.get_alias(index=pattern())
	# Another site's prefix may begin with this one's.
	own = re.compile(re.escape(_family()) + r"-\d{20}")
	return sorted(name for name in found if own.fullmatch(name))


def pattern() -> str:
	"""Return the pattern that the names of this site's indexes fit."""
	return f"{_family()}-*"


def remove_all() -> None:
	"""Take all customers of this site off the server. Raises BackendDown."""
	for name in all_of_this_site():
		with client.failing_told():
			client.connection().indices.delete(index=name)


def _family() -> str:
	return f"{client.index_prefix()}-customers"
