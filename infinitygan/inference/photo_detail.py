"""Give the enlarged picture around a photo the photo's own detail, texture and colours.

The model paints at a fraction of the canvas, and softly, so that its enlarged picture is smoother
than the photo beside it. So each of its overlapping blocks is painted again with a piece of the
photo, from a place that looks like it, and its neighbours like their neighbours: see
`block_choice`. What the model painted says what lies where, and keeps part of its light.

Blocks are chosen by absolute positions, so that tiles agree.

Source of the idea: example-based super-resolution (Freeman et al. 2002).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.fields import normals
from infinitygan.geometry import Rect, Span
from infinitygan.inference.block_choice import BORDER_BLOCKS, OVERLAPPING, BlockChoice, Places
from infinitygan.inference.photo_looks import (
    BLUR_REACH,
    CHANCE_WEIGHT,
    REACH,
    Looks,
    phases,
    softened,
)
from infinitygan.inference.resample import enlarge, input_rect
from infinitygan.inference.scene_plan import Plane

LEAST_ENLARGEMENT = 1.5  # below, the picture is about as sharp as the photo
BLOCK_PX = 16  # of the plane: side of a block, of which half overlaps
# How far around a tile a block is told by, with the blocks that its own choice depends on.
MARGIN_PX = (BLOCK_PX // 2 + 1) * (BORDER_BLOCKS + 1) + REACH + 2
MOST_PLACES = 120_000  # of a photo that are compared: more cost time and show nothing new
HUE_PULL, LIGHT_PULL = 0.9, 0.5  # how far the colour of a block goes over to that of its place
DETAIL_STREAM = 5  # of the random fields of the texture seed


@dataclass(frozen=True, eq=False)
class DetailSheet:
    """The pixels of one photo, and places in it.

    Attributes:
        window: canvas pixels.
        soft: [3, H, W] over the window: the photo as a soft blur of the model's pixels shows it.
        crisp: [3, H, W]: what is finer.
        tops: [R], where blocks may begin in the window.
        lefts: [C], the same; places are their crossings, N of them.
        colours: [N, 3], the blurred colour of each place.
        features: [N, F], how these places look.
    """

    window: Rect
    soft: Tensor
    crisp: Tensor
    tops: Tensor
    lefts: Tensor
    colours: Tensor
    features: Tensor

    @staticmethod
    def of(plane: Plane, window: Rect, photo: Tensor) -> "DetailSheet | None":
        """Take the detail from a photo [3, H, W] in [-1, 1] over canvas pixels.

        Returns: None if the model's scale is about that of the photo, or the photo is too small.
        """
        scale_y, scale_x = plane.scale_y, plane.scale_x
        coarse = Rect(_inner(window.rows, scale_y), _inner(window.columns, scale_x))
        shown = Rect(_shown(coarse.rows, scale_y), _shown(coarse.columns, scale_x))
        side = _block_px(plane)
        is_fine = min(scale_y, scale_x) < LEAST_ENLARGEMENT
        if is_fine or min(shown.height, shown.width) < 2 * side:
            return None
        photo = photo[(slice(None), *shown.slices_of(window))]
        low = F.interpolate(photo[None], (coarse.height, coarse.width), mode="area")[0]
        soft = _softly_shown(low, coarse, shown, plane)
        wide = coarse.grown(REACH)
        looks = Looks.of(_extended(low, coarse, wide), wide, plane.scene_px)
        step = math.ceil(math.sqrt(coarse.height * coarse.width / MOST_PLACES))
        rows, tops = _places(coarse.rows, shown.rows, scale_y, side, step)
        columns, lefts = _places(coarse.columns, shown.columns, scale_x, side, step)
        colours, seen = looks.at(rows, columns)
        down, right = side // 2 + shown.rows.start, side // 2 + shown.columns.start
        features = torch.cat([seen, phases(tops + down, lefts + right, side)], 1)
        return DetailSheet(
            shown, soft.half(), (photo - soft).half(), tops, lefts, colours, features
        )

    def block(self, place: int, side: int) -> tuple[Tensor, Tensor]:
        """Return the soft and the crisp part [3, side, side] of the photo at a place."""
        row, column = divmod(place, len(self.lefts))
        top, left = int(self.tops[row]), int(self.lefts[column])
        part = slice(None), slice(top, top + side), slice(left, left + side)
        return self.soft[part].float(), self.crisp[part].float()


class PhotoDetail:
    """The detail of all photos of a scene, put wherever the picture looks like one of them."""

    def __init__(self, plane: Plane, sheets: Sequence[DetailSheet], seed: int) -> None:
        """Prepare; `seed` is that of the choice between places that look alike."""
        self._plane = plane
        self._sheets = sheets
        self._side = _block_px(plane)
        self._colours = torch.cat([sheet.colours for sheet in sheets])
        self._origin = [(sheet, place) for sheet in sheets for place in range(len(sheet.features))]
        self._seed = seed
        counts = [len(sheet.features) for sheet in sheets]
        drawn = normals(seed, DETAIL_STREAM, Rect.at(0, 0, 2, sum(counts)))[0].T * CHANCE_WEIGHT
        places = [
            Places(sheet.tops, sheet.lefts, torch.cat([sheet.features, chance], 1))
            for sheet, chance in zip(sheets, drawn.split(counts), strict=True)
        ]
        self._choice = BlockChoice(places, self._side // 2)

    def repainted(self, picture: Tensor, available: Rect, rect: Rect) -> Tensor:
        """Paint canvas pixels [3, H, W] as the picture has it, with pieces of the photos.

        Args:
            picture: [3, h, w], the generated picture at the model's scale.
            available: its model pixels; `MARGIN_PX` more than `rect` shows.
            rect: of the canvas.
        """
        step = self._side // 2
        blocks = Rect(_blocks(rect.rows, step), _blocks(rect.columns, step))
        places, shifts = self._chosen(picture, available, blocks)
        painted = self._painted(places, shifts)
        whole = Rect.at(blocks.rows.start * step, blocks.columns.start * step, *painted.shape[1:])
        return painted[(slice(None), *rect.slices_of(whole))]

    def _painted(self, places: Tensor, shifts: Tensor) -> Tensor:
        """Paint blocks from their places [H, W], with so much [H, W, 3] added to their colours."""
        step = self._side // 2
        height, width = places.shape
        soft, crisp = torch.zeros(2, 3, (height + 1) * step, (width + 1) * step)
        window = _window(self._side)
        for row in range(height):
            for column in range(width):
                sheet, place = self._origin[int(places[row, column])]
                part = slice(None), *_block_slices(row, column, step)
                soft_block, crisp_block = sheet.block(place, self._side)
                soft[part] += (soft_block + shifts[row, column][:, None, None]) * window
                crisp[part] += crisp_block * window
        return soft + crisp / self._power_kept(places).sqrt()

    def _power_kept(self, places: Tensor) -> Tensor:
        """Return what share of crisp detail's power is left where blocks overlap.

        Blocks that go on into each other add up as they are; others like noise, which fades.
        """
        step = self._side // 2
        height, width = places.shape
        window = _window(self._side)
        kept = torch.zeros((height + 1) * step, (width + 1) * step)
        for row in range(height):
            for column in range(width):
                kept[_block_slices(row, column, step)] += window.square()
        for down, right in OVERLAPPING:
            both = 2 * _overlap(window, down, right, step)
            for row, column in self._choice.goes_on(places, down, right).nonzero().tolist():
                top, left = (row + down) * step, (column + max(right, 0)) * step
                kept[top : top + both.shape[0], left : left + both.shape[1]] += both
        return kept.clamp_min(1e-3)  # the outermost rim fades: it is never shown

    def _chosen(self, picture: Tensor, available: Rect, blocks: Rect) -> tuple[Tensor, Tensor]:
        """Choose for each block the place that looks most like it, and goes on from others.

        Returns: places [H, W], numbered over all sheets; and what to add to their colours,
            [H, W, 3], lest they leave those of the picture altogether.
        """
        step = self._side // 2
        inner, around = available.grown(-REACH), blocks.grown(BORDER_BLOCKS)
        looks = Looks.of(picture, available, self._plane.scene_px)
        middles_y, middles_x = _middles(around.rows, step), _middles(around.columns, step)
        rows = _pixels(middles_y, self._plane.scale_y, inner.rows)
        columns = _pixels(middles_x, self._plane.scale_x, inner.columns)
        colours, seen = looks.at(rows, columns)
        drawn = normals(self._seed, DETAIL_STREAM + 1, around, 2).flatten(1).T
        wanted = torch.cat([seen, phases(middles_y, middles_x, 2 * step), drawn * CHANCE_WEIGHT], 1)
        shape = around.height, around.width
        part = blocks.slices_of(around)
        places = self._choice.chosen(wanted.view(*shape, -1))[part]
        differences = colours.view(*shape, 3)[part] - self._colours[places]
        light = differences.mean(-1, keepdim=True)
        pull = self._pull(_middles(blocks.rows, step), _middles(blocks.columns, step))
        hue = (1 - HUE_PULL * pull) * (differences - light)
        return places, hue + (1 - LIGHT_PULL * pull) * light

    def _pull(self, middles_y: Tensor, middles_x: Tensor) -> Tensor:
        """Return how far [H, W, 1] blocks there take on the photos' colours.

        Amid two photos they keep those of the picture, which pass from the ones to the others.
        """
        if len(self._sheets) == 1:
            return torch.ones(len(middles_y), len(middles_x), 1)
        distances = [
            torch.hypot(
                _outside(middles_y, sheet.window.rows)[:, None],
                _outside(middles_x, sheet.window.columns),
            )
            for sheet in self._sheets
        ]
        nearest, next_one = torch.stack(distances).sort(0).values[:2]
        return ((next_one - nearest) / (next_one + nearest).clamp_min(1.0))[..., None]


def _softly_shown(low: Tensor, coarse: Rect, shown: Rect, plane: Plane) -> Tensor:
    """Return a soft blur of model px [3, h, w] over `coarse`, as canvas px show it."""
    around = input_rect(shown, plane.scale_y, plane.scale_x).union(coarse)
    soft = softened(_extended(low, coarse, coarse.grown(BLUR_REACH)))
    wide = _extended(soft, coarse, around)
    return enlarge(wide, around, shown, plane.scale_y, plane.scale_x)


def _window(side: int) -> Tensor:
    """Return the weights of a block's pixels; those of overlapping blocks sum to 1."""
    ramp = torch.sin((torch.arange(side) + 0.5) * (math.pi / side)).square()
    return ramp[:, None] * ramp


def _block_slices(row: int, column: int, step: int) -> tuple[slice, slice]:
    top, left = row * step, column * step
    return slice(top, top + 2 * step), slice(left, left + 2 * step)


def _overlap(window: Tensor, down: int, right: int, step: int) -> Tensor:
    """Return the product of the weights of a block and of the one so far below and right of it."""
    side = len(window)
    mine = slice(max(right, 0) * step, side + min(right, 0) * step)
    theirs = slice(max(-right, 0) * step, side - max(right, 0) * step)
    return window[down * step :, mine] * window[: side - down * step, theirs]


def _block_px(plane: Plane) -> int:
    """Return the side of a block in canvas px, even."""
    return 2 * max(round(BLOCK_PX * min(plane.scale_y, plane.scale_x) / 2), 4)


def _blocks(span: Span, step: int) -> Span:
    """Return the blocks, two steps long each, that touch a span."""
    return Span(span.start // step - 1, (span.stop - 1) // step + 1)


def _places(coarse: Span, shown: Span, scale: float, side: int, step: int) -> tuple[Tensor, Tensor]:
    """Return every `step`th coarse pixel, and where blocks around them begin, both from 0."""
    indices = torch.arange(0, coarse.length, step)
    middles = ((indices + coarse.start) * scale).round().long()  # as `_pixels` finds them
    starts = middles - side // 2 - shown.start
    fits = (starts >= 0) & (starts + side <= shown.length)
    return indices[fits], starts[fits]


def _inner(span: Span, scale: float) -> Span:
    first = math.ceil(span.start / scale - 1e-6)
    return Span(first, max(math.floor(span.stop / scale + 1e-6), first))


def _shown(span: Span, scale: float) -> Span:
    return Span(round(span.start * scale), round(span.stop * scale))


def _extended(picture: Tensor, rect: Rect, wanted: Rect) -> Tensor:
    """Repeat the border of a picture [C, H, W] over `rect` as far as `wanted`, which holds it."""
    pads = (
        rect.columns.start - wanted.columns.start,
        wanted.columns.stop - rect.columns.stop,
        rect.rows.start - wanted.rows.start,
        wanted.rows.stop - rect.rows.stop,
    )
    return F.pad(picture[None], pads, mode="replicate")[0]


def _outside(values: Tensor, span: Span) -> Tensor:
    """Return how far values lie from a span."""
    return torch.maximum(span.start - values, values - span.stop).clamp_min(0).float()


def _middles(blocks: Span, step: int) -> Tensor:
    """Return the canvas px of the middles of blocks."""
    return (torch.arange(blocks.start, blocks.stop) + 1) * step


def _pixels(middles: Tensor, scale: float, inner: Span) -> Tensor:
    """Return the indices, in `inner`, of the model pixels under canvas px."""
    pixels = (middles / scale).floor().long()
    return pixels.clamp(inner.start, inner.stop - 1) - inner.start
