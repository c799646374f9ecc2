"""Figures of the spec, measured: `python3 -m tests.benchmarks only=profile`."""
