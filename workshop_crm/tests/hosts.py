"""Which host the tests run on. Tests may ask, the app itself never does."""

import unittest
from importlib.util import find_spec

ON_BENCH = find_spec("frappe.utils.bench_helper") is not None

bench_only = unittest.skipUnless(ON_BENCH, "touches what only ERPNext on a bench has")
