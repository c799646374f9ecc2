"""Field kinds."""

from frappe.database.schema import COLUMN_TYPES

table_fields = ("Table", "Table MultiSelect")
no_value_fields = (
	"Section Break", "Column Break", "Tab Break", "HTML", "Table", "Table MultiSelect", "Button", "Image", "Fold", "Heading",
)  # fmt: skip
display_fieldtypes = (
	"Section Break",
	"Column Break",
	"Tab Break",
	"HTML",
	"Button",
	"Image",
	"Fold",
	"Heading",
)
data_fieldtypes = tuple(COLUMN_TYPES)
numeric_fieldtypes = ("Currency", "Int", "Long Int", "Float", "Percent", "Check")
default_fields = ("doctype", "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx")
child_table_fields = ("parent", "parentfield", "parenttype")
optional_fields = ("_user_tags", "_comments", "_assign", "_liked_by", "_seen")
core_doctypes_list = (
	"DefaultValue",
	"DocType",
	"DocField",
	"DocPerm",
	"Custom Field",
	"Property Setter",
	"Module Def",
)
