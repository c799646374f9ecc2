"""Packaging of the app: `workshop_crm` alone; the demonstration host stays in the repository."""

import re
from pathlib import Path

from setuptools import find_packages, setup

ROOT = Path(__file__).parent
VERSION = re.search(r'__version__ = "(.+?)"', (ROOT / "workshop_crm/__init__.py").read_text()).group(1)
REQUIREMENTS = [
	line
	for line in (ROOT / "requirements.txt").read_text().splitlines()
	if line and not line.startswith("#")
]

setup(
	name="workshop_crm",
	version=VERSION,
	description="Customer management for workshops in Oman and the Gulf, for ERPNext 15",
	license="GPL-3.0-only",
	python_requires=">=3.10,<3.14",
	packages=find_packages(include=["workshop_crm", "workshop_crm.*"]),
	include_package_data=True,
	zip_safe=False,
	install_requires=REQUIREMENTS,
	extras_require={"dev": ["frappe-bench"]},
)
