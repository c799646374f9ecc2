"""Commands of the app for `bench --site <site> ...`."""

import click
import frappe
from frappe.commands import get_site, pass_context


@click.command("workshop-crm-demo")
@pass_context
def load_demo_workshop(context):
	"""Load the demo workshop with 500 invented customers into an empty site, and print the sign-ins."""
	from workshop_crm.demo.load import demo_logins, load_demo

	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		counts = load_demo(say=click.echo)
		click.echo("{customers} customers imported, {rejected} lines refused".format(**counts))
		demo_logins()
	finally:
		frappe.destroy()


@click.command("workshop-crm-openapi")
@pass_context
def write_openapi_description(context):
	"""Write the description of the HTTP interface to docs/openapi.json of the app's checkout."""
	from workshop_crm.api import openapi

	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		click.echo(openapi.write())
	finally:
		frappe.destroy()


@click.command("workshop-crm-rebuild-search")
@click.option("--workers", default=2, show_default=True, help="Processes that work side by side.")
@pass_context
def rebuild_search_keys(context, workers):
	"""Make the search keys of all customers anew; a run that was interrupted goes on where it stopped."""
	from workshop_crm.customer_management.profile.key_rebuild import rebuild_keys

	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		with click.progressbar(length=frappe.db.count("Customer"), label="Customers") as bar:
			total = rebuild_keys(workers, lambda done, _total: bar.update(done - bar.pos))
		click.echo(f"The search keys of {total} customers are up to date.")
	finally:
		frappe.destroy()


commands = [load_demo_workshop, write_openapi_description, rebuild_search_keys]
