"""What a table needs before a spreadsheet program opens it."""

# A spreadsheet program runs a cell that starts with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(value: str) -> str:
	"""Return `value` so that a spreadsheet shows it instead of running it as a formula."""
	return f"'{value}" if value and value.startswith(FORMULA_STARTS) else value
