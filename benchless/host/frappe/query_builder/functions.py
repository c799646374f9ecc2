"""Functions of the query builder. Text results compare as columns do."""

from pypika import functions as _plain
from pypika.functions import *  # noqa: F403
from pypika.functions import Date, Max, Min, Now, Sum  # noqa: F401
from pypika.terms import Function


def _collated(cls):
	plain = cls.get_function_sql

	def get_function_sql(self, **kwargs):
		return plain(self, **kwargs) + " COLLATE unicode_ci"

	cls.get_function_sql = get_function_sql
	return cls


@_collated
class IfNull(_plain.IfNull):
	"""IFNULL that compares as text columns do."""


@_collated
class Coalesce(_plain.Coalesce):
	"""COALESCE that compares as text columns do."""


@_collated
class Concat(_plain.Concat):
	"""CONCAT that compares as text columns do."""


Ifnull = IfNull


class Locate(Function):
	"""Position of a part in a text, from 1; 0 when absent."""

	def __init__(self, part, text, alias=None):
		super().__init__("LOCATE", part, text, alias=alias)
