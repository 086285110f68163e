# Tamdan. `make run` serves it with demonstration data, `make test` runs every test; both set up what they need.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
V := .venv/bin
STAMP := .venv/.ready
FRONT := tamdan/static/built/.ready
KHMER := tamdan/locale/km/LC_MESSAGES/django.mo
SERIES := 3.11 3.12 3.13

.DEFAULT_GOAL := setup
.PHONY: setup run test template lint types check licences messages bench bench-faults bench-letters bench-reading bench-sizes bench-a11y bench-bare test-bare clean lock

setup: $(STAMP) $(FRONT) $(KHMER)

# The environment: uv from a hashed lock, then everything else from a hashed lock; nothing is taken that the lock does not name.
$(STAMP): requirements/bootstrap.lock requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12), (3, 13)))' || \
	  { echo "Tamdan needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing: install the package python3-venv (Debian, Ubuntu) and run make again." >&2; exit 1; }
	@test -x $(V)/python || $(PYTHON) -m venv .venv
	@$(V)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.lock
	@$(V)/uv pip sync --quiet --require-hashes --python $(V)/python requirements/dev.lock
	@$(V)/uv pip install --quiet --no-deps --python $(V)/python --editable .
	@touch $@

# Node comes from the machine (20 or newer) or, where there is none, from a registry wheel; .venv/node-bin leads to either.
.venv/node-bin: | $(STAMP)
	@tools/find_node.sh $(V) $@

$(FRONT): package.json package-lock.json $(shell find tamdan/static/src tools/build_front.mjs -type f 2>/dev/null) | $(STAMP) .venv/node-bin
	@PATH="$(CURDIR)/.venv/node-bin:$$PATH"; export PATH; \
	npm ci --silent --no-audit --no-fund && npm run --silent build
	@touch $@

$(KHMER): $(KHMER:.mo=.po) | $(STAMP)
	@$(V)/python tools/messages.py compile

run: setup
	@$(V)/tamdan serve --demo --port $(PORT)

test: setup
	@$(V)/pytest -n 2 --dist loadscope --no-loadscope-reorder

lint: setup
	@$(V)/ruff format --check . && $(V)/ruff check .

types: setup
	@$(V)/mypy

messages: setup
	@$(V)/python tools/messages.py check

licences: setup
	@$(V)/python tools/licences.py

# What CI runs before the tests.
check: lint types messages licences
	@$(V)/python tools/migrations.py

# The migrated database that every test is a clone of takes a processor half a minute: CI makes it beside the type checks.
template: setup
	@$(V)/pytest --quiet --durations=0 --durations-min=5 tamdan/links/tests

bench: setup
	@$(V)/python -m benchmarks.run

# Heavy sweeps, outside CI (CONTRIBUTING.md says what each one does).
bench-faults: setup
	@$(V)/python -m benchmarks.faults disk uploads start commands files text letters

bench-letters: setup
	@$(V)/python -m benchmarks.run letters letters_queue letters_receipts
	@$(V)/python -m benchmarks.run form --runs 1
	@$(V)/python -m benchmarks.faults letters phones left uploads
	@$(V)/python -m benchmarks.lighthouse

bench-reading: setup
	@TAMDAN_READING_ARTICLES=20000 $(V)/python -m benchmarks.reading

bench-sizes: setup
	@$(V)/python -m benchmarks.faults sizes

bench-a11y: setup
	@TAMDAN_SWEEP=1 $(V)/pytest -n 2 --dist loadscope -q tests/walkthroughs

test-bare bench-bare: ; @tools/test_bare.sh

# Newer versions within what pyproject.toml allows; the lock names no registry.
UV_COMPILE = $(V)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade
lock: $(STAMP)
	@$(UV_COMPILE) requirements/bootstrap.in -o requirements/bootstrap.lock
	@$(UV_COMPILE) pyproject.toml -o requirements/run.lock
	@$(UV_COMPILE) pyproject.toml --extra s3 -o requirements/s3.lock
	@$(UV_COMPILE) pyproject.toml --group dev -o requirements/dev.lock
	@$(UV_COMPILE) --group node -o requirements/node.lock

clean:
	rm -rf .venv .cache node_modules tamdan/static/built $(KHMER)
