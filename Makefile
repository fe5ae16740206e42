# `make run` serves the timeline, `make test` runs every test on SQLite, `make test-postgres` those that concern the
# database on PostgreSQL, `make check` every linter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARTICLES ?= $(wildcard articles/samples/*.txt)
PORT ?= 8000
SIZES ?= 10000 100000 1000000
INPUTS ?= 20000
MOMENTS ?= 30
INSTALL = if command -v uv >/dev/null; then uv pip install -q -p $(BIN)/python --require-hashes -r $(1); \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1); fi

.PHONY: run test test-postgres faults fuzz audit check lock golden bench screenshots clean

run: $(VENV)/runtime
	$(BIN)/python manage.py migrate -v 0
	$(BIN)/python manage.py ingest $(ARTICLES)
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: $(VENV)/dev
	$(BIN)/python -m pytest -n auto

test-postgres: $(VENV)/dev
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n auto $(addprefix --ignore=tests/,browser extraction faults fuzz)

faults: $(VENV)/dev
	MOMENTS=$(MOMENTS) $(BIN)/python -m pytest tests/faults

fuzz: $(VENV)/dev
	INPUTS=$(INPUTS) $(BIN)/python -m pytest tests/fuzz

audit:
	uvx pip-audit --disable-pip --require-hashes -r requirements.txt

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files -co --exclude-standard 'templates/*.html')
	$(BIN)/mypy articles timeline
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run -v 0
	DEBUG=0 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_hex(32))') ALLOWED_HOSTS=example.org \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

golden: $(VENV)/dev
	$(BIN)/python -m tests.golden

bench: $(VENV)/dev
	$(BIN)/python -m tests.bench --sizes $(SIZES)
	$(BIN)/python -m tests.bench.ingesting >> docs/benchmarks.md

screenshots: $(VENV)/dev
	$(BIN)/python -m tests.screenshots

lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra dev -c requirements.txt pyproject.toml \
		-o requirements-dev.txt

clean:
	rm -rf $(VENV) var

$(BIN)/python:
	if command -v uv >/dev/null; then uv venv -q -p $(PYTHON) $(VENV); else $(PYTHON) -m venv $(VENV); fi

$(VENV)/runtime: requirements.txt | $(BIN)/python
	$(call INSTALL,requirements.txt)
	touch $@

$(VENV)/dev: requirements-dev.txt | $(BIN)/python
	$(call INSTALL,requirements-dev.txt)
	touch $@ $(VENV)/runtime
