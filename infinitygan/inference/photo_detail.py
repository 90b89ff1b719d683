"""Give the enlarged picture around a photo the photo's own detail, texture and colours.

The model paints at a fraction of the canvas, and softly, so that its enlarged picture is smoother
than the photo beside it. So it takes over from the photo, in overlapping blocks, each from a place
that looks, from afar, like the place where it is put:

- what is finer than the model's pixels, grain included;
- the texture above a soft blur, by as much as the generated one lacks in power;
- the blurred colour, which the model hits only roughly.

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
from infinitygan.inference.photo_looks import (
    BLUR_REACH,
    CHANCE_WEIGHT,
    REACH,
    Looks,
    phases,
    texture,
)
from infinitygan.inference.resample import enlarge, input_rect
from infinitygan.inference.scene_plan import ScenePlan

LEAST_ENLARGEMENT = 1.5  # below, the picture is about as sharp as the photo
BLOCK_MODEL_PX = 16  # side of a block, of which half overlaps
MARGIN_MODEL_PX = BLOCK_MODEL_PX // 2 + REACH + 2  # how far around a tile a block is told by
MOST_PLACES = 120_000  # of a photo that are compared: more cost time and show nothing new
HUE_PULL, LIGHT_PULL = 0.9, 0.5  # how far the colour of a block goes over to that of its place
LARGEST = 0.35  # sharper edges would show where they do not belong
DETAIL_STREAM = 5  # of the random fields of the texture seed


@dataclass(frozen=True, eq=False)
class DetailSheet:
    """The detail of one photo, and places in it.

    Attributes:
        window: canvas pixels.
        fine: [3, H, W] over the window: the photo, less what the model's pixels could show of it.
        texture: [3, H, W]: what they could show, less a soft blur of it.
        places: [N, 2], corners of blocks in the window.
        colours: [N, 3], the blurred colour of each place.
        power: [N], of the texture there.
        features: [N, F], how these places look.
    """

    window: Rect
    fine: Tensor
    texture: Tensor
    places: Tensor
    colours: Tensor
    power: Tensor
    features: Tensor

    @staticmethod
    def of(plan: ScenePlan, window: Rect, photo: Tensor) -> "DetailSheet | None":
        """Take the detail from a photo [3, H, W] in [-1, 1] over canvas pixels.

        Returns: None if the model's scale is about that of the photo, or the photo is too small.
        """
        scale_y, scale_x = plan.scale_y, plan.scale_x
        coarse = Rect(_inner(window.rows, scale_y), _inner(window.columns, scale_x))
        shown = Rect(_shown(coarse.rows, scale_y), _shown(coarse.columns, scale_x))
        side = _block_px(plan)
        is_fine = min(scale_y, scale_x) < LEAST_ENLARGEMENT
        if is_fine or min(shown.height, shown.width) < 2 * side:
            return None
        low, fine, rough = _bands(photo[(slice(None), *shown.slices_of(window))], coarse, plan)
        wide = coarse.grown(REACH)
        looks = Looks.of(_extended(low, coarse, wide), wide, plan.scene_model_px)
        step = math.ceil(math.sqrt(coarse.height * coarse.width / MOST_PLACES))
        rows, tops = _places(coarse.rows, shown.rows, scale_y, side, step)
        columns, lefts = _places(coarse.columns, shown.columns, scale_x, side, step)
        colours, power, seen = looks.at(rows, columns)
        down, right = side // 2 + shown.rows.start, side // 2 + shown.columns.start
        features = torch.cat([seen, phases(tops + down, lefts + right, side)], 1)
        corners = torch.cartesian_prod(tops, lefts)
        return DetailSheet(shown, fine.half(), rough.half(), corners, colours, power, features)

    def block(self, place: int, side: int, lack: float) -> Tensor:
        """Return the detail [3, side, side] at a place, with a share of its texture."""
        top, left = self.places[place].tolist()
        part = slice(None), slice(top, top + side), slice(left, left + side)
        return self.fine[part].float() + lack * self.texture[part].float()


@dataclass(frozen=True, eq=False)
class _Blocks:
    """Where each block comes from, in raster order, and what it adds besides fine detail.

    Attributes:
        places: [N], indices over all sheets.
        lacks: [N], share of the place's texture.
        tints: [N, 3], added to the colour.
    """

    places: Tensor
    lacks: Tensor
    tints: Tensor


class PhotoDetail:
    """The detail of all photos of a scene, put wherever the picture looks like one of them."""

    def __init__(self, plan: ScenePlan, sheets: Sequence[DetailSheet], seed: int) -> None:
        """Prepare; `seed` is that of the choice between places that look alike."""
        self._plan = plan
        self._sheets = sheets
        self._colours = torch.cat([sheet.colours for sheet in sheets])
        self._power = torch.cat([sheet.power for sheet in sheets])
        self._origin = [(sheet, place) for sheet in sheets for place in range(len(sheet.places))]
        self._seed = seed
        features = torch.cat([sheet.features for sheet in sheets])
        drawn = normals(seed, DETAIL_STREAM, Rect.at(0, 0, 2, len(features)))[0].T
        self._features = torch.cat([features, drawn * CHANCE_WEIGHT], 1)

    def over(self, picture: Tensor, available: Rect, rect: Rect) -> Tensor:
        """Compute what to add to canvas pixels, [3, H, W].

        Args:
            picture: [3, h, w], the generated picture at the model's scale.
            available: its model pixels; `MARGIN_MODEL_PX` more than `rect` shows.
            rect: of the canvas.
        """
        side = _block_px(self._plan)
        step = side // 2
        blocks = Rect(_blocks(rect.rows, step), _blocks(rect.columns, step))
        ramp = torch.sin((torch.arange(side) + 0.5) * (math.pi / side))
        shape = ramp[:, None] * ramp  # the squares of overlapping ones sum to 1: so does variance
        total = torch.zeros(3, (blocks.height + 1) * step, (blocks.width + 1) * step)
        chosen = self._chosen(picture, available, blocks, step)
        tints = chosen.tints[..., None, None] * shape.square()
        numbers = zip(chosen.places.tolist(), chosen.lacks.tolist(), strict=True)
        for index, (origin, lack) in enumerate(numbers):
            sheet, place = self._origin[origin]
            y, x = (number * step for number in divmod(index, blocks.width))
            part = total[:, y : y + side, x : x + side]
            part += sheet.block(place, side, lack) * shape + tints[index]
        top, left = blocks.rows.start * step, blocks.columns.start * step
        whole = Rect.at(top, left, total.shape[1], total.shape[2])
        return total[(slice(None), *rect.slices_of(whole))]

    def _chosen(self, picture: Tensor, available: Rect, blocks: Rect, step: int) -> _Blocks:
        """Choose for each block the place that looks most like it."""
        inner = available.grown(-REACH)
        looks = Looks.of(picture, available, self._plan.scene_model_px)
        middles_y, middles_x = _middles(blocks.rows, step), _middles(blocks.columns, step)
        rows = _pixels(middles_y, self._plan.scale_y, inner.rows)
        columns = _pixels(middles_x, self._plan.scale_x, inner.columns)
        colours, power, seen = looks.at(rows, columns)
        drawn = normals(self._seed, DETAIL_STREAM + 1, blocks, 2).flatten(1).T
        wanted = [seen, phases(middles_y, middles_x, 2 * step), drawn * CHANCE_WEIGHT]
        places = torch.cdist(torch.cat(wanted, 1), self._features).argmin(1)
        lacks = (1 - power / self._power[places].clamp_min(1e-6)).clamp_min(0).sqrt()
        differences = self._colours[places] - colours
        light = differences.mean(1, keepdim=True)
        tints = HUE_PULL * (differences - light) + LIGHT_PULL * light
        return _Blocks(places, lacks, tints)


def _bands(photo: Tensor, coarse: Rect, plan: ScenePlan) -> tuple[Tensor, Tensor, Tensor]:
    """Split a photo that fills whole model px.

    Returns: the photo [3, h, w] as model px show it; what is finer, and its texture, [3, H, W].
    """
    shown = Rect(_shown(coarse.rows, plan.scale_y), _shown(coarse.columns, plan.scale_x))
    around = input_rect(shown, plan.scale_y, plan.scale_x).union(coarse)

    def enlarged(picture: Tensor) -> Tensor:
        wide = _extended(picture, coarse, around)
        return enlarge(wide, around, shown, plan.scale_y, plan.scale_x)

    low = F.interpolate(photo[None], (coarse.height, coarse.width), mode="area")[0]
    fine = (photo - enlarged(low)).clamp_(-LARGEST, LARGEST)
    return low, fine, enlarged(texture(_extended(low, coarse, coarse.grown(BLUR_REACH))))


def _block_px(plan: ScenePlan) -> int:
    """Return the side of a block in canvas px, even."""
    return 2 * max(round(BLOCK_MODEL_PX * min(plan.scale_y, plan.scale_x) / 2), 4)


def _blocks(span: Span, step: int) -> Span:
    """Return the blocks, two steps long each, that touch a span."""
    return Span(span.start // step - 1, (span.stop - 1) // step + 1)


def _places(coarse: Span, shown: Span, scale: float, side: int, step: int) -> tuple[Tensor, Tensor]:
    """Return every `step`th coarse pixel, and where blocks around them begin, both from 0."""
    indices = torch.arange(0, coarse.length, step)
    middles = ((indices + coarse.start + 0.5) * scale).round().long()
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


def _middles(blocks: Span, step: int) -> Tensor:
    """Return the canvas px of the middles of blocks."""
    return (torch.arange(blocks.start, blocks.stop) + 1) * step


def _pixels(middles: Tensor, scale: float, inner: Span) -> Tensor:
    """Return the indices, in `inner`, of the model pixels under canvas px."""
    pixels = (middles / scale).floor().long()
    return pixels.clamp(inner.start, inner.stop - 1) - inner.start
