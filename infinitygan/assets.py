"""Where the files lie that come with the program: models, styles, scenes, icons."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT_FOLDER = _PACKAGE.parent / "assets"
_WHEEL_FOLDER = _PACKAGE / "bundled"  # pyproject.toml puts assets/ there


def assets_folder() -> Path:
    """Return the folder of bundled files, of the installed wheel or else of the checkout."""
    return _WHEEL_FOLDER if _WHEEL_FOLDER.is_dir() else _CHECKOUT_FOLDER
