# Suwen 溯文. `make run` and `make test` are all a newcomer needs; both set up what they need themselves.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
SUWEN_HOME ?= var
HOST ?= 127.0.0.1
PORT ?= 8000

# Tests run side by side, one process a core; each takes what the others have not begun.
SIDE_BY_SIDE := -n auto --maxprocesses 8 --dist worksteal

.PHONY: run test cluster-test check licences wheel faults fuzz load gold exactness relevance bench bench-pages assets lock clean

run: $(VENV)/.run $(VENV)/.assets ## set up, read the bundled documents on the first run, serve the pages
	@test -f $(SUWEN_HOME)/suwen.db || $(BIN)/suwen --home $(SUWEN_HOME) ingest corpus/seed
	@$(BIN)/suwen --home $(SUWEN_HOME) serve --host $(HOST) --port $(PORT)

test: $(VENV)/.test $(VENV)/.assets ## set up with the test extra and run everything
	@.ci/browser
	@$(BIN)/python -m pytest --ignore tests/cluster $(SIDE_BY_SIDE)

cluster-test: $(VENV)/.test ## the tests that need servers: PostgreSQL, workers, and what may befall them
	@.ci/cluster/postgres
	@$(BIN)/python -m pytest tests/kb/store tests/cluster --ignore tests/cluster/search $(SIDE_BY_SIDE)
	@.ci/cluster/search

check: $(VENV)/.test ## style, types, licences, known vulnerabilities, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(BIN)/python .ci/licences >/dev/null
	@.ci/audit $(BIN)/python
	@$(MAKE) --no-print-directory test

licences: $(VENV)/.test ## list the licences of the core; fails on copyleft
	@$(BIN)/python .ci/licences

wheel: $(VENV)/.test $(VENV)/.assets ## build the wheel, install it in an empty environment, serve a search from it
	@.ci/wheel $(BIN)/python

faults: $(VENV)/.test ## kill ingest, rebuild, correction, export, backup a hundred times at random moments
	@$(BIN)/python bench/faults.py --kills 100 --seed 8

fuzz: $(VENV)/.test ## a million queries, twenty thousand damaged files
	@$(BIN)/python bench/fuzz.py queries --count 1000000
	@$(BIN)/python bench/fuzz.py searches --count 20000
	@$(BIN)/python bench/fuzz.py files --count 20400

load: $(VENV)/.test ## sixteen readers for half an hour while a thousand documents come in
	@$(BIN)/python bench/load.py --minutes 30 --documents 1000 --clients 16

gold: $(VENV)/.test ## score the extraction against the gold answers beside the project
	@$(BIN)/python bench/gold.py

exactness: $(VENV)/.test ## check phrases and combinations against looking through every text, on both engines
	@$(BIN)/python bench/exactness.py

relevance: $(VENV)/.test ## compare rankings by judged queries
	@$(BIN)/python bench/relevance.py

bench: $(VENV)/.test ## measure searching beside other engines; MACHINE and DATE are printed with the table
	@$(BIN)/python bench/search.py --machine "$(MACHINE)" --date "$(DATE)"

bench-pages: $(VENV)/.test ## measure pages and API, eight clients at once, over LIBRARY (made of statutes and seeds if not there)
	@$(BIN)/python bench/pages.py --home "$(or $(LIBRARY),var/bench)"

$(VENV)/bin/python:
	@.ci/venv $(PYTHON) $(VENV)

$(VENV)/.run: $(VENV)/bin/python .ci/lock/run.txt pyproject.toml
	@echo "安装依赖 (installing)…"
	@$(PIP) install --no-deps --require-hashes -r .ci/lock/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/bin/python .ci/lock/test.txt pyproject.toml
	@echo "安装测试依赖 (installing the test extra)…"
	@$(PIP) install --no-deps --require-hashes -r .ci/lock/test.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

assets: ## fetch the libraries of the graph explorer and the charts anew (needs npm; the pages work without)
	@.ci/assets

$(VENV)/.assets: web/assets/package-lock.json .ci/assets $(VENV)/bin/python
	@.ci/assets
	@touch $@

lock: ## pin all dependencies anew (needs uv)
	@.ci/lock/make

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
