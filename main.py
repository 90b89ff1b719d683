"""Everscape: `python main.py` opens the program, `python main.py render ...` is its CLI."""

import sys

from app.entry import main

if __name__ == "__main__":
    sys.exit(main())
