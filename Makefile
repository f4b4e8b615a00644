# Two commands: `make demo` builds the graph of the article in data/articles, `make test` runs the tests.
# Needed: python3 (3.11 or later) with its venv module, and make. Everything else is installed into .venv.

PYTHON ?= python3
VENV ?= .venv
OUT ?= out
ARTICLES ?= 200

digest = $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-16)
RUN := $(VENV)/.run-$(call digest,requirements/run.txt pyproject.toml)
BENCH := $(VENV)/.bench-$(call digest,requirements/bench.txt pyproject.toml)
TEST := $(VENV)/.test-$(call digest,requirements/test.txt pyproject.toml)
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --no-deps --no-build-isolation --only-binary :all:
PACKAGE := $(PIP) install --no-index --no-deps --no-build-isolation --editable .
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-binary owlready2 \
	--no-header pyproject.toml requirements/build.in

# Sees to it that one of these programs is there, and installs the first where that can be done unasked:
# the package of its name or the third argument, with those of the second.
program = for name in $(1); do if command -v $$name >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing $(firstword $(1)) for the tests …" >&2; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends -y $(or $(3),$(firstword $(1))) $(2) >/dev/null; \
	else \
	  echo "The tests need $(firstword $(1)): sudo apt-get install $(or $(3),$(firstword $(1)))" >&2; exit 1; \
	fi

.PHONY: demo test test-fast check bench score board train lock install install-test install-bench browser curl virtuoso clean

demo: install
	$(VENV)/bin/kg demo --out $(OUT)

test: install-test browser curl virtuoso
	$(VENV)/bin/python -m pytest

test-fast: install-test curl
	$(VENV)/bin/python -m pytest -m "not slow" --ignore tests/browser --ignore tests/foreign

check: install-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: install-test install-bench browser virtuoso
	$(VENV)/bin/python benchmarks/stages.py
	$(VENV)/bin/python benchmarks/cold.py
	$(VENV)/bin/python benchmarks/throughput.py ../shared/gold --articles $(ARTICLES)
	$(VENV)/bin/python benchmarks/serve.py
	$(VENV)/bin/python benchmarks/store.py
	$(VENV)/bin/python -m benchmarks.explorer
	$(VENV)/bin/python -m benchmarks.foreign

score: install
	$(VENV)/bin/kg eval ../shared/gold --details

board: install
	@$(VENV)/bin/python benchmarks/board.py ../shared
	@$(VENV)/bin/python benchmarks/petrarch.py ../shared

# For maintainers: the name labeller, from data that is not the project's own.
train: install-test
	$(VENV)/bin/python training/names.py ../shared/data/crossner_politics | tee training/names.log

install: $(RUN)

install-test: $(TEST)

install-bench: $(BENCH)

# A stamp is named by what was installed: the same lock is not installed twice, and no network is asked.
$(RUN): | $(VENV)/bin/pip
	@echo "Installing what political-kg needs into $(VENV) …" >&2
	$(INSTALL) -r requirements/run.txt
	$(PACKAGE)
	@touch $@

$(TEST): | $(RUN)
	@echo "Installing what the tests need into $(VENV) …" >&2
	$(INSTALL) --no-binary owlready2 -r requirements/test.txt
	@touch $@

$(BENCH): | $(TEST)
	@echo "Installing what the benchmarks compare with into $(VENV) …" >&2
	$(INSTALL) -r requirements/bench.txt
	@touch $@

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "political-kg needs Python 3.11 or later; $(PYTHON) is older. Name one: make PYTHON=python3.12 …" >&2; \
	  exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; \
	  exit 1; }

# The picture is tested in a real browser, the server by curl, the store behind Virtuoso too; without them the
# tests fail, they are never skipped.
browser:
	@$(call program,chromium chromium-browser google-chrome,fonts-liberation)

curl:
	@$(call program,curl)

virtuoso:
	@$(call program,virtuoso-t,,virtuoso-opensource-7-bin)

# For maintainers: pins every package by hash, for every platform. Needs uv.
lock:
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --extra test --extra lint --constraint requirements/run.txt --output-file requirements/test.txt
	$(LOCK) --extra bench --constraint requirements/test.txt --output-file requirements/bench.txt

clean:
	rm -rf $(VENV) $(OUT) dist build
