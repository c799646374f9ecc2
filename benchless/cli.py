"""Commands of the demonstration host. Reads its arguments with the bare standard library."""

import argparse
import os
import shutil
import subprocess
import sys

from benchless.environment import BUILD, PYTHON, ROOT, SetupError, run_in_environment

PORT = 8000


def main(argv: list[str] | None = None) -> int:
	"""Run one command and return the exit code of the process."""
	arguments, rest = _parser().parse_known_args(argv)
	if rest and not arguments.takes_more:
		_parser().error(f"unrecognized arguments: {' '.join(rest)}")
	arguments.rest = rest
	try:
		return arguments.run(arguments) or 0
	except SetupError as error:
		print(f"benchless: {error}", file=sys.stderr)
		return 1


def _parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(
		prog="python3 -m benchless",
		description="Shows and tests the app on SQLite, without a bench. Production runs on ERPNext.",
	)
	commands = parser.add_subparsers(required=True, metavar="COMMAND")

	def add(name: str, run, text: str, takes_more: bool = False) -> argparse.ArgumentParser:
		command = commands.add_parser(name, help=text, description=text)
		command.set_defaults(run=run, takes_more=takes_more)
		return command

	demo = add("demo", _demo, "make the demo site where needed and serve it with its worker")
	demo.add_argument("--port", type=int, default=int(os.environ.get("PORT") or PORT))
	demo.add_argument("--fresh", action="store_true", help="make the site anew")
	add("setup", _setup, "create .venv, install the packages, fetch the browser libraries")
	serve = add("serve", _serve, "serve an existing site on 127.0.0.1, without its worker")
	serve.add_argument("--port", type=int, default=int(os.environ.get("PORT") or PORT))
	for command in (serve, add("worker", _worker, "run the queued jobs of a site until stopped")):
		command.add_argument("--site", default="demo.localhost")
		command.add_argument("--sites-path", default=str(BUILD / "sites"))
	add("test", _test, "run every test on this host; further arguments go to pytest", takes_more=True)
	add("lint", _lint, "check style and formatting with ruff")
	bench = add("bench", _bench, "measure; a benchmark, not a test", takes_more=True)
	bench.add_argument("--only", default="", help="one capability, such as profile")
	add("clean", _clean, "remove .venv and everything that was built")
	return parser


def _setup(arguments, tools: bool = False) -> None:
	run_in_environment(tools)
	from benchless.npm_packages import DESK_PACKAGES, TEST_PACKAGES, fetch_packages

	fetch_packages(DESK_PACKAGES + (TEST_PACKAGES if tools else ()))


def _demo(arguments) -> int:
	_setup(arguments)
	from benchless.demo import run_demo

	return run_demo(arguments.port, arguments.fresh)


def _serve(arguments) -> int:
	run_in_environment()
	from benchless.server import serve

	return serve(arguments.site, arguments.sites_path, arguments.port)


def _worker(arguments) -> int:
	run_in_environment()
	from benchless.worker import work

	return work(arguments.site, arguments.sites_path)


def _test(arguments) -> int:
	_setup(arguments, tools=True)
	from benchless.suite import run_suite

	return run_suite(arguments.rest)


def _lint(arguments) -> int:
	run_in_environment(tools=True)
	folders = [str(ROOT / name) for name in ("workshop_crm", "benchless", "tests") if (ROOT / name).exists()]
	checked = subprocess.run([PYTHON, "-m", "ruff", "check", *folders], cwd=ROOT).returncode
	formatted = subprocess.run([PYTHON, "-m", "ruff", "format", "--check", *folders], cwd=ROOT).returncode
	return checked or formatted


def _bench(arguments) -> int:
	run_in_environment(tools=True)
	pattern = f"bench_{arguments.only or '*'}.py"
	scripts = sorted((ROOT / "tests" / "benchmarks").glob(pattern))
	if not scripts:
		raise SetupError(f"there is no tests/benchmarks/{pattern}")
	codes = [
		subprocess.run([PYTHON, str(script), *arguments.rest], cwd=ROOT).returncode for script in scripts
	]
	return max(codes)


def _clean(arguments) -> None:
	for folder in (ROOT / ".venv", BUILD):
		shutil.rmtree(folder, ignore_errors=True)
