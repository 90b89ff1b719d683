"""Rendered pictures in memory: tiles are copied into pages, and the least used page goes first.

A page holds `PAGE_PX` squared pixels of one level of one scene and one more pixel on each side, so
that neighbouring pages join without a seam when they are scaled.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from app.render_requests import Placement, TileImage, TileKey
from infinitygan.geometry import Reach, Rect
from infinitygan.scene import Scene

PAGE_PX = 512
BORDER_PX = 1
_BYTES_A_PIXEL = 4
PAGE_BYTES = (PAGE_PX + 2 * BORDER_PX) ** 2 * _BYTES_A_PIXEL


class PageKey(NamedTuple):
    """Names a page: a picture, a level, and a row and column in units of pages."""

    picture: int
    level: int | None
    row: int
    column: int


@dataclass
class Page:
    """Pixels of a level; `rect` without the border, in level px. Unfilled pixels are clear."""

    picture: "Picture"
    level: int | None
    rect: Rect
    image: QImage
    tiles: set[Rect] = field(default_factory=set)
    filled_px: int = 0

    @property
    def framed(self) -> Rect:
        """Return the rectangle with the border, which the image covers."""
        return self.rect.grown(BORDER_PX)


@dataclass(frozen=True)
class LevelLayout:
    """Where a level of a picture lies, and the rectangle of the canvas in its pixels."""

    placement: Placement
    whole: Rect


@dataclass(eq=False)
class Picture:
    """The rendered levels of one scene."""

    number: int
    scene: Scene
    layouts: dict[int | None, LevelLayout] = field(default_factory=dict)
    tiles: set[TileKey] = field(default_factory=set)  # those of which every pixel is there
    reach: Reach | None = None  # how far edits change pixels around them; None: not known yet

    def levels_by_scale(self) -> list[int | None]:
        """Return the levels seen so far, the coarsest first."""
        return sorted(self.layouts, key=lambda level: -self.layouts[level].placement.scale_y)


class TileCache:
    """Keeps at most `limit_bytes` of pages, of the pictures that were shown last."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._pages: OrderedDict[PageKey, Page] = OrderedDict()
        self._pictures: dict[Scene, Picture] = {}
        self._next_number = 0
        self._asked: Picture | None = None  # the last one: to hash a much painted scene takes long

    @property
    def used_bytes(self) -> int:
        """Return how much memory the pages take."""
        return len(self._pages) * PAGE_BYTES

    def set_limit(self, limit_bytes: int) -> None:
        """Change the limit, and drop what is beyond it."""
        self._limit_bytes = limit_bytes
        self._evict()

    def clear(self) -> None:
        """Forget all pictures, as when another model takes over."""
        self._pages.clear()
        self._pictures.clear()
        self._asked = None

    def picture(self, scene: Scene) -> Picture:
        """Return the picture of a scene, an empty one if it is new."""
        if self._asked is not None and self._asked.scene is scene:
            return self._asked
        found = self._pictures.get(scene)
        if found is None:
            self._next_number += 1
            found = self._pictures[scene] = Picture(self._next_number, scene)
        self._asked = found
        return found

    def set_layout(self, picture: Picture, level: int | None, layout: LevelLayout) -> None:
        """Remember where a level lies."""
        picture.layouts[level] = layout

    def add(self, picture: Picture, tile: TileImage) -> None:
        """Copy a tile into its pages."""
        level, rect = tile.key
        self.set_layout(picture, level, LevelLayout(tile.placement, tile.whole))
        for page_rect in _page_rects(rect.grown(BORDER_PX)):
            page = self._page(picture, level, page_rect, create=True)
            assert page is not None
            if rect.intersection(page.framed).is_empty or rect in page.tiles:
                continue
            with QPainter(page.image) as painter:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
                painter.drawImage(
                    rect.columns.start - page.framed.columns.start,
                    rect.rows.start - page.framed.rows.start,
                    tile.image,
                )
            page.tiles.add(rect)
            inside = rect.intersection(page.rect).intersection(tile.whole)
            page.filled_px += inside.height * inside.width
        picture.tiles.add(tile.key)
        self._evict()

    def adopt(self, source: Picture, target: Picture, changed: Rect) -> None:
        """Take over the tiles of another picture that lie outside a part of the canvas."""
        layouts = source.layouts
        kept = {key for key in source.tiles if not _meets(layouts[key.level], key.rect, changed)}
        target.layouts.update(layouts)
        target.reach = source.reach
        for key, page in list(self._pages.items()):
            if key.picture != source.number:
                continue
            copied = Page(target, page.level, page.rect, QImage(page.image))
            whole = layouts[page.level].whole
            for rect in page.tiles:
                if TileKey(page.level, rect) in kept:
                    copied.tiles.add(rect)
                    inside = rect.intersection(page.rect).intersection(whole)
                    copied.filled_px += inside.height * inside.width
                else:
                    _clear(copied, rect)
            self._pages[key._replace(picture=target.number)] = copied
        target.tiles |= kept
        self._evict()

    def known(self, picture: Picture) -> frozenset[TileKey]:
        """Name the tiles of a picture that are wholly in memory."""
        return frozenset(picture.tiles)

    def pages(self, picture: Picture, level: int | None, seen: Rect) -> list[Page]:
        """Return the pages of a level that lie in a rectangle of its pixels, and use them."""
        found = (self._page(picture, level, rect, create=False) for rect in _page_rects(seen))
        return [page for page in found if page is not None]

    def covers(self, picture: Picture, level: int | None, seen: Rect) -> bool:
        """Tell whether all of a rectangle of a level's pixels is there, by whole pages."""
        layout = picture.layouts.get(level)
        if layout is None:
            return False
        for rect in _page_rects(seen):
            page = self._pages.get(_key(picture, level, rect))
            wanted = rect.intersection(layout.whole)
            if page is None or page.filled_px < wanted.height * wanted.width:
                return False
        return True

    def _page(self, picture: Picture, level: int | None, rect: Rect, create: bool) -> Page | None:
        key = _key(picture, level, rect)
        page = self._pages.get(key)
        if page is None:
            if not create:
                return None
            side = PAGE_PX + 2 * BORDER_PX
            image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            page = self._pages[key] = Page(picture, level, rect, image)
        self._pages.move_to_end(key)
        return page

    def _evict(self) -> None:
        while self.used_bytes > self._limit_bytes and self._pages:
            _, page = self._pages.popitem(last=False)
            page.picture.tiles -= {TileKey(page.level, rect) for rect in page.tiles}
        if len(self._pictures) > 2 * len(self._pages) + 8:
            used = {key.picture for key in self._pages}
            self._pictures = {
                scene: picture
                for scene, picture in self._pictures.items()
                if picture.number in used or picture is self._asked
            }


def _meets(layout: LevelLayout, rect: Rect, area: Rect) -> bool:
    """Tell whether a tile of a level shows any of a part of the canvas."""
    at = layout.placement
    return (
        at.top + rect.rows.start * at.scale_y < area.rows.stop
        and at.top + rect.rows.stop * at.scale_y > area.rows.start
        and at.left + rect.columns.start * at.scale_x < area.columns.stop
        and at.left + rect.columns.stop * at.scale_x > area.columns.start
    )


def _clear(page: Page, rect: Rect) -> None:
    at = rect.intersection(page.framed)
    if not at.is_empty:
        with QPainter(page.image) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(
                at.columns.start - page.framed.columns.start,
                at.rows.start - page.framed.rows.start,
                at.width,
                at.height,
                Qt.GlobalColor.transparent,
            )


def _page_rects(rect: Rect) -> Iterator[Rect]:
    """Yield the whole pages, without border, that a rectangle touches."""
    for part in rect.tiles(PAGE_PX, PAGE_PX):
        row, column = part.rows.start // PAGE_PX, part.columns.start // PAGE_PX
        yield Rect.at(row * PAGE_PX, column * PAGE_PX, PAGE_PX, PAGE_PX)


def _key(picture: Picture, level: int | None, rect: Rect) -> PageKey:
    return PageKey(picture.number, level, rect.rows.start // PAGE_PX, rect.columns.start // PAGE_PX)
