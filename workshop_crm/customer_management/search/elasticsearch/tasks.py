"""Work of the index that a worker does: what changed, what an outage left behind, and making it anew."""

from workshop_crm.customer_management.search.backends import BackendDown
from workshop_crm.customer_management.search.elasticsearch import client, indexes, outage, outbox, rebuild
from workshop_crm.customer_management.search.elasticsearch.leaving import leave_server
from workshop_crm.customer_management.search.elasticsearch.rebuild_queue import queue_rebuild


def deliver_changes() -> None:
	"""Write the customers that changed to the index. Harmless when run twice."""
	outbox.deliver()


def catch_up() -> None:
	"""Deliver what an outage, or a job that was lost, left in the outbox; make the index where that is not done.

	Run by the clock; harmless when run twice.
	"""
	if not client.is_chosen() or outage.is_paused():
		return
	try:
		if not indexes.behind(indexes.searched()) or indexes.behind(indexes.building()):
			queue_rebuild()
	except BackendDown as error:
		outage.note_failure(str(error))
		return
	outbox.deliver()


def rebuild_index(start_over: bool = False) -> None:
	"""Make the index anew, or go on with it. Harmless when run twice: the later one goes on where the other is.

	What was begun is dropped with `start_over`, and where it reads addresses in another way than is wanted now.
	"""
	if not client.is_chosen():
		return
	try:
		progress = rebuild.progress_now()
		if start_over or (progress and progress.arabic != bool(client.settings().use_arabic_analyzer)):
			rebuild.start_over()
		for _progress in rebuild.rebuild():
			pass
	except BackendDown as error:
		outage.note_failure(str(error))


def remove_index() -> None:
	"""Take the customers off a server that is not searched any more."""
	if not client.is_chosen():
		leave_server()
