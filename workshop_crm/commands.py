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
@click.option("--workers", default=2, show_default=True, help="Processes that make keys side by side.")
@click.option("--index-only", is_flag=True, help="Leave the keys as they are, and make the index alone.")
@pass_context
def rebuild_search(context, workers, index_only):
	"""Make the search keys of all customers anew, and the index where Elasticsearch is chosen.

	A run that was interrupted goes on where it stopped.
	"""
	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		if not index_only:
			_rebuild_keys(workers)
		_rebuild_index(start_over=not index_only)
	finally:
		frappe.destroy()


def _rebuild_keys(workers: int) -> None:
	from workshop_crm.customer_management.profile.key_rebuild import rebuild_keys

	with click.progressbar(length=frappe.db.count("Customer"), label="Customers") as bar:
		total = rebuild_keys(workers, lambda done, _total: bar.update(done - bar.pos))
	click.echo(f"The search keys of {total} customers are up to date.")


def _rebuild_index(start_over: bool) -> None:
	"""A making of the index that was interrupted is no use once the keys are others."""
	from workshop_crm.customer_management.search.backends import BackendDown
	from workshop_crm.customer_management.search.elasticsearch import client, rebuild

	if not client.is_chosen():
		return
	try:
		if start_over:
			rebuild.start_over()
		with click.progressbar(length=frappe.db.count("Customer"), label="Index") as bar:
			for progress in rebuild.rebuild():
				bar.update(progress.done - bar.pos)
	except BackendDown as problem:
		raise click.ClickException(f"{problem}. Run this again with --index-only to go on.") from problem
	click.echo(f"The index of {progress.done} customers is in use.")


commands = [load_demo_workshop, write_openapi_description, rebuild_search]
