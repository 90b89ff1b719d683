"""Give the enlarged picture around a photo the photo's own fine detail.

The model paints at a fraction of the canvas, so that its enlarged picture is smoother than the
photo beside it. What the photo has above that resolution, grain included, is taken over in
overlapping blocks: each from a place of the photo that looks, at the model's resolution, like the
place where it is put. Blocks are chosen by absolute positions, so that tiles agree.

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
from infinitygan.inference.resample import enlarge, input_rect
from infinitygan.inference.scene_plan import ScenePlan

LEAST_ENLARGEMENT = 1.5  # below, the picture is about as sharp as the photo
BLOCK_MODEL_PX = 8  # side of a block, of which half overlaps
PLACE_STEP_MODEL_PX = 2  # blocks are taken from places so far apart
MARGIN_MODEL_PX = 12  # how far around a tile a block is told by: half a block, and its sight
HEIGHT_WEIGHT = 1.5  # of the height on the canvas, against colours in [-1, 1]
CHOICES = 3  # a block comes from one of so many best places
LARGEST = 0.35  # sharper edges would show where they do not belong
_SIGHT = (-4, 0, 4)  # model px at which a place is looked at, after a blur of 3 x 3
DETAIL_STREAM = 5  # of the random fields of the texture seed


@dataclass(frozen=True, eq=False)
class DetailSheet:
    """The fine detail of one photo, and places in it.

    Attributes:
        window: canvas pixels.
        detail: [3, H, W] over the window: the photo, less what the model could show of it.
        places: [N, 2], corners of blocks in the window.
        looks: [N, F], how these places look.
    """

    window: Rect
    detail: Tensor
    places: Tensor
    looks: Tensor

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
        photo = photo[(slice(None), *shown.slices_of(window))]
        low = F.interpolate(photo[None], (coarse.height, coarse.width), mode="area")[0]
        available = input_rect(shown, scale_y, scale_x).union(coarse)
        base = enlarge(_extended(low, coarse, available), available, shown, scale_y, scale_x)
        detail = (photo - base).clamp(-LARGEST, LARGEST)
        sight = coarse.grown(_reach())
        looks = _looks(_extended(low, coarse, sight), sight, coarse, plan)
        rows, tops = _places(coarse.rows, shown.rows, scale_y, side)
        columns, lefts = _places(coarse.columns, shown.columns, scale_x, side)
        seen = looks[:, rows][:, :, columns].flatten(1).T.contiguous()
        return DetailSheet(shown, detail.half(), torch.cartesian_prod(tops, lefts), seen)

    def block(self, place: int, side: int) -> Tensor:
        """Return the block [3, side, side] at a place."""
        top, left = self.places[place].tolist()
        return self.detail[:, top : top + side, left : left + side].float()


class PhotoDetail:
    """The detail of all photos of a scene, put wherever the picture looks like one of them."""

    def __init__(self, plan: ScenePlan, sheets: Sequence[DetailSheet], seed: int) -> None:
        """Prepare; `seed` is that of the choice between places that look alike."""
        self._plan = plan
        self._sheets = sheets
        self._looks = torch.cat([sheet.looks for sheet in sheets])
        self._origin = [(sheet, place) for sheet in sheets for place in range(len(sheet.places))]
        self._seed = seed

    def over(self, picture: Tensor, available: Rect, rect: Rect) -> Tensor:
        """Compute the detail [3, H, W] of canvas pixels.

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
        for index, source in enumerate(self._sources(picture, available, blocks, step)):
            sheet, place = self._origin[source]
            y, x = (number * step for number in divmod(index, blocks.width))
            total[:, y : y + side, x : x + side] += sheet.block(place, side) * shape
        top, left = blocks.rows.start * step, blocks.columns.start * step
        whole = Rect.at(top, left, total.shape[1], total.shape[2])
        return total[(slice(None), *rect.slices_of(whole))]

    def _sources(self, picture: Tensor, available: Rect, blocks: Rect, step: int) -> list[int]:
        """Choose the place that each block comes from, in raster order."""
        inner = available.grown(-_reach())
        looks = _looks(picture, available, inner, self._plan)
        rows = _centres(blocks.rows, step, self._plan.scale_y, inner.rows)
        columns = _centres(blocks.columns, step, self._plan.scale_x, inner.columns)
        wanted = looks[:, rows][:, :, columns].flatten(1).T
        best = torch.cdist(wanted, self._looks).topk(min(CHOICES, len(self._looks)), largest=False)
        drawn = normals(self._seed, DETAIL_STREAM, blocks).flatten()
        pick = (drawn.abs() * 1000).long() % best.indices.shape[1]
        return best.indices.gather(1, pick[:, None])[:, 0].tolist()


def _block_px(plan: ScenePlan) -> int:
    """Return the side of a block in canvas px, even."""
    return 2 * max(round(BLOCK_MODEL_PX * min(plan.scale_y, plan.scale_x) / 2), 4)


def _reach() -> int:
    return max(_SIGHT) + 1


def _blocks(span: Span, step: int) -> Span:
    """Return the blocks, two steps long each, that touch a span."""
    return Span(span.start // step - 1, (span.stop - 1) // step + 1)


def _places(coarse: Span, shown: Span, scale: float, side: int) -> tuple[Tensor, Tensor]:
    """Return indices of coarse pixels, and where blocks around them begin, both from 0."""
    indices = torch.arange(0, coarse.length, PLACE_STEP_MODEL_PX)
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


def _looks(picture: Tensor, available: Rect, inner: Rect, plan: ScenePlan) -> Tensor:
    """Describe each pixel of `inner`, by what lies around it and its height; [F, H, W]."""
    blurred = F.avg_pool2d(picture[None], 3, stride=1)[0]
    whole = Rect(available.rows.grown(-1), available.columns.grown(-1))
    seen = [
        blurred[(slice(None), *inner.shifted(down, right).slices_of(whole))]
        for down in _SIGHT
        for right in _SIGHT
    ]
    heights = torch.arange(inner.rows.start, inner.rows.stop) / plan.scene_model_px
    height = (heights * HEIGHT_WEIGHT * len(seen) ** 0.5).to(picture)
    return torch.cat([*seen, height[None, :, None].expand(1, -1, inner.width)])


def _centres(blocks: Span, step: int, scale: float, inner: Span) -> Tensor:
    """Return the indices, in `inner`, of the model pixels under the middles of blocks."""
    middles = (torch.arange(blocks.start, blocks.stop) + 1) * step
    pixels = (middles / scale).floor().long()
    return pixels.clamp(inner.start, inner.stop - 1) - inner.start
