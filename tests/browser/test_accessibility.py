"""The standard checker (axe-core) finds nothing serious on the light desk's pages, in either language."""

import pytest

from tests.browser.desk import ROOT

AXE = ROOT / ".benchless" / "npm" / "axe-core" / "axe.min.js"
PAGES = ("/app", "/app/customer", "/app/customer/new", "/app/customer-note/new")
USERS = {"en": ("khalid@sahil.example.com", "demo"), "ar": ("maryam@sahil.example.com", "demo")}
CHECK = """async () => {
	const found = await axe.run({ exclude: [[".chart-holder"]] });
	return found.violations.filter((one) => ["serious", "critical"].includes(one.impact))
		.map((one) => [one.id, one.nodes[0].html.slice(0, 160)]);
}"""


@pytest.mark.skipif(not AXE.exists(), reason="axe-core was not fetched; make test fetches it")
@pytest.mark.usefixtures("light_desk")
@pytest.mark.parametrize("language", USERS)
def test_no_serious_barrier(open_desk, language):
	desk = open_desk(*USERS[language])
	found = {}
	for path in PAGES:
		desk.open(path)
		desk.page.add_script_tag(path=str(AXE))
		if violations := desk.page.evaluate(CHECK):
			found[path] = violations
	assert found == {}
