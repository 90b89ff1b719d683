"""Asks for files and folders. Whether a file may be overwritten is asked here, and nowhere else."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from infinitygan.inference.formats import SUFFIXES


def choose_picture_file(parent: QWidget, proposal: Path, format_name: str) -> Path | None:
    """Ask where a picture goes; None: the user thought better of it."""
    title = parent.tr("Export the picture")
    return choose_target(parent, title, proposal, _filters(parent, format_name))


def choose_target(
    parent: QWidget, title: str, proposal: Path, filters: Sequence[str]
) -> Path | None:
    """Ask where a file goes, which gets the proposal's suffix if it is given none."""
    dialog = QFileDialog(parent, title, str(proposal.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(filters)
    dialog.setDefaultSuffix(proposal.suffix.removeprefix("."))  # before it asks about overwriting
    dialog.selectFile(proposal.name)
    if not dialog.exec():
        return None
    return Path(dialog.selectedFiles()[0])


def choose_folder(parent: QWidget, start: Path) -> Path | None:
    """Ask for a folder; None: the user thought better of it."""
    title = parent.tr("Choose a folder for the pictures")
    name = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(name) if name else None


def _filters(parent: QWidget, format_name: str) -> list[str]:
    own = [suffix for suffix, known in SUFFIXES.items() if known == format_name]
    every = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    return [
        f"{format_name} ({' '.join(f'*{suffix}' for suffix in own)})",
        parent.tr("All pictures ({suffixes})").format(suffixes=every),
    ]
