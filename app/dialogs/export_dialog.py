"""The export dialog: format, quality, parts and name, with what they cost; makes ExportOrders."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.dialog_size import grow_to_fit
from app.dialogs.file_choice import choose_folder, choose_picture_file
from app.dialogs.format_box import FormatBox
from app.export_choices import PARTS, ExportChoices
from app.export_job import ExportOrder
from app.export_names import NameFacts, file_stem, free_path, template_problem
from app.export_plan import (
    SUFFIX,
    PicturePart,
    chosen_parts,
    cost_of,
    monitor_parts,
)
from app.monitor_presets import size_text
from app.monitors import Layout
from app.panels.panel import aligned_form, muted_label
from app.words import cost_text
from infinitygan.errors import UserError
from infinitygan.geometry import Size
from infinitygan.inference.destination import check_destination
from infinitygan.inference.formats import ImageFormat, format_limits, format_of
from infinitygan.scene import Scene

THUMBNAIL_PX = 288
MARGIN_PX = 16

ChooseFile = Callable[[QWidget, Path, str], Path | None]  # parent, proposal, name of the format
ChooseFolder = Callable[[QWidget, Path], Path | None]


@dataclass(frozen=True)
class ExportSubject:
    """What is exported: the scene under its name, the monitors, and the measured speed."""

    scene: Scene
    name: str
    layout: Layout | None = None
    pixels_per_second: float | None = None


class ExportDialog(QDialog):
    """Asks how to export, and where to."""

    ordered = Signal(object)  # tuple[ExportOrder, ...]
    choices_made = Signal(object)  # ExportChoices

    def __init__(
        self,
        subject: ExportSubject,
        choices: ExportChoices,
        parent: QWidget | None = None,
        choose_file: ChooseFile = choose_picture_file,
        choose_a_folder: ChooseFolder = choose_folder,
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._choices = choices
        self._choose_file = choose_file
        self._choose_folder = choose_a_folder
        self.setWindowTitle(self.tr("Export the picture"))
        self._build()
        self._show_choices()
        self._refresh()

    # Building

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(MARGIN_PX)
        row.addLayout(self._built_preview())
        row.addLayout(self._built_form(), 1)
        self._warning = QLabel(wordWrap=True)
        self._warning.setProperty("warning", "true")
        self._warning.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addWidget(self._warning)
        column.addWidget(self._built_buttons())
        self.setMinimumWidth(680)

    def _built_preview(self) -> QVBoxLayout:
        self._thumbnail = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._thumbnail.setAccessibleName(self.tr("Preview of the picture"))
        self._thumbnail.setFixedSize(THUMBNAIL_PX, _thumbnail_height(self._subject.scene.canvas))
        self._thumbnail.setProperty("sunken", "true")
        size = self._subject.scene.canvas
        self._size = muted_label(size_text(size))
        self._size.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout()
        column.addWidget(self._thumbnail)
        column.addWidget(self._size)
        column.addStretch(1)
        return column

    def _built_form(self) -> QFormLayout:
        form = aligned_form()
        self._formats = FormatBox()
        self._formats.currentIndexChanged.connect(self._on_changed)
        form.addRow(self.tr("&Format"), self._formats)
        form.addRow(self.tr("&Quality"), self._built_quality())
        self._parts = QComboBox()
        self._parts.setAccessibleName(self.tr("What to export"))
        titles = (self.tr("The whole picture"), self.tr("One file for each monitor"))
        for key, title in zip(PARTS, (*titles, self.tr("Both")), strict=True):
            self._parts.addItem(title, key)
        self._parts.currentIndexChanged.connect(self._on_changed)
        form.addRow(self.tr("&Pictures"), self._parts)
        name_column = self._built_name()
        name_label = QLabel(self.tr("&Name"))
        name_label.setBuddy(self._template)
        form.addRow(name_label, name_column)
        self._recipe = QCheckBox(self.tr("Include the &recipe"))
        self._recipe.setToolTip(
            self.tr("The file then holds how to make it: drop it on the window to go on from it.")
        )
        self._recipe.toggled.connect(self._on_changed)
        form.addRow("", self._recipe)
        self._cost = muted_label()
        self._cost.setAccessibleName(self.tr("What the export costs"))
        form.addRow("", self._cost)
        return form

    def _built_quality(self) -> QWidget:
        self._quality = QSlider(Qt.Orientation.Horizontal)
        self._quality.setRange(1, 100)
        self._quality.setAccessibleName(self.tr("Quality"))
        self._quality_number = QSpinBox(minimum=1, maximum=100)
        self._quality_number.setAccessibleName(self.tr("Quality in numbers"))
        self._quality.valueChanged.connect(self._quality_number.setValue)
        self._quality_number.valueChanged.connect(self._quality.setValue)
        self._quality.valueChanged.connect(self._on_quality)
        self._quality_hint = muted_label()
        widget = QWidget()
        widget.setMinimumHeight(self._quality_number.sizeHint().height())  # of all formats alike
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._quality, 1)
        row.addWidget(self._quality_number)
        row.addWidget(self._quality_hint, 1)
        return widget

    def _built_name(self) -> QVBoxLayout:
        self._template = QLineEdit()
        self._template.setAccessibleName(self.tr("Template of the file names"))
        self._template.setToolTip(
            self.tr("{fields} are filled in.").format(fields="{name}, {w}, {h}, {seed}, {monitor}")
        )
        self._template.textChanged.connect(self._on_changed)
        self._example = muted_label()
        self._example.setAccessibleName(self.tr("Names of the files"))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._template)
        column.addWidget(self._example)
        return column

    def _built_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self._export = QPushButton(self.tr("E&xport…"))
        self._export.setProperty("leading", "true")
        self._export.setDefault(True)
        buttons.addButton(self._export, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._export.clicked.connect(self._on_export)
        buttons.rejected.connect(self.reject)
        return buttons

    # What is chosen

    @property
    def image_format(self) -> ImageFormat:
        """Return the chosen format."""
        return self._formats.image_format

    @property
    def parts(self) -> tuple[PicturePart, ...]:
        """Return the pictures to save."""
        return chosen_parts(
            self._parts.currentData(), self._subject.layout, self._subject.scene.canvas
        )

    def show_thumbnail(self, image: object) -> None:
        """Show the picture small; takes a QImage."""
        assert isinstance(image, QImage)
        ratio = self.devicePixelRatioF()
        scaled = image.scaled(
            self._thumbnail.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self._thumbnail.setPixmap(QPixmap.fromImage(scaled))

    def _show_choices(self) -> None:
        choices = self._choices
        self._formats.choose(choices.format)
        self._quality.setValue(choices.quality(choices.format))
        self._template.setText(choices.template)
        self._recipe.setChecked(choices.with_recipe)
        can_split = bool(monitor_parts(self._subject.layout, self._subject.scene.canvas))
        self._parts.setCurrentIndex(PARTS.index(choices.parts) if can_split else 0)
        self._parts.setEnabled(can_split)
        self._parts.setToolTip(
            self.tr("Export the whole, a file for each monitor, or both.")
            if can_split
            else self.tr("Files for each monitor need a picture that spans several monitors.")
        )

    @Slot()
    def _on_changed(self) -> None:
        self._warning.hide()
        self._refresh()
        grow_to_fit(self)

    @Slot(int)
    def _on_quality(self, quality: int) -> None:
        self._choices = self._choices.with_quality(str(self.image_format), quality)
        self._on_changed()

    def _refresh(self) -> None:
        self._formats.show_sizes([part.size for part in self.parts])
        image_format = self.image_format
        has_quality = format_limits(image_format).has_quality
        self._show_quality(image_format, has_quality)
        unknown = template_problem(self._template.text())
        names = self._stems()
        more = self.tr(" and {count} more").format(count=len(names) - 1) if len(names) > 1 else ""
        self._example.setText(
            self.tr("There is no {field} to fill in.").format(field=f"{{{unknown}}}")
            if unknown is not None
            else f"{names[0]}{SUFFIX[image_format]}{more}"
        )
        self._export.setEnabled(unknown is None and self._formats.is_usable)
        self._cost.setText(self._cost_text())

    def _show_quality(self, image_format: ImageFormat, has_quality: bool) -> None:
        for widget in (self._quality, self._quality_number):
            widget.setVisible(has_quality)
            widget.blockSignals(True)
            widget.setValue(self._choices.quality(str(image_format)))
            widget.blockSignals(False)
        self._quality_hint.setVisible(not has_quality)
        self._quality_hint.setText(self.tr("Lossless: every pixel stays as it is"))

    def _stems(self) -> list[str]:
        scene = self._subject.scene
        return [
            file_stem(
                self._template.text(),
                NameFacts(self._subject.name, part.size, scene.layout_seed, part.monitor),
            )
            for part in self.parts
        ]

    def _cost_text(self) -> str:
        cost = cost_of(
            self.parts,
            self.image_format,
            self._choices.quality(str(self.image_format)),
            self._subject.pixels_per_second,
        )
        return cost_text(cost)

    # Where to

    @Slot()
    def _on_export(self) -> None:
        paths = self._ask_one() if len(self.parts) == 1 else self._ask_several()
        if not paths:
            return
        try:
            for part, path in zip(self.parts, paths, strict=True):
                check_destination(path, part.size, force=True)
        except UserError as error:
            self._warn(str(error))
            return
        self.choices_made.emit(self._choices_with(paths[0]))
        self.ordered.emit(self._orders(paths))
        self.accept()

    def _ask_one(self) -> list[Path]:
        stem, suffix = self._stems()[0], SUFFIX[self.image_format]
        path = self._choose_file(self, self._folder() / f"{stem}{suffix}", str(self.image_format))
        return [path] if path else []

    def _ask_several(self) -> list[Path]:
        folder = self._choose_folder(self, self._folder())
        suffix = SUFFIX[self.image_format]
        return [free_path(folder, stem, suffix) for stem in self._stems()] if folder else []

    def _folder(self) -> Path:
        last = Path(self._choices.folder) if self._choices.folder else None
        if last is not None and last.is_dir():
            return last
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        return Path(QStandardPaths.writableLocation(pictures) or Path.home())

    def _orders(self, paths: list[Path]) -> tuple[ExportOrder, ...]:
        return tuple(
            ExportOrder(
                self._subject.scene,
                path,
                part.rect,
                part.size,
                quality=self._quality_for(path),
                with_recipe=self._recipe.isChecked(),
            )
            for part, path in zip(self.parts, paths, strict=True)
        )

    def _quality_for(self, path: Path) -> int | None:
        """Return the quality for the format that the chosen name has, which may be another one."""
        image_format = format_of(path)
        if not format_limits(image_format).has_quality:
            return None
        return self._choices.quality(str(image_format))

    def _choices_with(self, path: Path) -> ExportChoices:
        return replace(
            self._choices,
            folder=str(path.parent),
            format=str(self.image_format),
            template=self._template.text(),
            with_recipe=self._recipe.isChecked(),
            parts=self._parts.currentData() if self._parts.isEnabled() else self._choices.parts,
        )

    def _warn(self, message: str) -> None:
        self._warning.setText(message[:1].upper() + message[1:])
        self._warning.show()
        grow_to_fit(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as the contents."""
        super().showEvent(event)
        grow_to_fit(self)


def _thumbnail_height(canvas: Size) -> int:
    return min(max(round(THUMBNAIL_PX * canvas.height / canvas.width), 60), THUMBNAIL_PX)
