# `make help` lists the targets. Needed beforehand: Python 3.11 or later with venv, make, git.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
PORT ?= 8000
HOST ?= 127.0.0.1
DATA_DIR ?= var
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
APP := $(BIN)/anlaufpunkt
UV := $(BIN)/uv
# Trust whom the machine trusts: behind a town's TLS proxy the authorities that uv and Node bring along are not enough.
export UV_SYSTEM_CERTS := 1
export NODE_EXTRA_CA_CERTS ?= $(wildcard /etc/ssl/certs/ca-certificates.crt)

.PHONY: help demo port env env-dev assets data test test-postgres test-containers test-journeys check fix eval bench messages lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

demo: port env assets data ## everything: environment, data, server, indexer and worker; prints the address (PORT=8123; HOST=… only with DEMO_PUBLIC=1)
	@HOST=$(HOST) exec $(BIN)/python -m anlaufpunkt.config.serve $(PORT)

port:
	@if [ -n "$(PYTHON)" ]; then $(PYTHON) tools/port.py $(PORT); fi

.venv/ready-uv:
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or later is missing: install it (Debian: apt install python3 python3-venv)."; exit 1; fi
	$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "The Python module venv is missing: install it (Debian: apt install python3-venv)."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check uv
	touch $@

.venv/ready-run: .venv/ready-uv locks/run.txt pyproject.toml
	@$(UV) pip install -q -r locks/run.txt
	$(UV) pip install -q --no-deps -e .
	touch $@

.venv/ready-dev: .venv/ready-uv locks/dev.txt pyproject.toml
	@$(UV) pip install -q -r locks/dev.txt
	$(UV) pip install -q --no-deps -e .
	touch $@ .venv/ready-run

env: .venv/ready-run

env-dev: .venv/ready-dev

node_modules/ready: package-lock.json .venv/ready-uv
	@if command -v npm >/dev/null; then npm ci --no-audit --no-fund --loglevel=error; \
	else $(UV) pip install -q -r locks/node.txt && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error; fi
	touch $@

$(DATA_DIR)/ready-assets: .venv/ready-run node_modules/ready $(shell find src/anlaufpunkt/locale src/anlaufpunkt/ui -name '*.po' -o -name '*.css' -o -name '*.js' -o -path '*/ui/adapters/*.py')
	@$(APP) assets
	$(APP) collectstatic --noinput -v0
	touch $@

assets: env $(DATA_DIR)/ready-assets

data: env
	@$(BIN)/python -m anlaufpunkt.config.prepare

test: env-dev assets ## the test suite (no browser, no PostgreSQL)
	@$(APP) train
	$(BIN)/python -m pytest -n 2 $(ARGS)

test-postgres: env-dev assets ## the same suite on a throw-away PostgreSQL server
	@$(APP) train
	$(BIN)/python tests/postgres.py $(BIN)/python -m pytest -n 2 $(ARGS)

test-containers: env-dev ## the container files' own lines, without a container engine (minutes; needs PostgreSQL, best with nginx)
	@$(BIN)/python tests/postgres.py $(BIN)/python tests/containers.py

test-journeys: env-dev assets ## journeys in a real browser (Debian's chromium), with axe
	@$(APP) train
	$(BIN)/python -m pytest -m browser tests/journeys $(ARGS)

check: env-dev ## linters, types, contracts, migrations
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/djlint --lint src --quiet
	$(APP) makemigrations --check --dry-run -v0

fix: env-dev ## format and mend what can be mended
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: env-dev ## understanding on the sealed evaluation set, as a table
	@$(APP) train
	$(BIN)/python -m evaluation.run

bench: env-dev assets ## speed, side by side (SCALE=real, 100k, 1m or desk)
	@$(APP) train
	$(BIN)/python -m bench.run $(SCALE)

messages: env-dev ## write all message ids into the catalogues
	@$(BIN)/python -m tools.messages

lock: .venv/ready-uv ## resolve the lock files anew
	@$(UV) pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --group train pyproject.toml -o locks/run.txt
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --group train --group test --group browser --group check --group api -c locks/run.txt pyproject.toml -o locks/dev.txt
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --group node -o locks/node.txt

clean: ## remove everything that was generated
	@rm -rf var node_modules .venv
