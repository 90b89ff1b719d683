"""Autosave in the window: offers what a crash left, and says when no copy can be made."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMessageBox

from app.journal import Journal
from app.journal_files import JournalCopy
from app.main_window import MainWindow, Services


class RecoveryFeature(QObject):
    """Keeps the journal of the window's document."""

    def __init__(self, window: MainWindow, services: Services, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self.journal = Journal(services.document, folder, self)
        self.journal.failed.connect(window.stage.show_problem)
        window.files.saved.connect(self.journal.forget_offered)

    def offer(self) -> QMessageBox | None:
        """Ask whether to restore what a crash left, if it left anything."""
        copy = self.journal.newest_left_behind()
        if copy is None:
            return None
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved work"))
        box.setText(
            self.tr("Restore unsaved work from {time}?").format(time=moment_text(copy.saved_at))
        )
        box.setInformativeText(
            self.tr("The program ended without saving. If not now, you are asked again next time.")
        )
        restore = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(restore)
        restore.clicked.connect(lambda: self._restore(copy))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        return box

    @Slot()
    def close(self) -> None:
        """End the journal: nothing is unsaved any more, or nobody wants it."""
        self.journal.close()

    def _restore(self, copy: JournalCopy) -> None:
        if self.journal.restore(copy) is None:
            self._window.stage.show_notice(self.tr("The copy is damaged and cannot be restored."))


def moment_text(moment: datetime, now: datetime | None = None) -> str:
    """Write a time of today as HH:MM, any other with its date; `now` None = the clock's."""
    today = (now or datetime.now()).date()
    return moment.strftime("%H:%M" if moment.date() == today else "%Y-%m-%d %H:%M")
