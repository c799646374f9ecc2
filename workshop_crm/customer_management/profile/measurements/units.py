"""Centimetres and inches, and which lengths a person can have. Pure rules."""

CM, INCH = "cm", "inch"
UNITS = (CM, INCH)
CM_PER_INCH = 2.54
# No measurement of a garment or a person is outside; the limits of a set are narrower.
LEAST_CM, MOST_CM = 1.0, 300.0
# What a tailor reads from the tape: millimetres, and a sixteenth of an inch.
DECIMALS = {CM: 1, INCH: 2}


def in_centimetres(value: float, unit: str) -> float:
	"""Return `value` of `unit` in centimetres, to the millimetre."""
	return round(value * (CM_PER_INCH if unit == INCH else 1.0), DECIMALS[CM])


def in_inches(value: float, unit: str) -> float:
	"""Return `value` of `unit` in inches, with two decimals."""
	return round(value / (1.0 if unit == INCH else CM_PER_INCH), DECIMALS[INCH])


def converted(value: float, unit: str, wanted: str) -> float:
	"""Return `value` of `unit` in the unit `wanted`."""
	return in_inches(value, unit) if wanted == INCH else in_centimetres(value, unit)


def limits(unit: str, least: float = 0, most: float = 0) -> tuple[float, float]:
	"""Return the smallest and the largest value of `unit` that can be; 0 stands for the general limit."""
	return least or converted(LEAST_CM, CM, unit), most or converted(MOST_CM, CM, unit)
