# make demo · make test · make check · make bench · make prism · make model
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto
ROWS ?= 200000
CORPORA ?= ../shared/corpora
PACKAGES := -p slor.schemas -p slor.recognizers -p slor.pipelines -p slor.sample_data

.PHONY: demo test check format lint mypy prism bench model clean

$(VENV)/installed: setup.py pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Slør into $(VENV) (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(VENV)/installed  ## release a small synthetic contact centre
	@$(BIN)/slor demo

test: $(VENV)/installed  ## the tests, on all cores (WORKERS=0: in one process)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lint: $(VENV)/installed
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

format: $(VENV)/installed
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

build/mypy/slor:
	@mkdir -p build/mypy && ln -sfn ../.. $@

mypy: $(VENV)/installed build/mypy/slor
	@$(BIN)/mypy $(PACKAGES)

check: lint mypy test  ## everything CI checks

prism: build/prism  ## Beam's portable runner, built from its Go module
build/prism:
	@command -v go >/dev/null || { echo "make prism: needs Go (https://go.dev)"; exit 1; }
	@mkdir -p build && GOBIN=$(CURDIR)/build go install github.com/apache/beam/sdks/v2/go/cmd/prism@v2.77.0

BENCH = echo && echo "== $(1)" && $(BIN)/python benchmarks/$(1)
bench: $(VENV)/installed  ## the figures, at a small size (ROWS=1000000 for those of the books)
	@$(call BENCH,cdr.py --rows $(ROWS))
	@$(call BENCH,workers.py --rows $(ROWS))
	@$(call BENCH,memory.py --rows $$((10 * $(ROWS))))
	@$(call BENCH,detect.py --rounds 2 --share 0.25 --training 20)
	@$(call BENCH,special_categories.py)
	@echo && echo "== slor evaluate" && $(BIN)/slor evaluate benchmarks/dialogues/*.jsonl --against presidio

model: $(VENV)/installed  ## the names model, trained anew from CORPORA
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[model]'
	@$(BIN)/python -m training.names --corpora $(CORPORA)

clean:
	@rm -rf build $(VENV)
