# Everything a developer or a curious reader runs; `make help` lists it.
PYTHON ?= python3
VENV ?= .venv
EVAL ?= ../shared/eval
CORPUS ?= $(EVAL)/polnear/train
DEV ?= $(EVAL)/polnear/dev

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq -c .ci/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help demo test lint format light exams bench record links train clean python

help:  ## List what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /|/' | awk -F'|' '{printf "make %-8s %s\n", $$1, $$2}'

demo: $(VENV)/.run  ## Read the dossier of examples into demo-out/onrecord.db, ask it and trace a claim
	@PATH="$(CURDIR)/$(BIN):$$PATH" ./examples/demo.sh demo-out

test: $(VENV)/.test  ## Run the tests
	$(BIN)/python -m pytest

lint: $(VENV)/.lint  ## Check style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/.lint  ## Put the code into its format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

light: python  ## Prove that the package works with its declared dependencies alone
	.ci/light $(PYTHON)

exams: $(VENV)/.run  ## Measure accuracy on the public exams in EVAL
	@test -f "$(EVAL)/score_attributions.py" || { \
	  echo "make exams: no exams in $(EVAL); name their folder: make exams EVAL=DIR" >&2; exit 1; }
	$(BIN)/python -m benchmarks.polnear "$(EVAL)/polnear/dev"
	$(BIN)/python -m benchmarks.pages "$(EVAL)/pages"
	$(BIN)/python -m benchmarks.chains "$(EVAL)"
	$(BIN)/python -m benchmarks.gum "$(EVAL)/gum"
	$(BIN)/python -m benchmarks.tempeval "$(EVAL)/tempeval3"

links: $(VENV)/.run  ## Measure linking on the project's exam
	$(BIN)/python -m benchmarks.links examples/links

bench: $(VENV)/.bench  ## Measure speed and memory beside textacy on spaCy
	$(BIN)/python -m benchmarks.speed $(if $(wildcard $(EVAL)/polnear/dev/text),--texts "$(EVAL)/polnear/dev/text")

record: $(VENV)/.run  ## Measure the record: adding, asking, size
	$(BIN)/python -m benchmarks.record

train: $(VENV)/.train  ## Make the model again from CORPUS, a folder in brat standoff
	@test -d "$(CORPUS)/attributions" || { \
	  echo "make train: no corpus in $(CORPUS); name its folder: make train CORPUS=DIR" >&2; exit 1; }
	$(BIN)/python -m training "$(CORPUS)" --dev "$(DEV)" $(if $(MORE),--more "$(MORE)")

clean:  ## Remove what was made here, the environment included
	rm -rf $(VENV) build dist demo-out .mypy_cache .ruff_cache .pytest_cache .hypothesis

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Onrecord needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 | tail -n 1)." >&2; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }

# One stamp for each set of dependencies: a second run installs nothing.
$(BIN)/python: | python
	@echo "making $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "$(PYTHON) cannot make an environment; some systems need a package such as python3-venv." >&2; exit 1; }

$(VENV)/.run: pyproject.toml .ci/constraints.txt | $(BIN)/python
	@echo "installing onrecord ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/.%: pyproject.toml .ci/constraints.txt | $(BIN)/python
	@echo "installing onrecord with what $* needs ..."
	@$(PIP) -e '.[$(EXTRAS_$*)]'
	@touch $@ $(VENV)/.run

EXTRAS_test := test
EXTRAS_lint := test,lint
EXTRAS_bench := bench
EXTRAS_train := train
