# Fachwerk's everyday commands. `make` alone lists them; everything lives in .venv, nothing outside is touched.

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
SEMANTIC := $(VENV)/.semantic-installed
DEVELOPMENT := $(VENV)/.development-installed
BENCH := $(VENV)/.bench-installed
FUZZ := $(VENV)/.fuzz-installed
FUZZ_API := $(VENV)/.fuzz-api-installed
SPARK := $(VENV)/.spark-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := install --require-hashes --no-deps -r
ITSELF := install --no-deps --no-build-isolation --editable .
SAMPLE := samples/fachkraefteprojekte.pdf
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" pyproject.toml --group build

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test lint format bench-read bench-register bench-search bench-portal fuzz fuzz-api test-spark docs pictures samples lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUNTIME) ## install Fachwerk into .venv
	@echo "Installed: $(BIN)/fachwerk --help"

demo: $(SEMANTIC) ## install, read and import the bundled sample list, ask the register, open it as a site until Ctrl-C
	@$(BIN)/fachwerk read $(SAMPLE) --as table
	@mkdir -p out/demo
	@$(BIN)/fachwerk read $(SAMPLE) -o out/demo/rows.csv --ledger out/demo/ledger.json --trace out/demo/trace
	@echo
	@echo "The rows lie in out/demo/rows.csv, the ledger in out/demo/ledger.json,"
	@echo "and how each page was read is drawn in out/demo/trace/."
	@echo
	@rm -rf out/demo/register
	@$(BIN)/fachwerk import $(SAMPLE) --register out/demo/register
	@echo
	@$(BIN)/fachwerk findings --severity warning --as table --register out/demo/register
	@echo
	@$(BIN)/fachwerk search "Wer hilft mir beim Ankommen?" -n 3 --as table --register out/demo/register
	@echo
	@$(BIN)/fachwerk search "I want to train as a nurse" -n 3 --as table --register out/demo/register
	@echo
	@echo "The register lies in out/demo/register; $(BIN)/fachwerk show ID --register out/demo/register"
	@echo "shows a project with the printed line behind each value. The same as a site:"
	@echo
	@$(BIN)/fachwerk serve --register out/demo/register

test: $(DEVELOPMENT) ## install what the tests need and run all of them
	$(BIN)/python -m pytest

lint: $(DEVELOPMENT) ## check style, types, and that the generated documentation is not stale
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m docs.generate --check

format: $(DEVELOPMENT) ## put the code into its agreed form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: $(DEVELOPMENT) ## take the pictures of the portal's main pages anew (needs Debian's chromium)
	$(BIN)/python -m docs.pictures

docs: $(DEVELOPMENT) ## write the generated pages and pictures of docs/ anew
	$(BIN)/python -m docs.generate

bench-read: $(BENCH) ## measure accuracy, speed and memory of reading, beside other tools
	$(BIN)/python -m bench.read

bench-register: $(BENCH) ## measure accuracy, speed and memory of importing and linking
	$(BIN)/python -m bench.register

bench-search: $(BENCH) ## measure how well and how quickly a register is searched, beside SQLite's FTS5 and Datasette
	$(BIN)/python -m bench.search

bench-portal: $(BENCH) ## measure how quickly the pages of a register come, beside Datasette
	$(BIN)/python -m bench.portal

fuzz: $(FUZZ) ## feed the readers rubbish until something breaks; FUZZ_SECONDS=60 a reader
	$(BIN)/python -m tests.fuzz

fuzz-api: $(FUZZ_API) ## ask the API everything that its OpenAPI document allows, and what it does not
	$(BIN)/python -m tests.fuzz.api

test-spark: $(SPARK) ## compare names by Splink on DuckDB and on Spark, and each with the other (needs Java 17)
	$(BIN)/python -m pytest tests/link/test_volume.py tests/link/test_volume_spark.py

lock: ## renew the locked dependencies (needs uv)
	$(COMPILE) --upgrade -o requirements.lock
	$(COMPILE) --upgrade --extra semantic --constraint requirements.lock -o requirements-semantic.lock
	$(COMPILE) --upgrade --group dev --group outlines --extra semantic --extra metrics \
		--constraint requirements-semantic.lock -o requirements-dev.lock
	$(COMPILE) --upgrade --group dev --group bench --extra semantic --extra volume --constraint requirements-dev.lock \
		-o requirements-bench.lock
	$(COMPILE) --upgrade --group dev --group fuzz --constraint requirements-dev.lock -o requirements-fuzz.lock
	$(COMPILE) --upgrade --group dev --group fuzz-api --constraint requirements-dev.lock -o requirements-fuzz-api.lock
	$(COMPILE) --upgrade --group dev --group spark --extra volume --constraint requirements-dev.lock \
		-o requirements-spark.lock

clean: ## remove .venv and everything that was built or cached
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Fachwerk needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Python lacks venv; on Debian: apt-get install python3-venv" >&2; exit 2; }

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) $(LOCKED) requirements.lock
	$(PIP) $(ITSELF)
	@touch $@

$(SEMANTIC): requirements-semantic.lock pyproject.toml | $(BIN)/python
	$(PIP) $(LOCKED) requirements-semantic.lock
	$(PIP) $(ITSELF)
	@touch $@ $(RUNTIME)

$(DEVELOPMENT): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) $(LOCKED) requirements-dev.lock
	$(PIP) $(ITSELF)
	@touch $@ $(RUNTIME) $(SEMANTIC)

$(BENCH): requirements-bench.lock | $(DEVELOPMENT)
	$(PIP) $(LOCKED) requirements-bench.lock
	@touch $@

$(FUZZ): requirements-fuzz.lock | $(DEVELOPMENT)
	$(PIP) $(LOCKED) requirements-fuzz.lock
	@touch $@

$(FUZZ_API): requirements-fuzz-api.lock | $(DEVELOPMENT)
	$(PIP) $(LOCKED) requirements-fuzz-api.lock
	@touch $@

$(SPARK): requirements-spark.lock | $(DEVELOPMENT)
	$(PIP) $(LOCKED) requirements-spark.lock --no-build-isolation
	@touch $@
