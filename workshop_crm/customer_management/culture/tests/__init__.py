"""Tests of the culture package: plain `unittest`, no host needed."""

from hypothesis import settings

# the first call loads phone and locale tables, so time is no measure; the same examples in every run
settings.register_profile("culture", deadline=None, derandomize=True, database=None)
settings.load_profile("culture")
