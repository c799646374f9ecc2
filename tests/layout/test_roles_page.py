"""docs/roles.md says what the DocTypes and the set-up grant; a test on the host compares it with the site."""

import re

from tests.layout.roles_tables import own_rows, rows_of_others
from tests.layout.source import ROOT

PAGE = ROOT / "docs" / "roles.md"


def test_the_page_says_what_the_app_grants():
	found = re.findall(r"^\| [A-Z].+(?: \| [a-z-]+){5} \|$", PAGE.read_text(encoding="utf-8"), re.M)
	assert found == own_rows() + rows_of_others(), "python3 -m tests.layout.roles_tables prints the tables"
