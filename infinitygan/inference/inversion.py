"""Fit a generator to photos: search, optimise the latents, then tune a copy of the weights."""

import copy
import functools
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from infinitygan.geometry import Rect, Span
from infinitygan.inference.fitted_latents import (
    FittedLatents,
    LevelPicture,
    Target,
    View,
    kept,
    paint,
)
from infinitygan.inference.latent_quilt import continuation
from infinitygan.inference.match import FieldPatch, Match, fingerprint, fitted_part, weight_changes
from infinitygan.inference.photo import Photo
from infinitygan.inference.picture_distance import picture_distance, strip_distance
from infinitygan.inference.resample import to_uint8
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.style_search import (
    BestStyle,
    StyleStatistics,
    style_of_seed,
    tried_styles,
)
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import pixel_norm
from infinitygan.scene import Scene

LATENT_SHARE = 0.25  # of a match's steps
PICTURES = 40  # painted during a match, to be looked at
STEP_PX = 96  # side of the part of a level that one step sees
REACH_CELLS = 24  # of continuation, on both sides: farther than the generator sees
STRIPS = 8  # heights at which the continuation must show what the photo shows

CONTINUATION_LEVEL, CONTINUATION_PX = 2, 48  # level and width at which it is judged
CONTINUATION_EVERY = 3  # it costs more than the rest of a step
LOCAL_RATE, STYLE_RATE, WEIGHT_RATE = 0.06, 0.02, 8e-3
PRIOR_WEIGHT, CONTINUATION_WEIGHT = 0.3, 1.5
PREVIEW_WEIGHT = 0.1  # of each coarser level while the weights are tuned, lest previews drift


@dataclass(frozen=True)
class MatchSettings:
    """How hard to try; `of_steps` shares steps out.

    `seeds` styles are tried to start from. `latent_steps`, `tuning_steps`: optimisation steps.
    `seconds` leaves steps out to end in time; None = none, and only then the result is the same
    each time.
    """

    seeds: int = 48
    latent_steps: int = 160
    tuning_steps: int = 480
    seed: int = 0
    seconds: float | None = None

    def __post_init__(self) -> None:
        if min(self.seeds - 1, self.latent_steps, self.tuning_steps) < 0:
            raise ValueError(f"a match needs at least 1 seed and no negative steps, not {self}")

    @staticmethod
    def of_steps(steps: int, seconds: float | None = None) -> "MatchSettings":
        """Share out so many steps: the weights gain more by them than the latents."""
        latent_steps = round(steps * LATENT_SHARE)
        return MatchSettings(
            latent_steps=latent_steps, tuning_steps=steps - latent_steps, seconds=seconds
        )


@dataclass(frozen=True, eq=False)
class MatchProgress:
    """How far a match is.

    Attributes:
        done: steps so far; a seed that is tried is one, too.
        total: steps in all.
        picture: [H, W, 3], how the model last painted a photo; only to be looked at.
        so_far: gives the match as it now is.
    """

    done: int
    total: int
    picture: NDArray[np.uint8]
    so_far: Callable[[], Match]


@dataclass(frozen=True)
class _Step:
    level: int
    tunes: bool
    rate: float  # share of the full learning rates
    looks_beyond: bool = False  # at what continues the photo, too


def match_steps(
    scene: Scene, photos: Mapping[str, Photo], generator: Generator, settings: MatchSettings
) -> Iterator[MatchProgress]:
    """Match all photos of a scene together; yields after each step.

    Closing the iterator stops the work; what was found up to the last step can still be asked for.
    The generator is only read.

    Raises: ValueError: if the scene has no photo, or one is too small on the canvas.
        KeyError: if a photo is missing.
    """
    time_share = _timed(settings.seconds)
    work = _Work.of(scene, photos, generator)
    levels = work.plan.config.levels
    tries = settings.seeds * len(work.targets)
    total = tries + settings.latent_steps + settings.tuning_steps
    seeds = [0] * len(work.targets)
    for done, (photo, best) in enumerate(_search(work, settings.seeds), start=1):
        seeds[photo] = best.seed
        so_far = functools.partial(_unfitted, work, tuple(seeds))
        yield MatchProgress(done, total, to_uint8(best.picture[0]), so_far)
        if time_share() == 1:
            break
    fit = _Fit(work, seeds, settings.seed)
    picture, shown = fit.picture(1), 0
    for done, step in _schedule(settings, levels, time_share):
        fit.step(step)
        if done - shown >= (total - tries) / PICTURES:
            picture, shown = fit.picture(step.level), done
        if tries + done < total:
            yield MatchProgress(tries + done, total, picture, fit.result)
    yield MatchProgress(total, total, fit.picture(levels), fit.result)


def _timed(seconds: float | None) -> Callable[[], float]:
    """Return what tells the share, 0 to 1, of the time from now on that has gone; None: never 1."""
    started = time.monotonic()

    def share() -> float:
        if seconds is None:
            return 0.0
        return min((time.monotonic() - started) / seconds, 1.0) if seconds > 0 else 1.0

    return share


def _schedule(
    settings: MatchSettings, levels: int, time_share: Callable[[], float]
) -> Iterator[tuple[int, _Step]]:
    """Yield how many steps will be done after each step, and the step; see `_step`.

    Steps for which there is no time are left out all along, so that the learning rates and the
    levels come to their end with it.
    """
    steps, begun = settings.latent_steps + settings.tuning_steps, time_share()

    def skipped() -> int:
        return int(steps * (time_share() - begun) / (1 - begun)) if begun < 1 else steps

    done, taken = skipped(), 0
    while done < steps:
        step = _step(settings, levels, done, taken)
        done = max(done + 1, skipped())
        taken += 1
        yield done, step


def _step(settings: MatchSettings, levels: int, index: int, taken: int) -> _Step:
    """Return a step: from coarse levels to fine ones, each part with a cosine ramp to the end."""
    if index < settings.latent_steps:
        share = index / settings.latent_steps
        return _Step(min(1 + int(share * levels), levels), False, _ramp(share))
    rate = _ramp((index - settings.latent_steps) / settings.tuning_steps)
    return _Step(levels, True, rate, looks_beyond=taken % CONTINUATION_EVERY == 0)


def _ramp(share: float) -> float:
    """Return the share of the learning rate: quickly up, then half a cosine down to a twentieth."""
    up = min(share / 0.05, 1.0)
    return up * (0.05 + 0.95 * (0.5 + 0.5 * math.cos(math.pi * share)))


@dataclass(frozen=True, eq=False)
class _Work:
    """What is to be fitted to what."""

    generator: Generator
    plan: ScenePlan
    targets: tuple[Target, ...]

    @staticmethod
    def of(scene: Scene, photos: Mapping[str, Photo], generator: Generator) -> "_Work":
        if not scene.photos:
            raise ValueError("the scene has no photo to match")
        generator = fitted_part(generator)
        plan = ScenePlan.of(scene, generator.config)
        device = next(generator.parameters()).device
        targets = (
            Target.of(scene, photo, photos[photo.photo], plan, device) for photo in scene.photos
        )
        return _Work(generator, plan, tuple(targets))


def _search(work: _Work, seeds: int) -> Iterator[tuple[int, BestStyle]]:
    """Yield the index of a photo and its best style so far, after each seed that was tried."""
    for index, target in enumerate(work.targets):
        for best in tried_styles(target, work.generator, work.plan, seeds):
            yield index, best


def _unfitted(work: _Work, seeds: Sequence[int]) -> Match:
    return _Fit(work, seeds, 0).result()


class _Fit:
    """The state of an optimisation."""

    def __init__(self, work: _Work, seeds: Sequence[int], random_seed: int) -> None:
        """Begin with the style of one seed for each photo."""
        self._plan = work.plan
        self._original = work.generator
        self._model = fingerprint(work.generator)
        self._generator = copy.deepcopy(work.generator).requires_grad_(False)
        self._random = np.random.Generator(np.random.PCG64(random_seed))
        self._statistics = StyleStatistics.of(work.generator)
        self._z = style_of_seed(work.generator, seeds[0])[0].clone()  # G_S has one style for all
        self._fitted = [
            FittedLatents.start(
                target, work.generator, style_of_seed(work.generator, seed)[1], seed
            )
            for target, seed in zip(work.targets, seeds, strict=True)
        ]
        self._latent_optimiser = self._optimise_latents()
        self._weight_optimiser: torch.optim.Adam | None = None
        self._field_seed = 0

    def step(self, step: _Step) -> None:
        """Take one step for each photo."""
        optimisers = [self._latent_optimiser]
        if step.tunes:
            optimisers.append(self._weights())
        for optimiser in optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group["full_rate"] * step.rate
            optimiser.zero_grad(set_to_none=True)
        for fitted in self._fitted:
            self._loss(fitted, step).backward()
        for optimiser in optimisers:
            optimiser.step()

    def picture(self, level: int) -> NDArray[np.uint8]:
        """Return how the first photo looks now."""
        fitted = self._fitted[0]
        target = fitted.target.at(level)
        view = View(target.level, target.window, 0)
        with torch.no_grad():
            return to_uint8(self._paint(view, fitted, self._beyond(fitted))[-1].picture[0])

    def result(self) -> Match:
        """Return what was found so far."""
        changes = weight_changes(self._original, self._generator)
        photos = tuple(fitted.frozen() for fitted in self._fitted)
        return Match(kept(pixel_norm(self._z)), photos, self._model, changes)

    def _optimise_latents(self) -> torch.optim.Adam:
        ws = [fitted.w.requires_grad_() for fitted in self._fitted]
        locals_ = [fitted.local.values.requires_grad_() for fitted in self._fitted]
        groups = [
            {"params": [self._z.requires_grad_(), *ws], "full_rate": STYLE_RATE},
            {"params": locals_, "full_rate": LOCAL_RATE},
        ]
        return torch.optim.Adam(groups, lr=0.0, betas=(0.9, 0.99))

    def _weights(self) -> torch.optim.Adam:
        """Return the optimiser of the weights; the mapping network has done its part."""
        if self._weight_optimiser is None:
            parts = (self._generator.structure, self._generator.texture)
            weights = [weight for part in parts for weight in part.requires_grad_().parameters()]
            groups = [{"params": weights, "full_rate": WEIGHT_RATE}]
            self._weight_optimiser = torch.optim.Adam(groups, lr=0.0, betas=(0.9, 0.99))
        return self._weight_optimiser

    def _paint(
        self, view: View, fitted: FittedLatents, beyond: Sequence[FieldPatch] = ()
    ) -> list[LevelPicture]:
        known = [one.local for one in self._fitted]
        return paint(self._generator, self._plan, view, (self._z, fitted.w), known, beyond)

    def _beyond(self, fitted: FittedLatents) -> list[FieldPatch]:
        """Continue the photo, each time in another way, lest the fit rely on one."""
        return continuation(fitted.local, fitted.quilt, self._field_seed, REACH_CELLS, REACH_CELLS)

    def _loss(self, fitted: FittedLatents, step: _Step) -> Tensor:
        self._field_seed += 1
        target = fitted.target.at(step.level)
        window = self._part(target.window)
        view = View(target.level, window, self._field_seed, self._turn())
        *coarser, made = self._paint(view, fitted, self._beyond(fitted))
        loss = _distance(made, target) + PRIOR_WEIGHT * self._prior(fitted)
        if step.tunes:
            loss = loss + PREVIEW_WEIGHT * sum(self._drifts(fitted, coarser))
        if step.looks_beyond:
            loss = loss + CONTINUATION_WEIGHT * self._continuation(fitted)
        return loss

    def _drifts(self, fitted: FittedLatents, previews: Sequence[LevelPicture]) -> Iterator[Tensor]:
        """Compare coarser levels with the photo, as far as they show it."""
        for preview in previews:
            target = fitted.target.at(preview.level)
            shows_photo = not preview.window.intersection(target.window).is_empty
            if target.level == preview.level and shows_photo:
                yield _distance(preview, target)

    def _continuation(self, fitted: FittedLatents) -> Tensor:
        """Compare what lies beside the photo with what the photo shows, height by height."""
        target = fitted.target.at(min(CONTINUATION_LEVEL, self._plan.config.levels))
        whole = target.window
        is_left = bool(self._random.integers(2))
        start = whole.columns.start - CONTINUATION_PX if is_left else whole.columns.stop
        window = Rect(whole.rows, Span(start, start + CONTINUATION_PX))
        view = View(target.level, window, self._field_seed, self._turn())
        made = self._paint(view, fitted, self._beyond(fitted))[-1]
        return strip_distance(made.picture, target.picture, STRIPS)

    def _turn(self) -> int:
        """Turn the horizontal coordinates at random, lest the latents rely on them."""
        return int(self._random.integers(self._plan.config.period_cells))

    def _prior(self, fitted: FittedLatents) -> Tensor:
        """Keep the latents such as random ones are: else what is beyond would not fit to them."""
        return _normality(fitted.local.values) + self._statistics.distance(fitted.w)

    def _part(self, whole: Rect) -> Rect:
        return Rect(self._part_of(whole.rows), self._part_of(whole.columns))

    def _part_of(self, span: Span) -> Span:
        """Return a random part of at most `STEP_PX`; the ends come as often as the middle."""
        if span.length <= STEP_PX:
            return span
        slack = span.length - STEP_PX
        start = int(self._random.integers(-STEP_PX // 2, slack + STEP_PX // 2 + 1))
        start = span.start + min(max(start, 0), slack)
        return Span(start, start + STEP_PX)


def _distance(made: LevelPicture, target: LevelPicture) -> Tensor:
    """Compare what was painted with the photo, where both are known; at the same level."""
    shared = made.window.intersection(target.window)
    pictures = [one.picture[(..., *shared.slices_of(one.window))] for one in (made, target)]
    return picture_distance(pictures[0], pictures[1])


def _normality(values: Tensor) -> Tensor:
    """Return how far fields [C, H, W] are from independent N(0, 1): mean, variance, neighbours."""
    mean, square = values.mean((1, 2)), values.square().mean((1, 2))
    loss = mean.square().mean() + (square - 1).square().mean()
    for axis in (1, 2):
        if values.shape[axis] > 1:
            rolled = torch.roll(values, 1, dims=axis)
            loss = loss + (values * rolled).mean((1, 2)).square().mean()
    return loss


def psnr(made: Tensor, wanted: Tensor) -> float:
    """Return the peak signal-to-noise ratio in dB of pictures in [-1, 1]."""
    return -10 * math.log10(max(F.mse_loss(made.clamp(-1, 1), wanted).item() / 4, 1e-10))
