# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
export OMP_NUM_THREADS ?= 1
export GRADIO_ANALYTICS_ENABLED := False

.PHONY: demo test check bench fuzz lint types helpers sample lock clean

# Build the sample archive, answer three questions on the terminal, serve the page on 127.0.0.1.
demo: $(VENV)/installed
	$(BIN)/tracuu demo --archive archive/demo --port $(PORT)

# Lint, types and tests; installs the Debian helpers first when it may.
test: $(VENV)/installed-dev helpers check

check: lint types
	$(BIN)/python -m pytest
	$(BIN)/python -m eval gate

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

# Retrieval, answers and speed on the sample archive, against the committed baselines.
bench: $(VENV)/installed-dev
	$(BIN)/tracuu eval retrieval
	$(BIN)/tracuu eval answers
	$(BIN)/python -m eval.speed
	$(BIN)/python -m eval.reading_speed
	$(BIN)/python -m eval.register_speed --documents 2000

# Fuzz readers, assembly, decoding, numbers, dates and references: a third of the time the property tests with inputs
# never tried before, the rest atheris, which keeps what it finds in .fuzz/. `make fuzz SECONDS=300` for a short run.
SECONDS ?= 1800
fuzz: $(VENV)/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev,fuzz]'
	HYPOTHESIS_PROFILE=long timeout --signal=INT $$(($(SECONDS) / 3)) $(BIN)/python -m pytest -q -x -m hypothesis; \
	  status=$$?; test $$status = 0 -o $$status = 124
	$(BIN)/python tests/fuzz.py $$(($(SECONDS) - $(SECONDS) / 3))

# Render the sample archive again from its sources.
sample: $(VENV)/installed-dev
	$(BIN)/python -m ingest.sample.render

# Tesseract, LibreOffice, Chromium and fonts from Debian: only as root on Debian; the program works without them.
helpers:
	@.ci/helpers

lock:
	$(BIN)/pip list --format=freeze | grep -viE '^(tra-cuu-chi-dao|pip|setuptools)=' | sed -E 's/^(torch==[0-9.]+).*/\1/' > requirements.lock

$(VENV)/installed: pyproject.toml requirements.lock
	@.ci/venv $(VENV) $(PYTHON)
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
