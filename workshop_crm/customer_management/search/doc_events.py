"""What happens to the search when documents of ERPNext change."""

from workshop_crm.customer_management.search.elasticsearch import client
from workshop_crm.customer_management.search.elasticsearch.rebuild_queue import queue_rebuild


def index_under_new_name(doc, method=None, old=None, new=None, merge=False):
	"""Make the index anew after a Company was renamed: staff limited to it would find nobody under the new name."""
	if client.is_chosen():
		queue_rebuild()
