"""The database layer: frappe.db."""


def savepoint(catch=Exception):
	"""Context manager: undo what the block did when it raises `catch`, and go on."""
	from contextlib import contextmanager

	import frappe

	@contextmanager
	def guarded():
		name = "s" + frappe.generate_hash(length=10)
		frappe.db.savepoint(name)
		try:
			yield
		except catch:
			frappe.db.rollback(save_point=name)
		else:
			frappe.db.release_savepoint(name)

	return guarded()
