"""Names that Frappe's query builder exports."""

from frappe.query_builder.builder import DocType, HostQuery
from pypika import Case, Column, Criterion, CustomFunction, Field, Order, Table
from pypika.terms import Interval, Not, Tuple, ValueWrapper

__all__ = [
	"Case", "Column", "Criterion", "CustomFunction", "DocType", "Field", "HostQuery", "Interval", "Not", "Order",
	"Table", "Tuple", "ValueWrapper",
]  # fmt: skip
