app_name = "workshop_crm"
app_title = "Workshop CRM"
app_publisher = "Workshop CRM"
app_description = "Customer management for workshops in Oman and the Gulf"
app_email = "hello@workshop-crm.example"
app_license = "gpl-3.0"
required_apps = ["frappe/erpnext"]

# Set-up
before_install = "workshop_crm.install.before_install"
after_install = "workshop_crm.install.after_install"
after_migrate = "workshop_crm.install.after_migrate"
before_uninstall = "workshop_crm.uninstall.before_uninstall"
before_tests = "workshop_crm.tests.site.before_tests"
fixtures = [{"dt": "Contact Channel"}]

# Documents of ERPNext
doc_events = {
	"Customer": {
		"before_insert": ["workshop_crm.customer_management.profile.doc_events.number_customer"],
		"validate": ["workshop_crm.customer_management.profile.doc_events.check_customer"],
		"after_insert": ["workshop_crm.customer_management.profile.doc_events.open_account_of_creator"],
		"on_update": ["workshop_crm.customer_management.profile.doc_events.rewrite_customer_keys"],
		"before_rename": ["workshop_crm.customer_management.profile.doc_events.refuse_merge_by_rename"],
		"on_trash": ["workshop_crm.customer_management.profile.doc_events.remove_profile_records"],
	},
	"Contact": {
		"validate": ["workshop_crm.customer_management.profile.doc_events.check_contact"],
		"on_update": ["workshop_crm.customer_management.profile.doc_events.rewrite_contact_keys"],
		"after_delete": ["workshop_crm.customer_management.profile.doc_events.rewrite_contact_keys"],
	},
	("Sales Order", "Sales Invoice", "POS Invoice", "Delivery Note"): {
		"validate": ["workshop_crm.customer_management.profile.doc_events.require_standing_for_sale"],
	},
	"Payment Entry": {
		"validate": ["workshop_crm.customer_management.profile.doc_events.require_standing_for_payment"],
	},
	"Company": {
		"on_trash": ["workshop_crm.customer_management.profile.doc_events.remove_division_settings"],
	},
}

# Who sees whom
permission_query_conditions = {
	"Customer": "workshop_crm.customer_management.profile.permissions.customer_query_condition",
	"Customer Identity": "workshop_crm.customer_management.profile.permissions.identity_query_condition",
	"Contact": "workshop_crm.customer_management.profile.permissions.contact_query_condition",
	"Address": "workshop_crm.customer_management.profile.permissions.address_query_condition",
}
has_permission = {
	"Customer": "workshop_crm.customer_management.profile.permissions.has_customer_permission",
	"Customer Identity": "workshop_crm.customer_management.profile.permissions.has_identity_permission",
	"Contact": "workshop_crm.customer_management.profile.permissions.has_linked_permission",
	"Address": "workshop_crm.customer_management.profile.permissions.has_linked_permission",
}

# Hook lists of the app itself: other capabilities, and other apps, register here
customer_registered = []
deliver_code = []
timeline_sources = []
