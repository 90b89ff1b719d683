"""Painting in the window: puts tools, bars, palette and regions together, and wires them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from app.canvas.brush_tool import BrushTool
from app.canvas.draft import Draft
from app.canvas.move_tool import MoveTool
from app.canvas.region_overlay import RegionOverlay
from app.canvas.region_tools import RegionTool, add_region
from app.canvas.selection_tool import SelectionTool
from app.canvas.shape_drags import CornerDrag, LassoDrag, LineDrag
from app.canvas.stage import CanvasStage
from app.canvas.staging_bar import StagingBar
from app.canvas.style_drop import StyleDrop, dropped_shape
from app.canvas.tools import Tool
from app.canvas.view import CanvasView
from app.dialogs.style_photo_dialog import StylePhotoDialog
from app.document import Document
from app.local_edits import LocalEdit, LocalEdits
from app.overall_style import overall_style, with_overall_style
from app.paint_actions import PaintActions, ToolName, build_paint_bar
from app.painting import Painting
from app.panels.brush_options import BrushOptions
from app.panels.regions_panel import RegionsPanel
from app.panels.styles_panel import StylesPanel
from app.region_edits import RegionEdits
from app.render_controller import RenderController
from app.render_requests import ModelInfo, PassStarted, ViewRequest
from app.style_library import StyleLibrary
from app.style_pictures import StylePictures
from app.theme.icons import Icons
from app.thumbnails import Thumbnails
from app.window_actions import WindowActions
from app.window_menus import WindowMenus
from infinitygan.geometry import Point, Rect
from infinitygan.scene import StyleRegion
from infinitygan.shapes import Everything, Shape
from infinitygan.style_file import NamedStyle
from infinitygan.styles import Style, with_name

LEFT_WIDTH_PX = 268
NUMBER_KEYS = 9
_WITHOUT_OUTLINES = {ToolName.HAND, ToolName.SELECT, ToolName.SELECT_LASSO}
AddPanel = Callable[[str, str, QWidget, Qt.DockWidgetArea], QDockWidget]


@dataclass(frozen=True)
class PaintServices:
    """What painting works with."""

    document: Document
    controller: RenderController
    library: StyleLibrary
    thumbnails: Thumbnails
    icons: Icons
    canvas: CanvasView
    stage: CanvasStage
    menus: WindowMenus
    actions: WindowActions
    add_panel: AddPanel


class PaintDesk(QObject):
    """All of painting; the window only makes it and asks it first when the dice are rolled."""

    def __init__(self, window: QMainWindow, services: PaintServices) -> None:
        super().__init__(window)
        self._services = services
        document = services.document
        self.painting = Painting(document, services.library.curated[0])
        self.edits = LocalEdits(document)
        self.pictures = StylePictures(document, services.thumbnails)
        self.actions = PaintActions(services.icons, self)
        self.region_edits = RegionEdits(document, self.painting, self.actions)
        self.overlay = RegionOverlay(self.painting, self.edits)
        services.canvas.add_grip(self.overlay)
        self._draft = Draft(document, services.canvas)
        self._model_id = ""  # of the model that the chosen style is for
        self._tools = self._make_tools()
        self.options = BrushOptions(self.painting)
        window.addToolBarBreak()
        window.addToolBar(self.options)
        build_paint_bar(window, self.actions, services.icons)
        self._build_docks(window)
        self._build_menu(window)
        self._build_stage()
        self._connect_actions(window)
        self._connect_services()
        self._on_tool()

    def roll(self) -> bool:
        """Roll the selected area; False: none is selected, so the dice are meant."""
        if self.edits.area is None:
            return False
        self.edits.roll(self.edits.last_roll)
        return True

    def use_style(self, style: Style, gesture: str = "") -> None:
        """Choose a style; with the hand the picture takes it on, with the mover its region."""
        self.painting.choose_style(style)
        tool = self.actions.chosen
        region, index = self.painting.selected_region, self.painting.selected_index
        document = self._services.document
        if tool is ToolName.HAND:
            label = self.tr("Use a style")
            document.edit(label, with_overall_style(document.scene, style), gesture)
        elif tool is ToolName.MOVE and index is not None and region and not region.locked:
            scene = document.scene.with_region(index, replace(region, style=style))
            document.edit(self.tr("Change a region's style"), scene, gesture)

    def use_style_everywhere(self, style: Style) -> None:
        """Paint the whole picture in a style; regions and matched photos stay."""
        self.painting.choose_style(style)
        document = self._services.document
        document.edit(self.tr("Use a style"), with_overall_style(document.scene, style))

    def style_to_replace(self) -> Style | None:
        """Return the style that the next one used takes the place of; None: that of a photo."""
        tool, region = self.actions.chosen, self.painting.selected_region
        if tool is ToolName.HAND:
            return overall_style(self._services.document.scene)
        if tool is ToolName.MOVE and region is not None:
            return region.style
        return self.painting.style

    def add_style_region(self, style: Style, shape: Shape | None = None) -> None:
        """Add a region of a style; `shape` None: in the middle of what is seen."""
        self.painting.choose_style(style)
        if shape is None:
            shape = dropped_shape(self._draft.scene.canvas, _middle(self._seen()))
        add_region(self._draft, self.painting, self._region(shape))
        self.actions.tools[ToolName.MOVE].trigger()

    def fit_style(self, photo: Path) -> StylePhotoDialog:
        """Make a style of a photo, in a dialog; what is kept joins the person's styles."""
        services = self._services
        dialog = StylePhotoDialog(photo, services.controller, services.stage.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(self._keep_fitted)
        dialog.failed.connect(services.stage.show_problem)
        dialog.open()
        return dialog

    @Slot(object, str)
    def _keep_fitted(self, style: Style, name: str) -> None:
        self._services.library.save(style, name)
        self.use_style(with_name(style, name))

    def _seen(self) -> Rect:
        return self._services.canvas.viewport_state.visible()

    def _region(self, shape: Shape) -> StyleRegion:
        return StyleRegion(self.painting.style, shape, self.painting.softness_px)

    # Building

    def _make_tools(self) -> dict[ToolName, Tool | None]:
        draft, painting, edits = self._draft, self.painting, self.edits
        return {
            ToolName.HAND: None,
            ToolName.MOVE: MoveTool(self._services.document, painting),
            ToolName.BRUSH: BrushTool(draft, painting),
            ToolName.ERASER: BrushTool(draft, painting, erases=True),
            ToolName.RECTANGLE: RegionTool(CornerDrag.rectangle(), draft, painting),
            ToolName.ELLIPSE: RegionTool(CornerDrag.ellipse(), draft, painting),
            ToolName.LASSO: RegionTool(LassoDrag(), draft, painting),
            ToolName.GRADIENT: RegionTool(LineDrag.linear(), draft, painting),
            ToolName.RADIAL: RegionTool(LineDrag.radial(), draft, painting),
            ToolName.SELECT: SelectionTool(CornerDrag.rectangle(), draft, edits),
            ToolName.SELECT_LASSO: SelectionTool(LassoDrag(), draft, edits),
        }

    def _build_docks(self, window: QMainWindow) -> None:
        services = self._services
        self.styles = StylesPanel(
            services.library,
            self.painting,
            self.pictures,
            services.icons,
            self.use_style,
            services.document.end_gesture,
        )
        self.regions = RegionsPanel(
            services.document,
            self.painting,
            self.pictures,
            services.icons,
            self.actions.region_actions,
        )
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        window.setCorner(Qt.Corner.BottomLeftCorner, left)
        docks = [
            services.add_panel(self.tr("Styles"), "styles", self.styles, left),
            services.add_panel(self.tr("Regions"), "regions", self.regions, left),
        ]
        window.resizeDocks(docks, [LEFT_WIDTH_PX] * 2, Qt.Orientation.Horizontal)
        window.resizeDocks(docks, [5, 3], Qt.Orientation.Vertical)

    def _build_menu(self, window: QMainWindow) -> None:
        actions = self.actions
        menu = window.menuBar().addMenu(self.tr("P&aint"))
        window.menuBar().insertMenu(self._services.menus.view.menuAction(), menu)
        menu.addActions(list(actions.tools.values()))
        menu.addSeparator()
        menu.addActions([actions.larger, actions.smaller, actions.harder, actions.softer])
        menu.addSeparator()
        menu.addActions([actions.select_all, actions.fill])
        menu.addSeparator()
        menu.addActions(list(actions.region_actions))

    def _build_stage(self) -> None:
        actions, stage = self.actions, self._services.stage
        self.bar = StagingBar(
            self.edits, self._services.icons, actions.keep, actions.discard, actions.fill
        )
        self.bar.hide()
        stage.addActions([actions.keep, actions.discard, actions.delete])
        self.regions.addAction(actions.delete)
        self.drop = StyleDrop(self._services.canvas, self.overlay)

    def _connect_actions(self, window: QMainWindow) -> None:
        actions, painting = self.actions, self.painting
        actions.group.triggered.connect(self._on_tool)
        for action, act in (
            (actions.larger, lambda: painting.set_brush(painting.brush.resized(larger=True))),
            (actions.smaller, lambda: painting.set_brush(painting.brush.resized(larger=False))),
            (actions.harder, lambda: painting.set_brush(painting.brush.hardened(harder=True))),
            (actions.softer, lambda: painting.set_brush(painting.brush.hardened(harder=False))),
            (actions.select_all, lambda: self.edits.take_area(Everything())),
            (actions.fill, self._fill_area),
            (actions.keep, self.edits.keep),
            (actions.discard, self._discard),
        ):
            action.triggered.connect(lambda _=False, act=act: act())
        for number in range(1, NUMBER_KEYS + 1):
            shortcut = QShortcut(QKeySequence(str(number)), window)
            shortcut.activated.connect(lambda number=number: self.styles.use_number(number))
        for key, down, right in (("Up", -1, 0), ("Down", 1, 0), ("Left", 0, -1), ("Right", 0, 1)):
            nudge = QAction(self)
            nudge.setShortcut(QKeySequence(f"Ctrl+{key}"))
            nudge.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            nudge.triggered.connect(lambda _=False, by=(down, right): self.region_edits.nudge(*by))
            self._services.stage.addAction(nudge)

    def _connect_services(self) -> None:
        services, canvas = self._services, self._services.canvas
        services.controller.opened.connect(self._on_model)
        services.controller.pass_started.connect(self._on_pass)
        services.library.failed.connect(services.stage.show_notice)
        services.library.deleted.connect(self._offer_restoring)
        self.edits.previewed.connect(canvas.peek)
        self.edits.changed.connect(self._on_edits)
        canvas.peeked.connect(self.edits.on_peeked)
        self.painting.region_selected.connect(self._on_selected)
        self.painting.brush_changed.connect(canvas.update)
        self.painting.style_chosen.connect(self._show_chosen)
        self.painting.style_chosen.connect(self._show_what_clicks_do)
        services.document.scene_changed.connect(self._show_what_clicks_do)
        self.pictures.changed.connect(self._show_chosen)
        self.styles.wanted_everywhere.connect(self.use_style_everywhere)
        self.styles.wanted_as_region.connect(self.add_style_region)
        self.styles.photo_chosen.connect(self.fit_style)
        self.drop.dropped.connect(self.add_style_region)
        self.regions.local_edits.chosen.connect(self._show_local_edit)
        self._on_selected()

    # Reactions

    @Slot()
    def _on_tool(self) -> None:
        tool = self.actions.chosen
        self._services.canvas.set_tool(self._tools[tool])
        self.overlay.shows_region = tool not in _WITHOUT_OUTLINES
        self.options.show_tool(tool)
        self._show_what_clicks_do()
        self._show_chosen()

    @Slot()
    def _show_what_clicks_do(self) -> None:
        tool, region = self.actions.chosen, self.painting.selected_region
        if tool is ToolName.HAND and self._services.document.scene.match is not None:
            text = self.tr("Click: all around the photo. Drag onto it: a region.")
        elif tool is ToolName.HAND:
            text = self.tr("Click: the whole picture. Drag onto it: a region.")
        elif tool is ToolName.MOVE and region is not None and region.locked:
            text = self.tr("The selected region is locked. Double-click: the whole picture.")
        elif tool is ToolName.MOVE and region is not None:
            text = self.tr("Click: the selected region. Double-click: the whole picture.")
        else:
            text = self.tr("Click: paint with it. Double-click: the whole picture.")
        self.styles.say_what_a_click_does(text)
        self.styles.frame(self.style_to_replace())

    @Slot()
    def _show_chosen(self) -> None:
        if self.actions.chosen.paints:
            self.options.show_picture(self.pictures.image(self.painting.style))

    @Slot(object, object)
    def _offer_restoring(self, path: Path, style: NamedStyle) -> None:
        services = self._services

        def restore() -> None:
            services.stage.hide_notice()
            services.library.restore(path, style)

        text = self.tr("The style “{name}” is deleted.").format(name=style.name)
        services.stage.show_notice(text, (self.tr("Undo"), restore))

    @Slot(object)
    def _on_model(self, model: ModelInfo) -> None:
        self._services.library.use_model(model)
        if model.model_id != self._model_id:  # another device alone changes no choice
            self._model_id = model.model_id
            self.painting.choose_style(self._services.library.curated[0])

    @Slot(object, object)
    def _on_pass(self, request: ViewRequest, started: PassStarted) -> None:
        self.overlay.reach = started.reach

    @Slot()
    def _on_edits(self) -> None:
        has_area = self.edits.area is not None
        actions, roll = self.actions, self._services.actions.roll
        actions.keep.setEnabled(self.edits.staged.current is not None)
        self._offer_escape()
        actions.fill.setEnabled(has_area)
        roll.setIconText(self.tr("Roll area") if has_area else self.tr("Roll"))
        self._services.stage.set_staging(self.bar if has_area else None)
        self._services.canvas.update()

    @Slot(object)
    def _show_local_edit(self, edit: LocalEdit | None) -> None:
        self.overlay.local_edit = edit
        self._services.canvas.update()

    @Slot()
    def _on_selected(self) -> None:
        self._offer_escape()
        self._show_what_clicks_do()
        self._services.canvas.update()

    def _offer_escape(self) -> None:
        is_selected = self.edits.area is not None or self.painting.selected_index is not None
        self.actions.discard.setEnabled(is_selected)

    # Edits

    def _discard(self) -> None:
        """Go one step back: from the gesture, from the area, or from the selected region."""
        if self._services.canvas.cancel_gesture():
            return
        if self.edits.area is not None:
            self.edits.discard()
        else:
            self.painting.select(None)

    def _fill_area(self) -> None:
        area = self.edits.area
        if area is not None:
            self.edits.clear()
            add_region(self._draft, self.painting, self._region(area))


def _middle(rect: Rect) -> Point:
    return Point(
        (rect.rows.start + rect.rows.stop) / 2, (rect.columns.start + rect.columns.stop) / 2
    )
