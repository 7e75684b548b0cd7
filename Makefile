# Needs Python 3.11 to 3.13 and make; everything else goes into .venv.
PYTHON ?= $(shell for p in python3.12 python3.11 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
ARTICLE := docs/articles/port-visit.txt

.PHONY: install demo test lint types gates train train-setup docs clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "entente needs Python 3.11, 3.12 or 3.13; install one or set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[frames,dev]'
	@touch $@

demo: install
	@mkdir -p build
	$(BIN)/entente read $(ARTICLE)
	$(BIN)/entente add demo/niger.jsonl --store build/demo.db
	$(BIN)/entente contradictions --store build/demo.db
	$(BIN)/entente commitments --store build/demo.db
	@if [ -t 1 ]; then $(BIN)/entente serve --store build/demo.db; \
	else echo "See it in a browser: $(BIN)/entente serve --store build/demo.db"; fi

test: install
	$(BIN)/python -m pytest

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: install
	$(BIN)/mypy

gates: install
	$(BIN)/python tools/corpus_figures.py --check
	$(BIN)/python tools/command_reference.py --check
	$(BIN)/python tools/codebook_page.py --check
	$(BIN)/python tools/notebook.py --check
	$(BIN)/python bench/accuracy.py --check

docs: install
	$(BIN)/python tools/command_reference.py
	$(BIN)/python tools/codebook_page.py
	$(BIN)/mkdocs build

train-setup: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[train]'

train: train-setup
	$(BIN)/python -m entente.training --corpus corpus --run runs/reader

clean:
	rm -rf $(VENV) runs build dist
