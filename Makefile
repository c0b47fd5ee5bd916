# The two commands are `make run` and `make test`; both set up whatever is missing, and cost nothing the second time.
# What they install is fixed by hash in the lock files (docs/decisions/005-locked-setup.md).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
OUT ?= demo-out
SCREEN := $(DISPLAY)$(WAYLAND_DISPLAY)

.PHONY: help run papers fields figures rules screens test bench lint types clean lock

help:  ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

run: .venv/ready-run  ## open the desk on practice data; without a display, do the main job off-screen into demo-out/
ifeq ($(SCREEN),)
	@rm -rf demo-out  # never $(OUT): that may be somebody's folder
	@QT_QPA_PLATFORM=offscreen $(BIN)/station-app demo --out "$(OUT)"
	@echo; echo "No display here. The main job was done off-screen, through the same windows; it left:"
	@find "$(OUT)" -type f -printf '%10s  %p\n' | sort -k2
else
	@.ci/prepare display
	@$(BIN)/station-app --practice
endif

papers: .venv/ready-run  ## draw the papers for docs/papers again
	@$(BIN)/python -m printing.pictures docs/papers

fields: .venv/ready-run  ## write the list of fields in docs/manual again
	@$(BIN)/python -m forms.field_list docs/manual/数据项.md

figures: .venv/ready-run  ## write the list of figures in docs/manual again
	@$(BIN)/python -m station_app.figure_list docs/manual/统计.md

rules: .venv/ready-test  ## write the page of rules in docs/manual again
	@$(BIN)/python -m tests.commandline.rules_page

screens: .venv/ready-run  ## draw the windows for docs/screens again
	@$(BIN)/python -m station_app.picture_book docs/screens

test: .venv/ready-test  ## everything: import contracts, lint, types, tests
	@.ci/checks

bench: .venv/ready-run  ## the benchmarks, each beside its raw peer
	@QT_QPA_PLATFORM=offscreen $(BIN)/station-app bench

lint: .venv/ready-test  ## the quick checks alone: format, lint, import contracts, types
	@.ci/checks --quick

lock:  ## take the newest allowed versions into the lock files
	@.ci/lock

clean:  ## remove what was made here (the virtual environment too)
	rm -rf .venv demo-out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready-run: requirements.lock pyproject.toml .ci/prepare .ci/libraries.py
	@.ci/prepare run

.venv/ready-test: requirements-dev.lock requirements.lock pyproject.toml .ci/prepare .ci/libraries.py
	@.ci/prepare test
