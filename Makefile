# A new Debian or Ubuntu needs only: apt-get install make python3 python3-venv

PYTHON ?= python3
export PORT ?= 5000

BIN := .venv/bin
SUDO := $(if $(filter 0,$(shell id -u)),,sudo -n)
# Runlevel 1: a package starts no service.
APT := $(SUDO) env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq
BROWSER := chromium libatomic1 fonts-noto-core iproute2 lynx w3m
ENGINES := firefox-esr gir1.2-webkit2-4.1 python3-gi xvfb
BENCH := espeak-ng iproute2 nftables util-linux
STATIC := $(shell find rvr_portal/static -name '*.js' -o -name '*.css' -o -name '*.svg')
LOCK := $(BIN)/uv pip compile -q --system-certs --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --all-extras --group build pyproject.toml

.PHONY: help run test test-long traces prove audit bench-call setup check browser language messages lock clean
.DELETE_ON_ERROR:
.NOTPARALLEL:

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 18

run: .venv/requirements.ok .venv/built ## Start the portal here with a demonstration visit (PORT=5000)
	@$(BIN)/flask --app app db upgrade
	@$(BIN)/flask --app app demonstration
	@exec $(BIN)/python deploy/coturn/beside.py $(BIN)/gunicorn -c gunicorn.conf.py app:application

test: setup browser ## Run every test, the browser's too
	@$(BIN)/pytest -n 2 -m "not browser and not long"
	@$(BIN)/pytest -m "browser and not long"

test-long: setup browser ## Run what takes too long for every change: calls by each way through a relay, leaving in two more browsers
	@dpkg -s $(ENGINES) >/dev/null 2>&1 || { $(APT) update && \
		$(APT) install -y --no-install-recommends $(ENGINES); } || \
		echo "What cannot be had of these packages is not tried: $(ENGINES)"
	@$(BIN)/pytest -m long
	@RVR_TEST_BROWSER=firefox $(BIN)/pytest -m "browser and not long" tests/browser/discretion \
		--ignore tests/browser/discretion/test_traces.py

traces: setup browser ## Find what a visit leaves in three browsers, and write docs/traces.md
	@dpkg -s $(ENGINES) >/dev/null 2>&1 || { $(APT) update && \
		$(APT) install -y --no-install-recommends $(ENGINES); } || \
		echo "What cannot be had of these packages is not tried: $(ENGINES)"
	@$(BIN)/pytest -m browser tests/browser/discretion/test_traces.py
	@$(BIN)/python -m tests.browser.discretion.draw_traces > build/traces.md
	@mv build/traces.md docs/traces.md

prove: setup browser ## Take away, on a copy, what each test of leaving guards, and see it fail
	@$(BIN)/python -m tests.house.discretion

audit: setup browser ## Put every page in every state before all checkers, and write docs/accessibility-audit.md
	@command -v npm >/dev/null && command -v java >/dev/null || { $(APT) update && \
		$(APT) install -y --no-install-recommends npm default-jre-headless; }
	@cd tests/checkers && npm ci --silent
	@$(BIN)/python -m tests.checkers build/checked
	@$(BIN)/python -m tests.checkers.draw build/checked > build/audit.md
	@mv build/audit.md docs/accessibility-audit.md

# An hour or more; docs/call-quality.md has the commands for parts of it. Best as root on a machine that is quiet.
bench-call: setup browser ## Measure calls over bad links beside a browser's own settings
	@dpkg -s $(BENCH) >/dev/null 2>&1 || { $(APT) update && \
		$(APT) install -y --no-install-recommends $(BENCH); }
	$(SUDO) $(BIN)/python -m bench.call --paths direct,relay-udp
	$(SUDO) $(BIN)/python -m bench.call --paths relay-tcp,relay-tls --rows 150:300:2,300:300:2
	$(SUDO) $(BIN)/python -m bench.recovery
	$(SUDO) $(BIN)/python -m bench.join
	$(SUDO) $(BIN)/python -m bench.three
	@$(BIN)/python -m bench.report

setup: .venv/requirements-dev.ok .venv/built ## Make .venv with all that running, testing and checking need

check: setup ## Check format, lint, types, catalogues and the house rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -q tests/house

language: setup browser ## Say what is missing in one language, and picture each of her pages in it (L=pl)
	@$(BIN)/flask --app app translations $(L) || true
	@$(BIN)/python -m tests.browser.shots build/pages/$(L) --language $(L) && echo "Pictures: build/pages/$(L)"

messages: setup ## Collect what a victim reads into every language's catalogue
	$(BIN)/pybabel -q extract -F babel.cfg -c "Translators:" --no-location --no-wrap \
		--omit-header -o translations/messages.pot rvr_portal
	$(BIN)/pybabel -q update -i translations/messages.pot -d translations --previous --no-wrap \
		--ignore-obsolete --ignore-pot-creation-date

lock: setup ## Choose the newest allowed version of every package
	$(LOCK) --upgrade -o requirements.txt
	$(LOCK) --upgrade -c requirements.txt --group dev -o requirements-dev.txt

clean: ## Remove what the other commands made, but no data
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache rvr_portal/built

browser:
	@dpkg -s $(BROWSER) >/dev/null 2>&1 || { $(APT) update && \
		$(APT) install -y --no-install-recommends $(BROWSER); } || \
		{ echo "The browser tests need these packages: $(BROWSER)"; command -v chromium >/dev/null; }
# Disabled, since as it is packaged it would serve anybody from the machine's next start on.
	@command -v turnserver >/dev/null || { $(APT) update && \
		$(APT) install -y --no-install-recommends coturn && \
		{ $(SUDO) systemctl -q disable --now coturn 2>/dev/null || true; }; } || \
		echo "Without the package coturn, no test of relayed calls runs."

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Please install Python 3.11 or newer, or name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { $(APT) update && $(APT) install -y python3-venv && \
		$(PYTHON) -m venv --clear .venv; } || { echo "Please install python3-venv."; exit 1; }

# uv is quick; where it cannot be had, pip installs the same files by the same hashes.
.venv/%.ok: %.txt pyproject.toml | .venv/bin/pip
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt > .venv/uv.txt
	@$(BIN)/pip install -q --require-hashes -r .venv/uv.txt && \
		$(BIN)/uv pip install -q --python $(BIN)/python --system-certs --require-hashes -r $< || \
		$(BIN)/pip install -q --no-deps --require-hashes -r $<
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/built: $(STATIC) rvr_portal/web/assets.py | .venv/requirements.ok
	@$(BIN)/python -c "from rvr_portal.web.assets import build; build()"
	@touch $@
