# make run    the site on http://127.0.0.1:8000 (PORT=8001 make run)
# make test   every test, browser tests where a Chromium is found
# make check  everything that can be checked without running the site
# make bench  the benchmarks, each against a baseline in the same run
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench lock

run: .venv/runtime .env
	@$(BIN)/python manage.py prepare
	@$(BIN)/python manage.py serve

test: .venv/development
	$(BIN)/pytest
	@if command -v node >/dev/null; then node --test tests/js/*.test.js; \
	else echo "Skipped the JavaScript unit tests: node is not installed."; fi

check: .venv/development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files '*.html' | xargs $(BIN)/djade --check --target-version 5.2
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/bandit -q -ll -c pyproject.toml -r account_data accounts avatars config costs interviews providers sharing staff standins stories
	$(BIN)/python scripts/draw_flow.py --check
	$(BIN)/python scripts/usual_words.py --check
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python scripts/secret_key.py) SITE_ORIGINS=https://greenroom.example DEBUG=false \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

bench: .venv/development
	$(BIN)/python -m benchmarks

# Pin what pyproject.toml allows. Needs uv.
lock:
	uv pip compile -q pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header \
		-o requirements.lock
	uv pip compile -q pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
		--no-header -o requirements-dev.lock

.env:
	@echo "SECRET_KEY=$$($(PYTHON) scripts/secret_key.py)" > .env
	@chmod 600 .env
	@echo "Wrote a new secret key to .env; .env.example says what else can stand there."

.venv/bin/python:
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Greenroom needs Python 3.11 or newer; set PYTHON=")'
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock | .venv/bin/python
	@echo "Installing what the site needs (about a minute)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/development: requirements-dev.lock | .venv/bin/python
	@echo "Installing what development needs (a minute or two)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/runtime
