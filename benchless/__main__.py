"""`python3 -m benchless`: the demonstration host's command line."""

import sys

from benchless.cli import main

if __name__ == "__main__":
	sys.exit(main())
