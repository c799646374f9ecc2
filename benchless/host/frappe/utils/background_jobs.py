"""Jobs: kept in a table, run by a worker process, or at once."""

import pickle

import frappe
from frappe.utils.data import now_datetime


def enqueue(
	method, queue="default", timeout=None, event=None, is_async=True, job_name=None, now=False, enqueue_after_commit=False,
	*, on_success=None, on_failure=None, at_front=False, job_id=None, deduplicate=False, **kwargs,
):  # fmt: skip
	"""Run a function (or its dotted path) in a worker; at once with `now` or without `is_async`."""
	if deduplicate and not job_id:
		frappe.throw("`job_id` parameter is required for deduplication.")
	if not is_async or now:
		return frappe.call(method, **kwargs)
	if deduplicate and is_job_enqueued(job_id):
		return None
	path = method if isinstance(method, str) else f"{method.__module__}.{method.__qualname__}"
	job = (
		job_id or frappe.generate_hash(length=20),
		queue,
		path,
		{"user": frappe.session.user, "kwargs": kwargs},
	)
	if enqueue_after_commit:
		frappe.db.after_commit.add(lambda: _keep_and_commit(job))
		return None
	_keep(job)
	return frappe._dict(id=job[0])


def _keep(job) -> None:
	columns = "insert into `__jobs` (job_id, queue, method, arguments, status, created) values (?, ?, ?, ?, 'queued', ?)"
	frappe.db.execute(columns, (*job[:3], pickle.dumps(job[3]), now_datetime()))


def _keep_and_commit(job) -> None:
	_keep(job)
	frappe.db.commit()


def is_job_enqueued(job_id: str) -> bool:
	"""Does the job wait or run?"""
	return get_job_status(job_id) in ("queued", "started")


def get_job_status(job_id: str) -> str | None:
	"""queued, started, finished or failed."""
	rows = frappe.db.fetch("select status from `__jobs` where job_id = ? order by id desc limit 1", (job_id,))
	return rows[0][0] if rows else None


def run_pending_jobs(limit: int = 100) -> int:
	"""Run what waits, oldest first, each in its own transaction; how many ran."""
	done = 0
	while done < limit:
		row = frappe.db.fetch(
			"select id, method, arguments from `__jobs` where status = 'queued' order by id limit 1",
			as_dict=True,
		)
		if not row:
			break
		frappe.db.execute(
			"update `__jobs` set status = 'started' where id = ? and status = 'queued'", (row[0].id,)
		)
		frappe.db.commit()
		_run(row[0])
		done += 1
	return done


def _run(row) -> None:
	arguments = pickle.loads(row.arguments)
	before, error = frappe.session.user, None
	frappe.set_user(arguments["user"])
	try:
		frappe.get_attr(row.method)(**arguments["kwargs"])
		frappe.db.commit()
	except Exception as problem:
		frappe.db.rollback()
		error = f"{type(problem).__name__}: {problem}"
		frappe.log_error(title=row.method)
	finally:
		frappe.set_user(before)
	query = "update `__jobs` set status = ?, error = ?, finished = ? where id = ?"
	frappe.db.execute(query, ("failed" if error else "finished", error, now_datetime(), row.id))
	frappe.db.commit()
