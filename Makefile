# The checks of the project. PYTHON can be any environment in which `pip install -e .` was run.
PYTHON ?= .venv/bin/python

.PHONY: check lint types test determinism bench
check: lint types test determinism

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types:
	$(PYTHON) -m mypy --strict kg

test:
	$(PYTHON) -m pytest

determinism:
	PYTHONHASHSEED=4242 $(PYTHON) -m pytest -k "hash_seed or same_bytes"

bench:
	$(PYTHON) -m benchmarks
