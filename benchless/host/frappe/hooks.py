app_name = "frappe"
app_title = "Framework"

has_permission = {
	"File": "frappe.core.doctype.file.file.has_permission",
	"ToDo": "frappe.desk.doctype.todo.todo.has_permission",
}
permission_query_conditions = {
	"File": "frappe.core.doctype.file.file.get_permission_query_conditions",
	"ToDo": "frappe.desk.doctype.todo.todo.get_permission_query_conditions",
}
