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


commands = [load_demo_workshop, write_openapi_description]
