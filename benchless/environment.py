"""Make the virtual environment and fetch the packages. Runs on the bare standard library."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / ".benchless"
PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 10)
HOST_REQUIREMENTS = [ROOT / "benchless" / "requirements.txt", ROOT / "requirements.txt"]
TOOL_REQUIREMENTS = [ROOT / "benchless" / "requirements-tools.txt"]


class SetupError(Exception):
	"""The environment cannot be made; the text says what is missing and what to do."""


def run_in_environment(tools: bool = False) -> None:
	"""Return at once inside a complete virtual environment, otherwise make it and start over in it.

	Args:
		tools: also install what tests and linters need.

	Raises:
		SetupError: this Python is too old, or has no way to make a virtual environment.
	"""
	ensure_environment(tools)
	if Path(sys.prefix).resolve() != VENV.resolve():
		os.chdir(ROOT)
		os.execv(PYTHON, [str(PYTHON), "-m", "benchless", *sys.argv[1:]])


def ensure_environment(tools: bool = False) -> None:
	"""Create `.venv` and install the pinned packages, unless a stamp says that it has been done."""
	if sys.version_info < OLDEST_PYTHON:
		raise SetupError(
			f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed; this is {sys.version}"
		)
	if not PYTHON.exists():
		_create_venv()
	_install_once("host", HOST_REQUIREMENTS)
	if tools:
		_install_once("tools", TOOL_REQUIREMENTS)


def _create_venv() -> None:
	_say("creating .venv")
	made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
	if made.returncode == 0:
		return
	shutil.rmtree(VENV, ignore_errors=True)
	# Debian ships Python without ensurepip; this Python's own pip can still fill an environment.
	bare = subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], capture_output=True)
	if bare.returncode or not _pip_command():
		shutil.rmtree(VENV, ignore_errors=True)
		raise SetupError(
			f"{sys.executable} cannot make a virtual environment: {made.stdout}{made.stderr}\n"
			"Install its venv module (on Debian and Ubuntu the package python3-venv)."
		)


def _pip_command() -> list[str]:
	for command in ([str(PYTHON), "-m", "pip"], [sys.executable, "-m", "pip", "--python", str(PYTHON)]):
		if subprocess.run([*command, "--version"], capture_output=True).returncode == 0:
			return command
	return []


def _install_once(name: str, files: list[Path]) -> None:
	files = [file for file in files if file.exists()]
	stamp = VENV / f".installed-{name}"
	wanted = fingerprint(files)
	if stamp.exists() and stamp.read_text() == wanted:
		return
	_say(f"installing the {name}'s packages from PyPI")
	command = [*_pip_command(), "install", "--quiet", "--disable-pip-version-check"]
	for file in files:
		command += ["-r", str(file)]
	if subprocess.run(command).returncode:
		raise SetupError("pip could not install " + ", ".join(str(file.relative_to(ROOT)) for file in files))
	stamp.write_text(wanted)


def fingerprint(files: list[Path]) -> str:
	"""Return one hexadecimal hash over the paths and the contents of these files."""
	digest = hashlib.sha256()
	for file in sorted(files):
		digest.update(str(file.relative_to(ROOT)).encode() + b"\0")
		digest.update(file.read_bytes() + b"\0")
	return digest.hexdigest()


def _say(text: str) -> None:
	print(f"benchless: {text} ...", flush=True)
