# make run    install what is needed and open the two example articles
# make test   install what the tests need and run all of them
# make check  lint, types, rooms and the quick tests (under a minute)

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run check test bench soak release pythons picture docs lock lint types clean

run: $(VENV)/.run $(VENV)/.compiled
	@$(BIN)/workbench $(ARGS)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The workbench needs Python 3.11 or newer; say which: make run PYTHON=python3.11")'
	@echo "Making an environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: locks/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the workbench needs …"
	@$(PIP) install --quiet --require-hashes -r locks/run.txt
	@$(PIP) install --quiet --no-deps -e .
	@touch $@

$(VENV)/.test: locks/test.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need …"
	@$(PIP) install --quiet --require-hashes -r locks/test.txt
	@$(PIP) install --quiet --no-deps -e .
	@touch $@ $(VENV)/.run

# Byte code as an installed wheel has it: some shells forbid Python to write it at the first start.
$(VENV)/.compiled: $(shell find workbench -name '*.py') $(VENV)/.run
	@$(BIN)/python -m compileall -q workbench
	@touch $@

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.test
	$(BIN)/mypy

check: lint types
	$(BIN)/python -m pytest -m "not slow and not server and not soak" -q -n auto

test: lint types
	sh tests/system.sh
	$(BIN)/python -m pytest -m "not server and not soak" -n auto --durations=20
	$(BIN)/python -m pytest -m "server and not soak" --durations=20

soak: $(VENV)/.test
	$(BIN)/python -m pytest -m soak -n auto --dist worksteal

# Builds the wheel and the source archive, tries both in empty environments, puts them into dist/.
release: $(VENV)/.test
	$(BIN)/python -m tests.release

# The quick tests under every Python that is found here: make pythons, or ONLY=3.13.
pythons: $(VENV)/.test
	$(BIN)/python -m tests.release.pythons $(ONLY)

bench: $(VENV)/.test $(VENV)/.compiled
	$(BIN)/python -m benchmarks

# The picture in the README, drawn by the program itself.
picture: $(VENV)/.test
	$(BIN)/python docs/make_screen.py

# The pages of every command, key and setting, written from the registries.
docs: $(VENV)/.test
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_words.py

# Lock files carry hashes and no addresses.
lock: $(BIN)/python
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --quiet -o locks/run.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --quiet --extra test -o locks/test.txt

clean:
	rm -rf $(VENV) .cache build dist
