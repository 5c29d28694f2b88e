# The checks of the project. PYTHON is that of an environment set up as the README says.
PYTHON ?= .venv/bin/python

.PHONY: check lint types test determinism bench golden readme
check: lint types test determinism

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

types:
	$(PYTHON) -m mypy --strict kg

test:
	$(PYTHON) -m pytest

# Once more what must not depend on the order in which Python happens to walk a set.
determinism:
	PYTHONHASHSEED=4242 $(PYTHON) -m pytest -k "hash_seed or same_bytes or golden"

bench:
	$(PYTHON) -m benchmarks

# What the samples give, written down again after extraction has changed: review the diff.
golden:
	for name in ar en; do \
	    $(PYTHON) -m kg build samples/$$name.txt -o output/golden >/dev/null && \
	    cp output/golden/graph.nq tests/golden/$$name.nq || exit 1; \
	done

readme:
	$(PYTHON) .ci/readme
