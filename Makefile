# A thin skin over `python3 -m benchless`, which makes its own virtual environment.
PYTHON ?= python3
PORT ?= 8000

.PHONY: demo test lint bench clean help

help:
	@$(PYTHON) -m benchless --help

demo:
	@PORT=$(PORT) $(PYTHON) -m benchless demo

test:
	@$(PYTHON) -m benchless test $(args)

lint:
	@$(PYTHON) -m benchless lint

bench:
	@$(PYTHON) -m benchless bench --only "$(only)"

clean:
	@$(PYTHON) -m benchless clean
