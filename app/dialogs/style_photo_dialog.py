"""The dialog in which a style is fitted to a photo: both beside each other, and how alike."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.dialog_size import grow_to_fit
from app.panels.panel import muted_label
from app.render_controller import Callbacks, RenderController
from app.render_requests import ModelInfo, Priority, Problem
from app.style_fit_job import FitPhoto, FitStep, StyleFitJob
from infinitygan.checks import MAX_TEXT

PICTURE = QSize(320, 200)


class StylePhotoDialog(QDialog):
    """Runs one fit; what it has found can be kept at any time."""

    kept = Signal(object, str)  # VectorStyle, its name
    failed = Signal(object)  # Problem

    def __init__(self, path: Path, controller: RenderController, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Style from photo"))
        self._controller = controller
        self._step: FitStep | None = None
        column = QVBoxLayout(self)
        self._add_pictures(column)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress of the fit"))
        self.status = QLabel(self.tr("Reading the photo…"))
        self.name = QLineEdit(path.stem[:MAX_TEXT])
        self.name.setMaxLength(MAX_TEXT)
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        column.addWidget(self.bar)
        column.addWidget(self.status)
        column.addWidget(
            muted_label(
                self.tr(
                    "0 %: no nearer to the photo than any style; 100 %: the same colours, light "
                    "and grain at each height. Shapes do not count."
                )
            )
        )
        column.addLayout(form)
        self._add_buttons(column)
        self.name.textChanged.connect(self._show)
        self._model = controller.model  # None: the fit waits until one is open
        controller.opened.connect(self._on_model)
        self._number = controller.submit(
            Priority.MATCH,
            StyleFitJob(path),
            Callbacks(self._on_answer, failed=self._on_failed),
        )
        self._show()

    def _add_pictures(self, column: QVBoxLayout) -> None:
        grid = QGridLayout()
        self.photo, self.picture = QLabel(), QLabel()
        captions = self.tr("The photo"), self.tr("A landscape in its style")
        for place, (label, caption) in enumerate(
            zip((self.photo, self.picture), captions, strict=True)
        ):
            label.setFixedSize(PICTURE)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAccessibleName(caption)
            grid.addWidget(label, 0, place)
            below = muted_label(caption)
            below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(below, 1, place)
        column.addLayout(grid)

    def _add_buttons(self, column: QVBoxLayout) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("leading", "true")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as the contents."""
        super().showEvent(event)
        grow_to_fit(self)

    def accept(self) -> None:
        """Keep the style as it now is."""
        if self._step is not None and self.name.text().strip():
            self.kept.emit(self._step.style, self.name.text().strip())
            super().accept()

    def done(self, result: int) -> None:
        """Stop the work, however the dialog ends."""
        self._controller.cancel(self._number)
        super().done(result)

    @Slot(object)
    def _on_model(self, model: ModelInfo) -> None:
        """End the fit with its model: in another one the style would not look like the photo."""
        if self._model is not None:
            self.reject()
        self._model = model

    def _on_answer(self, answer: object) -> None:
        if isinstance(answer, FitPhoto):
            self._put(self.photo, answer.image)
            self.status.setText(self.tr("Trying styles…"))
        elif isinstance(answer, FitStep):
            self._step = answer
            self._put(self.picture, answer.image)
            self._show()

    def _on_failed(self, problem: Problem) -> None:
        self.failed.emit(problem)
        self.reject()

    @Slot()
    def _show(self) -> None:
        step = self._step
        is_done = step is not None and step.done == step.total
        self.keep.setText(self.tr("Keep the style") if is_done else self.tr("Stop and keep"))
        self.bar.setVisible(not is_done)
        self.keep.setEnabled(step is not None and bool(self.name.text().strip()))
        if step is None:
            self.bar.setRange(0, 0)
            return
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        percent = round(step.likeness * 100)
        self.status.setText(self.tr("Likeness: {percent} %").format(percent=percent))

    def _put(self, label: QLabel, image: QImage) -> None:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            PICTURE * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        label.setPixmap(pixmap)
