"""The sub-commands of `main.py`, one a module: `add_parser` describes it, `run` does it."""
