"""Terms that apps import from frappe.query_builder.terms."""

from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Field, Term


class SubQuery(Term):
	"""A query used as a value."""

	def __init__(self, query: QueryBuilder, alias=None):
		super().__init__(alias)
		self.query = query

	def get_sql(self, **kwargs):
		"""The query in brackets."""
		return f"({self.query.get_sql(**kwargs)})"


subqry = SubQuery
__all__ = ["Criterion", "Field", "SubQuery", "subqry"]
