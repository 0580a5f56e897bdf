# Needs only Python 3.11 to 3.13 and make; everything else goes into .venv.
PYTHON ?= python3
DATA ?= ../shared/data
VENV := .venv
BIN := $(VENV)/bin
# Memory in large pages: on Linux a fit takes a fifth less time, elsewhere nothing changes.
HUGE_PAGES := GLIBC_TUNABLES=glibc.malloc.hugetlb=1
READY := $(VENV)/.ready

.PHONY: demo test check model bench quality audit-study format clean
.DELETE_ON_ERROR:

demo: $(READY)  ## a report on the example that comes with the package
	$(BIN)/feedback-nlp demo --out demo

test: $(READY)  ## all tests, doctests and notebooks
	OMP_NUM_THREADS=1 $(BIN)/pytest -n auto --dist worksteal

check: $(READY)  ## format, lint, types, import contracts, docstrings, notebooks without outputs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files 'feedback_nlp/*.py' | xargs $(BIN)/numpydoc lint
	$(BIN)/nbstripout --verify notebooks/*.ipynb

model: $(READY)  ## train the shipped model again, from data/ alone
	$(HUGE_PAGES) $(BIN)/feedback-nlp train data/training.jsonl --taxonomy data/taxonomy.yaml --pairs tests/data/minimal_pairs.jsonl --written --out models/starter --jobs 2

bench: $(READY)  ## measure speed against other tools; quick: SPEED='--comments 10000 --training 2000' COMMAND='--sizes 10000 --training 2000'
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --locked --inexact --quiet --group bench
	$(BIN)/python tests/benchmarks/tagging_speed.py $(SPEED)
	$(BIN)/python tests/benchmarks/whole_command.py $(COMMAND)
	$(BIN)/python tests/benchmarks/start_up.py

quality: $(READY)  ## measure tags on comments with human labels, in the folder SHARED
	$(BIN)/python tests/benchmarks/quality.py $(SHARED)

audit-study: $(READY)  ## measure audits on NHS comments with human labels, in the folder DATA
	$(BIN)/python tests/benchmarks/nhs_audit_study.py $(DATA)

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) demo dist build

$(READY): pyproject.toml uv.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --locked --inexact --quiet --compile-bytecode
	touch $(READY)
