# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
export OMP_NUM_THREADS ?= 1
export GRADIO_ANALYTICS_ENABLED := False

.PHONY: demo test check quick bench fuzz probe lint types helpers sample lock clean

# Build the sample archive, answer three questions on the terminal, serve the page on 127.0.0.1.
demo: $(VENV)/installed
	$(BIN)/tracuu demo --archive archive/demo --port $(PORT)

# Lint, types and tests; installs the Debian helpers first when it may.
test: $(VENV)/installed-dev helpers check

check: lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile
	$(BIN)/python -m eval gate

# After every change, in less than a minute: style, types and the quick tests of every room, on two processors.
quick: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow and not browser"

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/deptry . tests/support
	$(BIN)/deptry . --extend-exclude tests --optional-dependencies-dev-groups dev,fuzz,probe,lock

types: $(VENV)/installed-dev
	$(BIN)/mypy

# Retrieval, answers and speed on the sample archive, against the committed baselines.
bench: $(VENV)/installed-dev
	$(BIN)/tracuu eval retrieval
	$(BIN)/tracuu eval answers
	$(BIN)/python -m eval.speed
	$(BIN)/python -m eval.speed.reading
	$(BIN)/python -m eval.speed.register --documents 2000

# Fuzz readers, assembly, decoding, numbers, dates and references: a third of the time the property tests with inputs
# never tried before, the rest atheris, which keeps what it finds in .fuzz/. `make fuzz SECONDS=300` for a short run.
SECONDS ?= 1800
fuzz: $(VENV)/installed-dev
	@.ci/install $(VENV) requirements-dev.lock requirements-tools.lock
	HYPOTHESIS_PROFILE=long timeout --signal=INT $$(($(SECONDS) / 3)) $(BIN)/python -m pytest -q -x -m hypothesis; \
	  status=$$?; test $$status = 0 -o $$status = 124
	$(BIN)/python tests/support/fuzz.py $$(($(SECONDS) - $(SECONDS) / 3))

# Send the HTTP interface what its OpenAPI description allows and forbids: no 5xx, nothing that is not described.
probe: $(VENV)/installed-dev
	@.ci/install $(VENV) requirements-dev.lock requirements-tools.lock
	$(BIN)/python tests/support/probe.py $(SECONDS)

# Render the sample archive again from its sources.
sample: $(VENV)/installed-dev
	$(BIN)/python -m ingest.sample.render

# Tesseract, LibreOffice, Chromium and fonts from Debian: only as root on Debian; the program works without them.
helpers:
	@.ci/helpers

# Resolve again what pyproject.toml asks for, with the hashes of all files; `make lock NEWER=--upgrade` for newer versions.
lock: $(VENV)/installed-dev
	@.ci/install $(VENV) requirements-dev.lock requirements-tools.lock
	$(BIN)/python .ci/lock.py $(NEWER)

$(VENV)/installed: pyproject.toml requirements.lock requirements-cuda.lock .ci/install
	@.ci/venv $(VENV) $(PYTHON)
	@.ci/install $(VENV)
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@.ci/install $(VENV) requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
