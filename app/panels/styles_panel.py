"""The palette: curated styles, the person's own, new ones by chance, and the mixer."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from app.dialogs.file_choice import choose_target
from app.dice import draw_seed
from app.file_intake import PICTURE_SUFFIXES
from app.painting import Painting
from app.panels.panel import Panel, muted_label
from app.panels.style_mixer import StyleMixer, UseStyle
from app.panels.style_swatch import StyleSwatch
from app.style_library import StyleLibrary, named, title_of
from app.style_pictures import StylePictures
from app.theme.icons import Icons
from infinitygan.checks import MAX_TEXT
from infinitygan.style_file import STYLE_SUFFIX, free_style_path
from infinitygan.style_mixing import A_LITTLE, A_LOT, nudge
from infinitygan.styles import SeedStyle, Style, with_name

COLUMNS = 3
SPACING_PX = 2
MIN_WIDTH_PX = 284


class SwatchGrid(QWidget):
    """Styles in rows of equal swatches."""

    used = Signal(object)  # Style
    used_everywhere = Signal(object)  # Style
    menu_wanted = Signal(object, object, QPoint)  # Style, Path or None, where

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING_PX)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.swatches: list[StyleSwatch] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make all columns equally wide, so that the names of a row stand on one line."""
        rest = (self.width() - (COLUMNS - 1) * SPACING_PX) % COLUMNS
        self._grid.setContentsMargins(0, 0, rest, 0)
        super().resizeEvent(event)

    def fill(self, styles: Sequence[tuple[Style, Path | None, bool]]) -> None:
        """Show styles, each with its file and whether it can be used with the open model."""
        for swatch in self.swatches:
            swatch.hide()
            swatch.deleteLater()
        self.swatches = []
        for index, (style, path, is_usable) in enumerate(styles):
            swatch = StyleSwatch(style)
            swatch.setEnabled(is_usable)
            if not is_usable:
                swatch.setToolTip(
                    self.tr("{name} was made for another model").format(name=title_of(style))
                )
            swatch.used.connect(self.used)
            swatch.used_everywhere.connect(self.used_everywhere)
            swatch.menu_wanted.connect(
                lambda style, at, path=path: self.menu_wanted.emit(style, path, at)
            )
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(swatch, index // COLUMNS, index % COLUMNS, top)
            self.swatches.append(swatch)


class StylesPanel(Panel):
    """Chooses, makes and keeps styles."""

    wanted_everywhere = Signal(object)  # Style, for the whole picture
    wanted_as_region = Signal(object)  # Style, in the middle of what is seen
    photo_chosen = Signal(object)  # Path, of a photo to make a style of

    def __init__(
        self,
        library: StyleLibrary,
        painting: Painting,
        pictures: StylePictures,
        icons: Icons,
        use: UseStyle,
        finish: Callable[[], None],
    ) -> None:
        super().__init__()
        self._library = library
        self._painting = painting
        self._framed: Style | None = None
        self._pictures = pictures
        self._icons = icons
        self._use = use
        self.setMinimumWidth(MIN_WIDTH_PX)
        self._hint = muted_label()
        self.column.addWidget(self._hint)
        self.curated = self._grid()
        self._add_makers()
        self.add_heading(self.tr("My styles"))
        self._empty = muted_label(self.tr("Keep the chosen style to find it here again."))
        self.column.addWidget(self._empty)
        self.own = self._grid()
        self._add_keepers()
        self.add_heading(self.tr("Mix"))
        self.mixer = StyleMixer(lambda: self.chosen, pictures, use, finish)
        self.column.addWidget(self.mixer)
        self.column.addStretch(1)
        library.changed.connect(self._fill)
        pictures.changed.connect(self._show_pictures)
        self._fill()
        for index, style in enumerate(library.curated[:4]):
            self.mixer.fill(index, style)

    def say_what_a_click_does(self, text: str) -> None:
        """Tell what using a style does now."""
        self._hint.setText(text)

    @property
    def chosen(self) -> Style:
        """Return the style that can be kept, mixed and changed."""
        return self._framed or self._painting.style

    def frame(self, style: Style | None) -> None:
        """Frame the style that a click would replace; None: that of a matched photo."""
        if style != self._framed:
            self._framed = style
            self._show_pictures()

    def use_number(self, number: int) -> None:
        """Use a curated style by its place, from 1 on; no such place is no error."""
        if number <= len(self.curated.swatches):
            self.curated.swatches[number - 1].click()

    def _grid(self) -> SwatchGrid:
        grid = SwatchGrid()
        grid.used.connect(lambda style: self._use(style, ""))
        grid.used_everywhere.connect(self.wanted_everywhere)
        grid.menu_wanted.connect(self._open_menu)
        self.column.addWidget(grid)
        return grid

    def _add_makers(self) -> None:
        tr = self.tr
        random, photo = (
            tr("A new style by chance"),
            tr("Make a style of a photo's colours and light"),
        )
        self._add_row(
            self._button(tr("Random"), "roll", random, self._draw),
            self._button(tr("Style from photo…"), "photo", photo, self._choose_photo),
        )
        little, lot = tr("Change the chosen style a little"), tr("Change the chosen style a lot")
        self._add_row(
            QLabel(tr("Vary it:")),
            self._button(tr("A little"), None, little, lambda: self._vary(A_LITTLE)),
            self._button(tr("A lot"), None, lot, lambda: self._vary(A_LOT)),
        )

    def _add_keepers(self) -> None:
        tr = self.tr
        self._add_row(
            self._button(tr("Keep…"), "add", tr("Keep the chosen style under a name"), self.keep),
            self._button(tr("Import…"), "import", tr("Take over a style file"), self._import),
        )

    def _add_row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        self.column.addLayout(row)

    def _button(
        self, text: str, icon: str | None, tip: str, act: Callable[[], object]
    ) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        if icon:
            self._icons.dress(button, icon)
        button.clicked.connect(lambda: act())
        return button

    @Slot()
    def _fill(self) -> None:
        library = self._library
        self.curated.fill([(style, None, True) for style in library.curated])
        self.own.fill(
            [(named(style), path, library.fits(style)) for path, style in library.own.items()]
        )
        self._empty.setVisible(not library.own)
        self.own.setVisible(bool(library.own))
        self._show_pictures()

    @Slot()
    def _show_pictures(self) -> None:
        if not self.isVisible():
            return
        for swatch in (*self.curated.swatches, *self.own.swatches):
            style = swatch.style_shown
            image = self._pictures.image(style) if swatch.isEnabled() else None
            swatch.show_image(image, _look_alike(style, self._framed))

    def showEvent(self, event: QShowEvent) -> None:
        """Render what is missing only once it is seen."""
        super().showEvent(event)
        self._show_pictures()
        self.mixer.show_pictures()

    def _draw(self) -> None:
        self._use(SeedStyle(draw_seed()), "")

    def _vary(self, amount: float) -> None:
        self._use(nudge(self.chosen, amount, draw_seed()), "")

    def keep(self) -> None:
        """Ask for a name and keep the chosen style."""
        style = self.chosen
        name = self._ask_name(title_of(style))
        if name:
            self._library.save(style, name)

    def _ask_name(self, suggestion: str) -> str:
        name, is_ok = QInputDialog.getText(
            self, self.tr("Name of the style"), self.tr("Name:"), text=suggestion
        )
        return name.strip()[:MAX_TEXT] if is_ok else ""

    def _import(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Import styles"), str(_documents()), self._filter()
        )
        for name in names:
            self._library.import_file(Path(name))

    def _choose_photo(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Style from photo"),
            str(Path.home()),
            self.tr("Photos ({suffixes})").format(suffixes=patterns),
        )
        if name:
            self.photo_chosen.emit(Path(name))

    def _filter(self) -> str:
        return self.tr("Styles (*{suffix})").format(suffix=STYLE_SUFFIX)

    def _export(self, style: Style) -> None:
        proposal = free_style_path(_documents(), title_of(style))
        target = choose_target(self, self.tr("Export a style"), proposal, [self._filter()])
        if target is not None:
            self._library.export(style, title_of(style), target)

    def _rename(self, style: Style, path: Path) -> None:
        name = self._ask_name(title_of(style))
        if name:
            self._library.rename(path, name)

    def _open_menu(self, style: Style, path: Path | None, at: QPoint) -> None:
        menu = self.menu_of(style, path)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu_of(self, style: Style, path: Path | None) -> QMenu:
        """Build the menu of a style; `path` is its file if it is the person's own."""
        menu = QMenu(self)
        for text, act in (
            (self.tr("Use for the &whole picture"), lambda: self.wanted_everywhere.emit(style)),
            (self.tr("&Add as a region"), lambda: self.wanted_as_region.emit(style)),
            (self.tr("&Export…"), lambda: self._export(style)),
        ):
            menu.addAction(text).triggered.connect(act)
        if path is not None:
            menu.addSeparator()
            rename = menu.addAction(self.tr("&Rename…"))
            rename.triggered.connect(lambda: self._rename(style, path))
            self._icons.dress(rename, "rename")
            delete = menu.addAction(self.tr("&Delete"))
            delete.triggered.connect(lambda: self._library.delete(path))
            self._icons.dress(delete, "delete")
        return menu


def _look_alike(style: Style, other: Style | None) -> bool:
    return other is not None and with_name(style, "") == with_name(other, "")


def _documents() -> Path:
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    return folder if folder.is_dir() else Path.home()
