# Guiju: `make run` to use it, `make test` to trust it. Needs python3 >= 3.11 with venv, and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PO := src/guiju/locale/zh_Hans/LC_MESSAGES/django.po
MO := $(PO:.po=.mo)
ECHARTS := src/guiju/static/guiju/vendor/package-lock.json

.PHONY: help run test bench bench-growth storm install lint types contracts migrations-check test-sqlite test-postgresql lock messages clean

help: ## what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install ## everything: environment, database, demonstration data, server and worker on http://127.0.0.1:8000
	@$(BIN)/guiju migrate
	@$(BIN)/guiju demo load
	@$(BIN)/guiju serve --with-worker

test: install ## everything that must hold: linters, types, contracts, tests on both stores
	@$(MAKE) --no-print-directory -j 2 --output-sync=target lint types contracts migrations-check
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgresql

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

contracts: install
	$(BIN)/lint-imports

migrations-check: install
	$(BIN)/python -m django makemigrations --check --dry-run --settings guiju.site.settings

test-sqlite: install
	$(BIN)/pytest -n 3

test-postgresql: install
	$(BIN)/python tests/with_postgresql.py $(BIN)/pytest -n 3 -m "not browser and not once" --ignore tests/kernel

BENCH := docid.py sheets.py import.py 'check.py --growth' relevance.py search.py load.py watching.py organisations.py alerts.py
BENCH_GROWTH := 'sheets.py --growth' 'import.py --growth'

bench: install ## every benchmark: ours, the alternative, the limit; fails where a bar does not hold (30 minutes)
	@$(call run-benches,$(BENCH))

bench-growth: install ## imports and workbooks up to a million rows (20 minutes)
	@$(call run-benches,$(BENCH_GROWTH))

run-benches = failed=; for one in $(1); do echo "== bench/$$one"; \
	$(BIN)/python bench/$$one --json || failed="$$failed bench/$$one"; done; \
	test -z "$$failed" || { echo "Not as it should be:$$failed"; exit 1; }

storm: install ## long fault runs, not part of `make test`
	$(BIN)/pytest -n 2 -m storm --storm
	$(BIN)/python tests/with_postgresql.py $(BIN)/pytest -n 2 -m storm --storm

messages: install ## bring the translations up to date with code and templates
	$(BIN)/python -m guiju.site.messages extract

lock: install ## pin the dependencies anew
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --all-extras --generate-hashes --strip-extras --no-header --annotation-style line \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

install: .venv/installed $(MO) $(ECHARTS)

.venv/installed: requirements.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Guiju needs python3 >= 3.11 with venv. On Debian or Ubuntu: sudo apt-get install -y python3-venv make"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the pinned dependencies into .venv ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(MO): $(PO) src/guiju/site/messages.py .venv/installed
	@$(BIN)/python -m guiju.site.messages compile

$(ECHARTS): package-lock.json .venv/installed
	@$(BIN)/python hatch_build.py && touch $@

clean: ## remove the environment and what tools left; never GUIJU_HOME
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
