# inaraX: what one types. `make help` tells; each target sets up what it needs, and only once.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash

PORT ?= 8000
UV_VERSION := 0.13.8

UV := .tools/uv/bin/uv
SAM := .tools/sam/bin/sam
BIN := .venv/bin
PYTHON := $(BIN)/python
CHROMIUM := .tools/chromium.stamp
TYPED := functions layers/inarax/inarax layers/adaptive/adaptive authoring datamap local docs benchmarks policy tests/kit
IMPORTS := functions:layers/inarax:layers/adaptive
COVER := --cov=functions --cov=layers --cov=authoring --cov=datamap --cov=local --cov=policy

export SAM_CLI_TELEMETRY := 0
# A Python of another environment must not answer for the project's own.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME

.PHONY: help setup run stop clean tour session test unit stack lint format proof bench whatif answers course pilots generate map openapi policy deploy

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup  ## Run the whole stack at http://localhost:8000 (PORT= for another) until Ctrl-C
	@$(PYTHON) -m local.run --port $(PORT)

stop: .venv/.stamp  ## Stop the stack that `make run` started elsewhere; its state is kept
	@$(PYTHON) -m local.stop

tour: .venv/.stamp  ## Play the README's tour against the running stack, as a client would
	@$(PYTHON) -m local.tour

session: .venv/.stamp  ## Sign a demo account in to the running stack and print its cookie, for curl: make session WHO=priya
	@$(PYTHON) -m local.session $(WHO)

clean:  ## Stop the stack and forget its state and all that was built (installed tools stay)
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m local.stop; fi
	rm -rf .local .aws-sam .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov
	find functions layers local authoring tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Two runs of pytest, one report: the fast tests share two processes, the stack's tests share one stack.
test: lint unit $(CHROMIUM)  ## Check everything: lint, types, imports, template, then all tests but the long ones
	$(BIN)/pytest tests/stack $(wildcard tests/browser) $(COVER) --cov-append --cov-report=term:skip-covered

unit: .venv/.stamp .tools/sam/.stamp .tools/fideslang/.stamp  ## Run the unit and component tests
	$(BIN)/pytest tests/unit $(wildcard tests/component) -n 2 --dist worksteal $(COVER) --cov-report=

stack: setup $(CHROMIUM)  ## Run the tests on a deployed stack and in a browser
	$(BIN)/pytest tests/stack $(wildcard tests/browser)

lint: setup  ## Check style, formatting, types, import contracts and the template
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(TYPED)
	PYTHONPATH=$(IMPORTS) $(BIN)/lint-imports
	$(SAM) validate --lint --config-env local

format: .venv/.stamp  ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Two searches: for examples that break a property and that nobody thought of, then the proofs.
proof: setup  ## Run the long proofs (hours)
	HYPOTHESIS_PROFILE=proof $(BIN)/pytest tests/unit -m hypothesis -n 2 --dist worksteal
	HYPOTHESIS_PROFILE=proof $(BIN)/pytest tests/proof

bench: setup $(if $(filter mastery,$(NAME)),.tools/pybkt/.stamp)  ## Run one benchmark beside its peers: make bench NAME=requests
	@test -n "$(NAME)" || { echo "make bench: name one, as in make bench NAME=requests"; exit 1; }
	PYTHONPATH=$(IMPORTS) $(PYTHON) -m benchmarks.$(NAME)

whatif: .venv/.stamp  ## Show for whom other parameters would decide otherwise: make whatif ANSWERS=answers.csv PARAMETERS=new.json
	@test -n "$(ANSWERS)" -a -n "$(PARAMETERS)" || { echo "make whatif: name ANSWERS and PARAMETERS, and perhaps COURSE and GOAL"; exit 1; }
	@$(PYTHON) -m benchmarks.whatif $(ANSWERS) $(PARAMETERS) $(COURSE) $(GOAL)

answers: .venv/.stamp  ## Take the answers out of copies that learners gave: make answers DIR=courses/networks COPIES="a.zip b.zip"
	@test -n "$(DIR)" -a -n "$(COPIES)" || { echo "make answers: name the course's folder and the COPIES"; exit 1; }
	@$(PYTHON) -m benchmarks.copies $(DIR) $(COPIES)

course: .venv/.stamp  ## Check and preview a course for its author: make course DIR=courses/networks
	@test -n "$(DIR)" || { echo "make course: name its folder, as in make course DIR=courses/networks"; exit 1; }
	@$(PYTHON) -m authoring preview $(DIR)

pilots: .venv/.stamp  ## Show what was learned of a course's questions on trial: make pilots DIR=courses/networks (HERE=1: of `make run`)
	@test -n "$(DIR)" || { echo "make pilots: name the course's folder, as in make pilots DIR=courses/networks"; exit 1; }
	@$(PYTHON) -m local.pilots $(DIR) $(if $(HERE),--here)

generate: map openapi policy  ## Write anew all that is rendered from the code and committed: the three that follow, in order

map: .venv/.stamp  ## Write the data map, what is rendered from it, and hold template.yaml against it
	$(PYTHON) -m datamap

openapi: .venv/.stamp  ## Write docs/openapi.json from the doors, the picture of the system, and the technical file
	$(PYTHON) -m docs.render.openapi
	$(PYTHON) -m docs.render.picture
	PYTHONPATH=$(IMPORTS) $(PYTHON) -m docs.render.technical_file

policy: .venv/.stamp  ## Publish a new version of the privacy policy, if anything in it or under it changed
	$(PYTHON) -m policy

deploy: setup  ## Deploy to a real AWS account, as samconfig.toml's `prod` says, unless the data map forbids it
	$(PYTHON) -m datamap
	$(SAM) build --config-env prod
	$(SAM) deploy --config-env prod
	$(PYTHON) -m local.shelf

setup: .venv/.stamp .tools/ministack/.stamp .tools/sam/.stamp .tools/fideslang/.stamp  ## Install pinned tools and dependencies (the other targets do)

# uv, of the version that wrote the lock files, from whatever Python 3 there is.
$(UV):
	@local/bootstrap.sh $(UV_VERSION)

# $(call sync,environment,project): exactly what the lock file says.
define sync
@echo "Installing $(3) ..."
@UV_PROJECT_ENVIRONMENT="$(CURDIR)/$(1)" $(UV) sync --quiet --frozen --project $(2) \
	|| { echo "make: $(3) could not be installed (see above). If Python 3.13 is missing: pyenv install 3.13, or uv python install 3.13"; exit 1; }
@touch $(1)/.stamp
endef

.venv/.stamp: $(UV) pyproject.toml uv.lock .python-version
	$(call sync,.venv,.,the product's dependencies)

.tools/ministack/.stamp: $(UV) local/tools/ministack/uv.lock
	$(call sync,.tools/ministack,local/tools/ministack,MiniStack)

.tools/sam/.stamp: $(UV) local/tools/sam/uv.lock
	$(call sync,.tools/sam,local/tools/sam,the SAM command line)

.tools/fideslang/.stamp: $(UV) local/tools/fideslang/uv.lock
	$(call sync,.tools/fideslang,local/tools/fideslang,fideslang)

.tools/pybkt/.stamp: $(UV) local/tools/pybkt/uv.lock
	$(call sync,.tools/pybkt,local/tools/pybkt,pyBKT)

$(CHROMIUM): | $(UV)
	@local/chromium.sh
	@touch $@
