# kadr: make storyboard draws the example; make test runs everything. Needs Python 3.11 or newer, make and git.

PYTHON ?= python3
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup storyboard studio speed gallery sdxl bench test test-core check format clean

help:
	@echo "make storyboard   set up what is needed and draw the example board into out/"
	@echo "make setup        set up only"
	@echo "make speed        measure how fast this machine draws"
	@echo "make gallery      draw all poses, people, feelings, places and things into docs/pictures/"
	@echo "make sdxl         set up the SDXL engine: finished pictures"
	@echo "make bench        measure it against stock diffusers (half an hour, 10 GB of disk)"
	@echo "make test         all tests; what this machine cannot run is named"
	@echo "make test-core    the tests that need neither torch, nor a browser, nor much time"
	@echo "make check        format, lint, types"
	@echo "make clean        remove .venv and out"

setup: .venv/.core
storyboard: .venv/.core
	@$(BIN)/kadr render examples/aldar-kose.fountain --cast examples/aldar-kose.cast.toml -o out
	@echo "Yours:  $(BIN)/kadr render YOUR-SCRIPT"
speed: .venv/.core
	@$(BIN)/python test_speed.py
gallery: .venv/.core
	@$(BIN)/python tests/draw_gallery.py
sdxl: .venv/.sdxl
	@echo "Next:   $(BIN)/kadr plan, then $(BIN)/kadr models pull"
bench: .venv/.test-sdxl
	@$(BIN)/python -m kadr.speed.versus
studio: .venv/.core
	@$(BIN)/python app.py

test: .venv/.test-sdxl .venv/.test-browser test-core
	@$(BIN)/python tests/tiers.py
test-core: .venv/.test
	$(BIN)/python -m pytest -m "not torch and not browser and not large" -q -n auto
check: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
format: .venv/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
clean:
	rm -rf .venv out

.venv/bin/python:
	@echo "Setting up kadr in .venv (once; about 44 MB to download)..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kadr needs Python 3.11 or newer; name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv
.venv/.core: .venv/bin/python pyproject.toml constraints.txt
	@$(PIP) install -c constraints.txt -e '.[web]'
	@touch $@
.venv/.sdxl: .venv/.core
	@echo "Setting up the SDXL engine (once; torch and diffusers, some hundred megabytes)..."
	@$(PIP) install -c constraints.txt -e '.[sdxl]'
	@touch $@
.venv/.test-sdxl: .venv/.test .venv/.sdxl
	@$(PIP) install -c constraints.txt -e '.[test-sdxl]'
	@touch $@
.venv/.test-browser: .venv/.test
	@$(PIP) install -c constraints.txt -e '.[test-browser]'
	@touch $@
.venv/.test: .venv/.core
	@$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@
