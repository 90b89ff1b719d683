"""The unknowns of an inversion: the latents around one photo, and the pictures they give."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.fields import LOCAL_LATENT_STREAM, NOISE_STREAM, normals
from infinitygan.geometry import Rect, Span
from infinitygan.inference.latent_quilt import Quilt, continued
from infinitygan.inference.match import FieldPatch, MatchedPhoto, overlaid
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_pixels import Area, photo_area, resampled
from infinitygan.inference.photo_placement import photo_rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.conv_specs import Grid
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend, pixel_norm
from infinitygan.scene import PhotoPlacement, Scene

LOOK_ROWS = 12  # heights at which columns of the photo are compared


@dataclass(frozen=True, eq=False)
class View:
    """What to paint in one step.

    Attributes:
        level: of the picture.
        window: of the level.
        field_seed: of the random fields wherever no latents are known.
        turn_cells: by how much the horizontal coordinates are turned.
    """

    level: int
    window: Rect
    field_seed: int
    turn_cells: int = 0


@dataclass(frozen=True, eq=False)
class LevelPicture:
    """What a level shows, or should show: `picture` [1, 3, H, W] in [-1, 1] over `window`."""

    level: int
    window: Rect
    picture: Tensor


@dataclass(frozen=True, eq=False)
class Target:
    """A photo as the model should paint it: canvas pixels, and levels from coarse to fine."""

    area_px: Rect
    levels: tuple[LevelPicture, ...]

    @staticmethod
    def of(
        scene: Scene,
        placement: PhotoPlacement,
        photo: Photo,
        plan: ScenePlan,
        device: torch.device,
    ) -> "Target":
        """Resample a photo to the levels of the model's plane that have whole pixels of it.

        Raises: ValueError: if there is none.
        """
        levels: list[LevelPicture] = []
        for level in range(1, plan.config.levels + 1):
            pixels = plan.placement(level)
            area = photo_area(placement, pixels)
            canvas = Area(
                -pixels.top / pixels.scale_y,
                -pixels.left / pixels.scale_x,
                scene.canvas.height / pixels.scale_y,
                scene.canvas.width / pixels.scale_x,
            )
            window = area.inner_rect().intersection(canvas.inner_rect())
            if not window.is_empty:
                rgb = torch.tensor(resampled(photo, area, window), device=device)
                picture = rgb.permute(2, 0, 1)[None].float() / 127.5 - 1
                levels.append(LevelPicture(level, window, picture))
        if not levels or levels[-1].level != plan.config.levels:
            rect = photo_rect(placement)
            raise ValueError(
                f"the photo fills {rect.width}x{rect.height} px of the canvas, too small to be "
                "matched; enlarge it"
            )
        return Target(photo_rect(placement), tuple(levels))

    def at(self, level: int) -> LevelPicture:
        """Return the target of a level, or of the coarsest one that there is."""
        return next(target for target in self.levels if target.level >= level)


@dataclass(eq=False)
class FittedLatents:
    """The latents of one photo while they are fitted: `w` [layers, D] and z_l are leaves."""

    target: Target
    w: Tensor
    local: FieldPatch
    looks: Tensor
    quilt: Quilt

    @staticmethod
    def start(target: Target, generator: Generator, w: Tensor, seed: int) -> "FittedLatents":
        """Begin with the random field of a seed around a photo; w [D] for all layers."""
        rect = _covering(generator.structure_grids()[0], target.levels[-1].window)
        channels = generator.config.local_latent_channels
        drawn = normals(seed, LOCAL_LATENT_STREAM, rect, channels, device=w.device)
        w = w.repeat(len(generator.texture.specs), 1)
        coarse = target.levels[0].picture
        looks = F.adaptive_avg_pool2d(coarse, (LOOK_ROWS, rect.width))[0].flatten(0, 1)
        return FittedLatents(target, w, FieldPatch(rect, drawn), looks, Quilt.of(looks))

    def frozen(self) -> MatchedPhoto:
        """Return the latents as they are now, on the CPU, as half precision holds them."""
        local = FieldPatch(self.local.rect, kept(self.local.values))
        return MatchedPhoto(self.target.area_px, kept(self.w), local, kept(self.looks))


def kept(tensor: Tensor) -> Tensor:
    """Return a tensor on the CPU as a file in half precision gives it back."""
    return tensor.detach().half().float().cpu()


def paint(
    generator: Generator,
    plan: ScenePlan,
    view: View,
    style: tuple[Tensor, Tensor],
    known: Sequence[FieldPatch] = (),
    beyond: Sequence[FieldPatch] = (),
) -> list[LevelPicture]:
    """Paint a view in one style, with the known latents where there are any.

    Args:
        generator: may have been tuned.
        plan: gives the coordinates.
        view: what to paint.
        style: z [D], not yet normalised, and w [layers, D].
        known: local latents that take the place of random ones.
        beyond: those of continuations, which mix with random ones.

    Returns: the pictures after each level up to the view's, with their windows; the last one is
        over the view's window.
    """
    z, w = style
    rects = generator.texture_rects(view.window, view.level)
    cells = generator.structure_rects(rects[0])[0]
    channels = generator.config.local_latent_channels
    local = normals(view.field_seed, LOCAL_LATENT_STREAM, cells, channels, device=z.device)
    period = plan.wrap_period(plan.config.pixels_per_cell)
    local = continued(local, cells, beyond, period)
    local = overlaid(local, cells, known, period)
    turned = cells.shifted(0, view.turn_cells)
    coordinates = plan.coordinates(generator.structure_grids()[0], turned).to(z.device)
    blend = StyleBlend.single(pixel_norm(z)[None])
    layers = [blend] * len(generator.structure.specs)
    z_s = generator.structure(local[None], coordinates[None], layers)
    noises: list[Tensor] = []
    for layer, rect in enumerate(rects[1:]):
        noise = normals(view.field_seed, NOISE_STREAM + layer, rect, device=z.device)
        noises.append(noise[None])
    blends = [StyleBlend.single(w[layer][None]) for layer in range(len(noises))]
    pictures = generator.texture(z_s, rects, blends, noises)
    windows = rects[2::2]  # two layers a level
    return [
        LevelPicture(level, window, picture)
        for level, (window, picture) in enumerate(zip(windows, pictures, strict=True), start=1)
    ]


def _covering(grid: Grid, window: Rect) -> Rect:
    """Return the indices of a grid centred in a window of the finest pixels; at least one."""

    def covering(span: Span) -> Span:
        first = -((grid.origin_px - span.start) // grid.step_px)
        last = (span.stop - 1 - grid.origin_px) // grid.step_px
        return Span(first, max(last, first) + 1)

    return Rect(covering(window.rows), covering(window.columns))
