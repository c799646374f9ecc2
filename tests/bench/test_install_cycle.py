"""Runs the install cycle where a bench and a throw-away site are at hand.

`BENCH_CYCLE_SITE` names a site whose contents may be lost; without it the test is skipped.
"""

import os
from pathlib import Path

import pytest

from tests.bench.install_cycle import run_cycle

BENCH = Path(os.environ.get("FRAPPE_BENCH_ROOT", "~/frappe-bench")).expanduser()
SITE = os.environ.get("BENCH_CYCLE_SITE", "")


@pytest.mark.skipif(
	not (SITE and (BENCH / "sites" / SITE).is_dir()), reason="no throw-away bench site is named"
)
def test_install_migrate_uninstall_leaves_nothing():
	run_cycle(str(BENCH), SITE)
