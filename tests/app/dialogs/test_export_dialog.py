"""The export dialog: what it offers, and what it orders."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.export_dialog import ExportDialog, ExportSubject
from app.export_choices import DEFAULT_CHOICES, ExportChoices
from app.export_job import ExportOrder
from app.monitors import Layout, Monitor
from app.words import NO_BREAK
from infinitygan.geometry import Rect, Size
from infinitygan.inference.formats import ImageFormat
from infinitygan.scene import Scene

HD = Scene(canvas=Size(1080, 1920), layout_seed=42)
TWO = Layout(
    tuple(Monitor(f"DP-{i}", Size(1080, 1920), Rect.at(0, 1920 * i, 1080, 1920)) for i in range(2))
)
SPANNED = Scene(canvas=TWO.canvas)


class Answers:
    """Stands in for the file dialogs, and keeps the orders that follow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.proposals: list[Path] = []
        self.name = ""  # empty: as proposed
        self.orders: tuple[ExportOrder, ...] = ()
        self.choices: ExportChoices | None = None

    def file(self, parent: QWidget, proposal: Path, format_name: str) -> Path:
        self.proposals.append(proposal)
        return self.folder / (self.name or proposal.name)

    def directory(self, parent: QWidget, start: Path) -> Path:
        return self.folder

    def dialog(
        self, qtbot: QtBot, subject: ExportSubject, choices: ExportChoices = DEFAULT_CHOICES
    ) -> ExportDialog:
        dialog = ExportDialog(subject, choices, None, self.file, self.directory)
        qtbot.addWidget(dialog)
        dialog.ordered.connect(self._keep_orders)
        dialog.choices_made.connect(self._keep_choices)
        dialog.show()
        return dialog

    def _keep_orders(self, orders: tuple[ExportOrder, ...]) -> None:
        self.orders = orders

    def _keep_choices(self, choices: ExportChoices) -> None:
        self.choices = choices


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    """Return file dialogs that always choose an empty folder."""
    return Answers(tmp_path)


def export_button(dialog: ExportDialog) -> QPushButton:
    """Find the button that exports."""
    return next(b for b in dialog.findChildren(QPushButton) if b.isDefault())


def box(dialog: ExportDialog, name: str) -> QComboBox:
    """Find a list by its accessible name."""
    return next(b for b in dialog.findChildren(QComboBox) if b.accessibleName() == name)


def texts(dialog: ExportDialog) -> str:
    """Join all that the labels say."""
    labels = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels).replace(NO_BREAK, " ")


def export(qtbot: QtBot, dialog: ExportDialog) -> None:
    """Press the button."""
    qtbot.mouseClick(export_button(dialog), Qt.MouseButton.LeftButton)


def test_two_clicks_export_a_lossless_picture(qtbot: QtBot, answers: Answers):
    export(qtbot, answers.dialog(qtbot, ExportSubject(HD, "Alps")))
    (order,) = answers.orders
    assert order.path == answers.folder / "Alps-1920x1080-42.png"
    assert order.scene == HD
    assert order.part == HD.canvas.rect
    assert order.quality is None
    assert order.with_recipe


def test_too_large_formats_are_greyed_out_with_the_reason(qtbot: QtBot, answers: Answers):
    huge = Scene(canvas=Size(12_000, 20_000))
    dialog = answers.dialog(qtbot, ExportSubject(huge, "Alps"), ExportChoices(format="WebP"))
    formats = box(dialog, "Format")
    shown = [formats.itemText(row) for row in range(formats.count())]
    flags = [
        bool(formats.model().index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled)
        for row in range(formats.count())
    ]
    assert "WebP: allows 16,383 px a side" in shown
    assert flags == [True, True, False, True, True]
    assert dialog.image_format is ImageFormat.PNG


def test_a_format_keeps_its_quality(qtbot: QtBot, answers: Answers):
    choices = ExportChoices(format="JPEG").with_quality("JPEG", 77)
    export(qtbot, answers.dialog(qtbot, ExportSubject(HD, "Alps"), choices))
    assert answers.orders[0].quality == 77
    assert answers.choices is not None
    assert answers.choices.quality("JPEG") == 77
    assert answers.choices.folder == str(answers.folder)


def test_another_suffix_is_another_format(qtbot: QtBot, answers: Answers):
    answers.name = "own.JPG"
    export(qtbot, answers.dialog(qtbot, ExportSubject(HD, "Alps")))
    assert answers.orders[0].quality == ExportChoices().quality("JPEG")


def test_each_monitor_gets_a_file_of_its_own(qtbot: QtBot, answers: Answers):
    dialog = answers.dialog(
        qtbot, ExportSubject(SPANNED, "Alps", TWO), ExportChoices(parts="monitors")
    )
    export(qtbot, dialog)
    assert [order.path.name for order in answers.orders] == [
        "Alps-1920x1080-0-DP-0.png",
        "Alps-1920x1080-0-DP-1.png",
    ]
    assert [order.part.columns.start for order in answers.orders] == [0, 1920]


def test_files_of_a_folder_are_not_overwritten(qtbot: QtBot, answers: Answers):
    (answers.folder / "Alps-1920x1080-0-DP-0.png").touch()
    dialog = answers.dialog(qtbot, ExportSubject(SPANNED, "Alps", TWO), ExportChoices(parts="both"))
    export(qtbot, dialog)
    assert [order.path.name for order in answers.orders] == [
        "Alps-3840x1080-0.png",
        "Alps-1920x1080-0-DP-0-2.png",
        "Alps-1920x1080-0-DP-1.png",
    ]


def test_one_monitor_leaves_no_choice_of_parts(qtbot: QtBot, answers: Answers):
    dialog = answers.dialog(qtbot, ExportSubject(HD, "Alps", TWO), ExportChoices(parts="both"))
    assert not box(dialog, "What to export").isEnabled()
    export(qtbot, dialog)
    assert len(answers.orders) == 1
    assert answers.choices is not None
    assert answers.choices.parts == "both", "a choice that could not be made is not forgotten"


def test_a_folder_that_is_missing_is_told_and_the_dialog_stays(qtbot: QtBot, answers: Answers):
    answers.folder = answers.folder / "missing"
    dialog = answers.dialog(qtbot, ExportSubject(HD, "Alps"))
    export(qtbot, dialog)
    assert dialog.isVisible()
    assert answers.orders == ()
    assert "does not exist" in texts(dialog)


def test_an_unknown_field_cannot_be_exported(qtbot: QtBot, answers: Answers):
    choices = ExportChoices(template="{name}-{colour}")
    dialog = answers.dialog(qtbot, ExportSubject(HD, "Alps"), choices)
    assert not export_button(dialog).isEnabled()
    assert "{colour}" in texts(dialog)


def test_the_cost_is_told_before_the_start(qtbot: QtBot, answers: Answers):
    dialog = answers.dialog(qtbot, ExportSubject(HD, "Alps", None, 1e5))
    assert "2.1 megapixels" in texts(dialog)
    assert "about 21 s" in texts(dialog)


def test_no_format_squeezes_the_name(qtbot: QtBot, answers: Answers):
    dialog = answers.dialog(qtbot, ExportSubject(HD, "Alps"))
    name = next(
        line
        for line in dialog.findChildren(QLineEdit)
        if line.accessibleName() == "Template of the file names"
    )
    formats = box(dialog, "Format")
    for image_format in ImageFormat:
        formats.setCurrentText(str(image_format))
        assert dialog.image_format is image_format
        QApplication.sendPostedEvents()
        assert name.height() >= name.sizeHint().height()


def test_the_preview_keeps_its_shape(qtbot: QtBot, answers: Answers):
    dialog = answers.dialog(qtbot, ExportSubject(SPANNED, "Alps", TWO))
    dialog.show_thumbnail(QImage(400, 112, QImage.Format.Format_RGB32))
    pixmap = next(label.pixmap() for label in dialog.findChildren(QLabel) if label.pixmap())
    assert abs(pixmap.width() / pixmap.height() - 400 / 112) < 0.1
