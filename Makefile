# The commands of the project. Each sets up what it needs; see README.md.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
SAMPLE := resources/samples/zhou-2025.case.yaml

.PHONY: help venv run test check format docs bench dist release audit abuse mutants pictures site clean

help:  ## Show these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

venv: .venv/ready  ## Make the environment in .venv from the lock file

.venv/ready: requirements.lock pyproject.toml packaging/environment.sh packaging/system-packages.sh
	@PYTHON="$(PYTHON)" packaging/environment.sh

run: venv  ## Open the window on a published sample case (without a display: write its result and PDF)
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname -s)" != Linux ]; then \
	    $(BIN)/cardecide $(SAMPLE); \
	else \
	    mkdir -p out; \
	    $(BIN)/cardecide evaluate $(SAMPLE) --json --pdf out/zhou-2025.pdf > out/zhou-2025.result.json; \
	    echo "No display here, so no window. The sample case was evaluated instead:"; \
	    echo "  result  out/zhou-2025.result.json"; \
	    echo "  report  out/zhou-2025.pdf"; \
	fi

test: venv  ## Run every test
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: venv  ## Formatting, lint, types, import directions, rule packs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/cardecide rules check --recorded
	@$(BIN)/cardecide rules test
	@$(BIN)/cardecide rules docs docs/reference --check

format: venv  ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: venv  ## Write the reference pages and the advice pages anew
	@$(BIN)/cardecide rules docs docs/reference
	@$(BIN)/python packaging/docs/advice_pages.py docs/advice
	@$(BIN)/python packaging/docs/hazard_log.py

bench: venv  ## Measure speed against its peers and write docs/benchmarks.md
	@$(BIN)/python tests/benchmarks/run.py

dist: venv  ## Build wheel and source archive into dist/, and the frozen application into dist/cardecide/
	@$(BIN)/python -m build --no-isolation --outdir dist .
	@packaging/frozen/build.sh
	@packaging/frozen/try.sh

release: venv  ## From what make dist built: .deb and archive for Linux, list of parts, licenses
	@packaging/release/sbom.sh
	@packaging/linux/deb.sh
	@packaging/linux/tarball.sh

audit: venv  ## Look up known vulnerabilities of the pinned dependencies (asks the public advisories: needs a network)
	@$(BIN)/pip-audit --requirement requirements.lock --disable-pip --require-hashes --strict

abuse: venv  ## Fuzz every reader, soak, and write docs/trust/abuse.md (about an hour); fails where either does
	@status=0; \
	$(BIN)/python -m tests.abuse.fuzz --seconds 120 || status=1; \
	$(BIN)/python -m tests.abuse.soak || status=1; \
	$(BIN)/python packaging/docs/abuse_page.py; \
	exit $$status

mutants: venv  ## Change the facts at every comparison and number, and write which change no test notices (about an hour)
	@$(BIN)/python -m tests.mutation.run
	@$(BIN)/python -m tests.mutation.page

pictures: venv  ## The pictures of the user guide anew
	@packaging/docs/guide_pictures.sh

site: venv  ## The documentation as a site, in build/site
	@$(BIN)/mkdocs build --strict --config-file packaging/docs/mkdocs.yml
	@echo "build/site/index.html"

clean:  ## Remove what was built; keeps .venv
	@rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache
