"""Collect the texts of the program into the translations, and compile these.

`python packaging/update_translations.py`; needs the tools that come with PySide6.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
TOOLS = Path(sys.executable).parent


def main() -> None:
    """Update and compile all languages."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "app").rglob("*.py"))
    for path in sorted(FOLDER.glob("*.ts")):
        run("pyside6-lupdate", *sources, "-ts", str(path), "-no-obsolete", "-locations", "none")
        run("pyside6-lrelease", str(path), "-qm", str(path.with_suffix(".qm")))


def run(tool: str, *arguments: str) -> None:
    """Run one of the tools; it must succeed."""
    subprocess.run([str(TOOLS / tool), *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
