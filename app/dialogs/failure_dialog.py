"""The one dialog for a failure: what happened, what helps, and the details behind a button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.render_requests import Problem


def show_failure(
    parent: QWidget,
    title: str,
    problem: Problem,
    action: str = "",
    act: Callable[[], None] | None = None,
) -> QMessageBox:
    """Show a failure without blocking; with `action`, a button to do something about it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(problem.sentence)
    box.setInformativeText(problem.remedy)
    if problem.details and problem.details != problem.sentence:
        box.setDetailedText(problem.details)
    box.addButton(QMessageBox.StandardButton.Close)
    if action and act is not None:
        button = box.addButton(action, QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(button)
        button.clicked.connect(act)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
