"""The list of formats: what cannot hold the pictures is greyed out, with the reason in the list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox

from app.words import number_text
from infinitygan.geometry import Size
from infinitygan.inference.formats import ImageFormat, format_limits, limit_reason


class FormatBox(QComboBox):
    """Chooses among the formats that hold all pictures of some sizes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Format"))
        self._model = QStandardItemModel(self)
        for image_format in ImageFormat:
            item = QStandardItem(str(image_format))
            item.setData(image_format, Qt.ItemDataRole.UserRole)
            self._model.appendRow(item)
        self.setModel(self._model)

    @property
    def image_format(self) -> ImageFormat:
        """Return the chosen format."""
        return ImageFormat(self.currentData(Qt.ItemDataRole.UserRole))

    @property
    def is_usable(self) -> bool:
        """Tell whether the chosen format can hold the pictures."""
        return self._model.item(self.currentIndex()).isEnabled()

    def choose(self, name: str) -> None:
        """Choose the format of a name; an unknown one changes nothing."""
        names = [str(image_format) for image_format in ImageFormat]
        if name in names:
            self.setCurrentIndex(names.index(name))

    def show_sizes(self, sizes: Sequence[Size]) -> None:
        """Grey out what cannot hold pictures of these sizes, and leave it if it was chosen."""
        for row, image_format in enumerate(ImageFormat):
            refused = [size for size in sizes if limit_reason(size, image_format)]
            item = self._model.item(row)
            item.setEnabled(not refused)
            item.setText(self._refusal(image_format, refused[0]) if refused else str(image_format))
        if not self.is_usable:
            rows = range(self._model.rowCount())
            usable = [row for row in rows if self._model.item(row).isEnabled()]
            self.setCurrentIndex(usable[0] if usable else self.currentIndex())

    def _refusal(self, image_format: ImageFormat, size: Size) -> str:
        limits = format_limits(image_format)
        if max(size.height, size.width) > limits.max_side_px:
            return self.tr("{format}: allows {px} px a side").format(
                format=image_format, px=number_text(limits.max_side_px)
            )
        if size.pixels > limits.max_pixels:
            return self.tr("{format}: allows {mpx} megapixels").format(
                format=image_format, mpx=limits.max_pixels // 10**6
            )
        return self.tr("{format}: cannot be written by this installation").format(
            format=image_format
        )
