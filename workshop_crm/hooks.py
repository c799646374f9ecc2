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
before_migrate = "workshop_crm.install.before_migrate"
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
		"after_rename": ["workshop_crm.customer_management.profile.doc_events.rekey_renamed_customer"],
		"on_trash": ["workshop_crm.customer_management.profile.doc_events.remove_profile_records"],
	},
	"Contact": {
		"validate": [
			"workshop_crm.customer_management.profile.doc_events.check_contact",
			"workshop_crm.customer_management.profile.verification.doc_events.mark_verified_rows",
		],
		"on_update": [
			"workshop_crm.customer_management.profile.doc_events.rewrite_contact_keys",
			"workshop_crm.customer_management.profile.verification.doc_events.expire_removed_contact_values",
		],
		"after_delete": ["workshop_crm.customer_management.profile.doc_events.rewrite_contact_keys"],
	},
	"Address": {
		"validate": [
			"workshop_crm.customer_management.profile.verification.doc_events.keep_address_decision"
		],
		"on_update": [
			"workshop_crm.customer_management.profile.doc_events.rewrite_address_keys",
			"workshop_crm.customer_management.profile.verification.doc_events.expire_changed_address",
		],
		"after_delete": ["workshop_crm.customer_management.profile.doc_events.rewrite_address_keys"],
	},
	"Customer Identity": {
		"on_update": [
			"workshop_crm.customer_management.profile.verification.doc_events.expire_changed_identity"
		],
		"after_delete": [
			"workshop_crm.customer_management.profile.verification.doc_events.expire_erased_identity"
		],
	},
	"File": {
		"validate": ["workshop_crm.customer_management.profile.documents.doc_events.check_file"],
	},
	("Sales Invoice", "POS Invoice", "Delivery Note"): {
		"validate": [
			"workshop_crm.customer_management.profile.verification.doc_events.require_verification_for_sale"
		],
	},
	("Sales Order", "Sales Invoice", "POS Invoice", "Delivery Note"): {
		"validate": ["workshop_crm.customer_management.profile.doc_events.require_standing_for_sale"],
	},
	"Sales Order": {
		"before_validate": [
			"workshop_crm.customer_management.profile.project_quotes.doc_events.take_over_quoted_project"
		],
		"validate": ["workshop_crm.customer_management.profile.takeaway.doc_events.check_pick_up"],
		"before_update_after_submit": [
			"workshop_crm.customer_management.profile.takeaway.doc_events.keep_pick_up_status"
		],
	},
	("Sales Invoice", "POS Invoice"): {
		"on_submit": ["workshop_crm.customer_management.profile.lifecycle.doc_events.recompute_buyer"],
		"on_cancel": ["workshop_crm.customer_management.profile.lifecycle.doc_events.recompute_buyer"],
	},
	"Quotation": {
		"validate": [
			"workshop_crm.customer_management.profile.project_quotes.doc_events.keep_quotation_to_its_project"
		],
	},
	"Warranty Claim": {
		"validate": [
			"workshop_crm.customer_management.profile.warranties.doc_events.keep_claim_to_its_owner"
		],
	},
	"Payment Entry": {
		"validate": ["workshop_crm.customer_management.profile.doc_events.require_standing_for_payment"],
	},
	"Employee": {
		"on_update": ["workshop_crm.customer_management.profile.doc_events.settle_employee"],
	},
	"Company": {
		"after_rename": ["workshop_crm.customer_management.search.doc_events.index_under_new_name"],
		"on_trash": ["workshop_crm.customer_management.profile.doc_events.remove_division_settings"],
	},
}

# Who sees whom
permission_query_conditions = {
	"Customer": "workshop_crm.customer_management.profile.permissions.customer_query_condition",
	"Customer Admission": "workshop_crm.customer_management.profile.permissions.admission_query_condition",
	"Customer Identity": "workshop_crm.customer_management.profile.permissions.identity_query_condition",
	"Customer Note": "workshop_crm.customer_management.profile.note_permissions.note_query_condition",
	"Customer Vehicle": "workshop_crm.customer_management.profile.vehicles.permissions.vehicle_query_condition",
	"Customer Device": "workshop_crm.customer_management.profile.vehicles.permissions.device_query_condition",
	"Vehicle Ownership": "workshop_crm.customer_management.profile.vehicles.permissions.ownership_query_condition",
	"Customer Duplicate Pair": "workshop_crm.customer_management.profile.merging.permissions.pair_query_condition",
	"Customer Measurement": "workshop_crm.customer_management.profile.measurements.permissions.measurement_query_condition",
	"Customer Merge": "workshop_crm.customer_management.profile.merging.permissions.merge_query_condition",
	"Customer Verification": "workshop_crm.customer_management.profile.verification.permissions.verification_query_condition",
	"Customer Bulk Action": "workshop_crm.customer_management.profile.bulk.permissions.bulk_query_condition",
	"Customer Document": "workshop_crm.customer_management.profile.documents.permissions.document_query_condition",
	"Contact": "workshop_crm.customer_management.profile.permissions.contact_query_condition",
	"Address": "workshop_crm.customer_management.profile.permissions.address_query_condition",
}
has_permission = {
	"Customer": "workshop_crm.customer_management.profile.permissions.has_customer_permission",
	"Customer Identity": "workshop_crm.customer_management.profile.permissions.has_record_permission",
	"Customer Admission": "workshop_crm.customer_management.profile.permissions.has_record_permission",
	"Customer Note": "workshop_crm.customer_management.profile.note_permissions.has_note_permission",
	"Customer Vehicle": "workshop_crm.customer_management.profile.vehicles.permissions.has_item_permission",
	"Customer Device": "workshop_crm.customer_management.profile.vehicles.permissions.has_item_permission",
	"Vehicle Ownership": "workshop_crm.customer_management.profile.vehicles.permissions.has_ownership_permission",
	"Customer Duplicate Pair": "workshop_crm.customer_management.profile.merging.permissions.has_pair_permission",
	"Customer Measurement": "workshop_crm.customer_management.profile.measurements.permissions.has_measurement_permission",
	"Customer Merge": "workshop_crm.customer_management.profile.merging.permissions.has_merge_permission",
	"Customer Verification": "workshop_crm.customer_management.profile.verification.permissions.has_verification_permission",
	"Customer Bulk Action": "workshop_crm.customer_management.profile.bulk.permissions.has_bulk_permission",
	"Customer Document": "workshop_crm.customer_management.profile.documents.permissions.has_document_permission",
	"File": "workshop_crm.customer_management.profile.documents.files.has_file_permission",
	"Contact": "workshop_crm.customer_management.profile.permissions.has_linked_permission",
	"Address": "workshop_crm.customer_management.profile.permissions.has_linked_permission",
}

# Methods of Frappe and ERPNext that ask for no right: their guards, and no way around these
override_whitelisted_methods = {
	"frappe.core.doctype.sms_settings.sms_settings.send_sms": "workshop_crm.closed_methods.send_sms",
	"erpnext.selling.doctype.customer.customer.send_emails": "workshop_crm.closed_methods.send_credit_emails",
	"erpnext.support.doctype.issue.issue.set_status": "workshop_crm.closed_methods.set_issue_status",
	"erpnext.support.doctype.issue.issue.set_multiple_status": "workshop_crm.closed_methods.set_status_of_issues",
	"erpnext.accounts.utils.get_balance_on": "workshop_crm.closed_methods.get_balance_on",
	"erpnext.accounts.doctype.loyalty_program.loyalty_program.get_loyalty_program_details": "workshop_crm.closed_methods.get_loyalty_program_details",
	"erpnext.accounts.doctype.loyalty_program.loyalty_program.get_loyalty_program_details_with_points": "workshop_crm.closed_methods.get_loyalty_program_details_with_points",
	"erpnext.accounts.doctype.loyalty_program.loyalty_program.get_redeemption_factor": "workshop_crm.closed_methods.get_redeemption_factor",
	"erpnext.accounts.doctype.payment_request.payment_request.make_payment_request": "workshop_crm.closed_methods.make_payment_request",
	"erpnext.accounts.doctype.payment_request.payment_request.resend_payment_email": "workshop_crm.closed_methods.resend_payment_email",
	"erpnext.accounts.doctype.payment_request.payment_request.make_payment_entry": "workshop_crm.closed_methods.make_payment_entry",
	"erpnext.accounts.doctype.process_statement_of_accounts.process_statement_of_accounts.send_emails": "workshop_crm.closed_methods.send_statements",
	"erpnext.accounts.doctype.process_statement_of_accounts.process_statement_of_accounts.download_statements": "workshop_crm.closed_methods.download_statements",
	"erpnext.accounts.doctype.process_statement_of_accounts.process_statement_of_accounts.send_auto_email": "workshop_crm.closed_methods.send_statements_of_today",
	"erpnext.accounts.doctype.process_statement_of_accounts.process_statement_of_accounts.fetch_customers": "workshop_crm.closed_methods.fetch_customers_of_statements",
	"erpnext.accounts.doctype.process_statement_of_accounts.process_statement_of_accounts.get_customer_emails": "workshop_crm.closed_methods.get_customer_emails",
	"erpnext.www.book_appointment.index.create_appointment": "workshop_crm.closed_methods.create_appointment",
}
before_request = ["workshop_crm.detours.refuse_detours"]

# Desk forms
doctype_js = {
	"Customer": [
		"customer_management/profile/client_scripts/note_alerts.js",
		"customer_management/profile/client_scripts/customer.js",
	],
	"Customer Device": ["customer_management/profile/client_scripts/customer_page.js"],
	"Customer Division Account": [
		"customer_management/profile/client_scripts/customer_division_account.js",
		"customer_management/profile/client_scripts/customer_page.js",
	],
	"Customer Document": ["customer_management/profile/client_scripts/customer_page.js"],
	"Customer Identity": ["customer_management/profile/client_scripts/customer_page.js"],
	"Customer Measurement": ["customer_management/profile/client_scripts/customer_page.js"],
	"Customer Note": ["customer_management/profile/client_scripts/customer_page.js"],
	"Customer Vehicle": ["customer_management/profile/client_scripts/customer_page.js"],
	"Customer Verification": ["customer_management/profile/client_scripts/customer_page.js"],
	"Quotation": ["customer_management/profile/project_quotes/client_scripts/quotation.js"],
	"Warranty Claim": ["customer_management/profile/warranties/client_scripts/warranty_claim.js"],
	"Sales Order": [
		"customer_management/profile/client_scripts/note_alerts.js",
		"customer_management/profile/takeaway/client_scripts/sales_order.js",
	],
	"Sales Invoice": ["customer_management/profile/client_scripts/note_alerts.js"],
	"Vehicle Ownership": ["customer_management/profile/client_scripts/customer_page.js"],
}

doctype_list_js = {
	"Address": ["customer_management/profile/client_scripts/address_list.js"],
	"Customer": ["customer_management/profile/client_scripts/customer_list.js"],
}
override_doctype_dashboards = {
	"Customer": ["workshop_crm.customer_management.profile.dashboard.link_own_documents"],
}
app_include_css = ["workshop_crm.bundle.css"]
app_include_js = ["awesomebar_customers.bundle.js"]
standard_queries = {
	"Customer": "workshop_crm.customer_management.search.link_field.customers_for_link",
}

# Work done by the clock
scheduler_events = {
	"cron": {"*/2 * * * *": ["workshop_crm.customer_management.search.elasticsearch.tasks.catch_up"]},
	"daily": [
		"workshop_crm.customer_management.profile.tasks.settle_employees",
		"workshop_crm.customer_management.profile.vehicles.tasks.remind_of_expiring_papers",
		"workshop_crm.customer_management.profile.documents.tasks.remind_of_documents_running_out",
	],
	"daily_long": [
		"workshop_crm.customer_management.profile.lifecycle.tasks.recompute_everybody",
		"workshop_crm.customer_management.profile.tasks.refresh_search_keys",
	],
	"weekly_long": ["workshop_crm.customer_management.profile.merging.tasks.list_likely_duplicates"],
}

# What only remembers a customer does not keep him from being deleted
ignore_links_on_delete = ["Customer Import Row", "Customer Bulk Row"]

# Days after which Frappe's Log Settings forget
default_log_clearing_doctypes = {"One-Time Code": 30, "Customer Bulk Action": 180}

# Hook lists of the app itself: other capabilities, and other apps, register here
customer_registered = []
customer_keys_changed = ["workshop_crm.customer_management.search.elasticsearch.outbox.note_change"]
deliver_code = []
order_ready = []
customers_merged = [
	"workshop_crm.customer_management.profile.referral.break_loop_of_merge",
	"workshop_crm.customer_management.profile.vehicles.merged.combine_ownership",
]
vehicle_handed_over = []
vehicle_history = [
	"workshop_crm.customer_management.profile.vehicles.history.ownership_events",
	"workshop_crm.customer_management.profile.vehicles.history.plate_events",
	"workshop_crm.customer_management.profile.vehicles.history.odometer_events",
	"workshop_crm.customer_management.profile.warranties.events.vehicle_claims",
]
segment_facts = [
	"workshop_crm.customer_management.profile.segments.profile_facts.profile_facts",
	"workshop_crm.customer_management.profile.segments.purchase_facts.purchase_facts",
	"workshop_crm.customer_management.profile.segments.vehicle_facts.vehicle_facts",
	"workshop_crm.customer_management.profile.segments.membership_facts.membership_facts",
]
bulk_actions = [
	"workshop_crm.customer_management.profile.bulk.tag_actions.tag_actions",
	"workshop_crm.customer_management.profile.bulk.account_actions.account_actions",
	"workshop_crm.customer_management.profile.bulk.assign_action.assign_actions",
	"workshop_crm.customer_management.profile.bulk.address_action.address_actions",
	"workshop_crm.customer_management.profile.bulk.export_action.export_actions",
]
timeline_sources = [
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.registration",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.referred_by",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.brought",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.invoices",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.till_sales",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.orders",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.quotations",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.payments",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.issues",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.accounts_opened",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.account_statuses",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.notes",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.messages",
	"workshop_crm.customer_management.profile.customer_360.timeline_sources.comments",
	"workshop_crm.customer_management.profile.measurements.timeline_sources.takings",
	"workshop_crm.customer_management.profile.vehicles.timeline_sources.things_received",
	"workshop_crm.customer_management.profile.vehicles.timeline_sources.things_given_away",
	"workshop_crm.customer_management.profile.warranties.events.customer_claims",
	"workshop_crm.customer_management.profile.documents.timeline_sources.documents_added",
	"workshop_crm.customer_management.profile.documents.timeline_sources.documents_verified",
]
