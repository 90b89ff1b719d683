# Two commands on a fresh machine: `make wallpaper` and `make test`. `make help` lists the rest.
PYTHON ?= python3
SIZE   ?= 3840x2160
OUT    ?= wallpaper.png
ARGS   ?=

VENV := .venv
ifeq ($(OS),Windows_NT)
    BIN := $(VENV)/Scripts
else
    BIN := $(VENV)/bin
endif

.DEFAULT_GOAL := help
.PHONY: help wallpaper run test check format hooks bundle clean

help: ## list the commands
	@echo "Everscape: make COMMAND"
	@sed -n 's/^\([a-z]*\):[^#]*## /  \1\t/p' Makefile | expand -t 14
	@echo "Choose with variables, such as: make wallpaper SIZE=2560x1440 OUT=desk.png ARGS='--seed 7'"
	@echo "Without an NVIDIA GPU, a far smaller PyTorch installs on Linux with"
	@echo "  PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu make wallpaper"

wallpaper: $(VENV)/.installed ## render wallpaper.png, 3840x2160, with the bundled model
	@$(BIN)/python main.py render --size $(SIZE) --force -o $(OUT) $(ARGS)

run: $(VENV)/.installed ## open the program
	@$(BIN)/python main.py

test: $(VENV)/.installed-dev ## run all tests
	$(BIN)/python -m pytest --numprocesses auto $(ARGS)

check: $(VENV)/.installed-dev ## check format, lint, types and import contracts
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/pyright
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## format the code and sort the imports
	$(BIN)/ruff check --fix --select I
	$(BIN)/ruff format

hooks: $(VENV)/.installed-dev ## let git run the checks before each commit
	$(BIN)/pre-commit install

bundle: $(VENV)/.installed ## build dist/everscape/, a folder that runs without Python
	$(BIN)/python -m pip install pyinstaller
	$(BIN)/pyinstaller --noconfirm packaging/everscape.spec

clean: ## remove the environment, caches and builds
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Everscape needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	    || { echo "This Python cannot make environments: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml | $(VENV)/.made
	@echo "Installing into $(VENV), once; PyTorch and Qt are large downloads."
	$(BIN)/python -m pip install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.made
	@echo "Installing into $(VENV), once; PyTorch and Qt are large downloads."
	$(BIN)/python -m pip install --editable '.[dev]'
	@touch $@ $(VENV)/.installed
