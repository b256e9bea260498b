# Etalase. `make run` opens the shop, `make test` runs everything CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test soak bench bench-quick profile format lock

run: $(VENV)/run.stamp
	@exec $(BIN)/python tools/run.py

test: $(VENV)/dev.stamp
	@$(BIN)/python tools/check.py

soak: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q -m soak tests

# ratios against bare ceilings, all in one run; half an hour, and the quick one a minute and a half
bench: $(VENV)/dev.stamp
	@$(BIN)/python -m bench $(BENCH)

bench-quick: $(VENV)/dev.stamp
	@$(BIN)/python -m bench --quick $(BENCH)

# where a tap's time goes
profile: $(VENV)/dev.stamp
	@$(BIN)/python -m bench.profiling $(BENCH)

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

# the exact versions of everything, with hashes; needs uv (pip install uv)
lock:
	uv pip compile -q --upgrade --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile -q --upgrade --generate-hashes --no-header --no-emit-index-url --universal --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.txt

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) tools/make_venv.py $(VENV) requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt
	@$(PYTHON) tools/make_venv.py $(VENV) requirements-dev.txt
	@touch $@ $(VENV)/run.stamp
