"""Bulk actions: one thing done to many customers, after a preview, in a job that can be stopped, resumed and undone."""
