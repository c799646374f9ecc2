"""Lines of a benchmark: `capability | name | value | unit | target | met`."""

import time
from collections.abc import Callable, Iterable


def line(capability: str, name: str, value: float, unit: str, target: float) -> str:
	"""One result; `target` is the highest value that still meets the spec."""
	verdict = "met" if value <= target else "not met"
	return f"{capability} | {name} | {value:.1f} | {unit} | <= {target:g} | {verdict}"


def share_line(capability: str, name: str, value: float, target: float | None) -> str:
	"""One result that is a share (0..1); `target` is the lowest that meets the spec, None where it names none."""
	verdict = "no target" if target is None else "met" if round(value, 3) >= target else "not met"
	return f"{capability} | {name} | {value:.3f} | share | {'-' if target is None else f'>= {target:g}'} | {verdict}"


def percentile(values: Iterable[float], share: float) -> float:
	"""The smallest value that at least `share` (0..1) of the values do not exceed."""
	ordered = sorted(values)
	return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(action: Callable[[], object]) -> float:
	"""How long one call takes."""
	started = time.perf_counter()
	action()
	return 1000 * (time.perf_counter() - started)
