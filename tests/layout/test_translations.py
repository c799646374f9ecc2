"""Every text that a user may read has its Arabic."""

import re
from collections import Counter

import pytest

pytest.importorskip("babel")

from tests.layout import translatable

PLACEHOLDER = re.compile(r"\{\w*\}")
ARABIC = re.compile(r"[\u0600-\u06ff]")
# The Arabic of these is the Latin word itself.
SAME_IN_BOTH = {"WhatsApp", "SMS", "VIP", "API", "CSV", "Elasticsearch"}
ROWS = translatable.rows()


def test_no_text_lacks_its_arabic():
	missing = translatable.missing()
	lines = "\n".join(f"{place}: {text}" for text, place in missing.items())
	assert not missing, f"{len(missing)} texts are missing in ar.csv:\n{lines}"


def test_no_translation_is_left_over():
	assert translatable.unused() == []


def test_rows_have_three_columns_and_stand_once():
	assert [row for row in ROWS if len(row) != 3] == []
	counted = Counter((row[0], row[2]) for row in ROWS)
	assert [key for key, count in counted.items() if count > 1] == []


def test_placeholders_are_the_same_on_both_sides():
	wrong = [
		row[0] for row in ROWS if sorted(PLACEHOLDER.findall(row[0])) != sorted(PLACEHOLDER.findall(row[1]))
	]
	assert wrong == []


def test_a_translation_is_written_in_arabic_letters():
	assert [row[0] for row in ROWS if row[0] not in SAME_IN_BOTH and not ARABIC.search(row[1])] == []


def test_a_translation_has_no_stray_blanks_and_no_hidden_direction_marks():
	marks = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
	assert [
		row[0] for row in ROWS if row[1] != row[1].strip() or "  " in row[1] or marks.search(row[1])
	] == []
