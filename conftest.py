"""Every pytest session runs on the demonstration host; a bench has its own runner and reads no conftest."""

pytest_plugins = ["benchless.pytest_host"]
