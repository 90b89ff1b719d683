"""A run as a person asks for it: new, resumed, or grown from a model."""

import dataclasses
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from infinitygan.checkpoint import CheckpointError, grow, load_model, read_info
from infinitygan.config import PRESETS, GeneratorConfig
from infinitygan.networks.generator import Generator
from infinitygan.training.ablations import ablate
from infinitygan.training.adversarial_step import ALONE
from infinitygan.training.fast_step import FastStep
from infinitygan.training.features import MobileNetV2
from infinitygan.training.paper_step import PaperStep
from infinitygan.training.photo_files import (
    OnCount,
    Photo,
    find_photos,
    read_photos,
    split_held_out,
)
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import RECIPES, Recipe, TrainingConfig
from infinitygan.training.run_state import STATE_NAME, load_heads, load_state
from infinitygan.training.step import TrainingStep
from infinitygan.training.workers import Workers

logger = logging.getLogger(__name__)

DEFAULT_PRESET = "S"
GROWN_LOWER_RATE = 0.1  # of the levels that were there before


@dataclass(frozen=True)
class RunRequest:
    """What a person asked for; None means: as the saved run, the parent or the recipe has it.

    Attributes:
        output: the folder of the run.
        preset: name in PRESETS.
        levels: of the generator.
        recipe: name in RECIPES.
        settings: fields of TrainingConfig that replace those of the recipe.
        resume: go on from the state in `output`, if there is one.
        parent: folder of a model to start from.
    """

    output: Path
    preset: str | None = None
    levels: int | None = None
    recipe: Recipe | None = None
    settings: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    resume: bool = False
    parent: Path | None = None

    @property
    def is_resumed(self) -> bool:
        """Tell whether there is a run to go on with.

        Raises: CheckpointError: if there is one, which would be lost, but it was not asked for.
        """
        exists = (self.output / STATE_NAME).is_file()
        if exists and not self.resume:
            raise CheckpointError(
                f"{self.output} holds a run already: go on with --resume, or choose another folder"
            )
        return exists


@dataclass(frozen=True)
class RunPlan:
    """What a run is: the generator's shape and the training's numbers."""

    generator: GeneratorConfig
    training: TrainingConfig
    resumed: bool = False
    parent: Path | None = None


def plan_run(request: RunRequest) -> RunPlan:
    """Settle what a request left open.

    Raises:
        CheckpointError: if a saved run or a parent cannot be read, or is of another shape.
        ValueError: if numbers are out of range.
    """
    if request.is_resumed:
        plan = _resumed(request)
    elif request.parent is not None:
        plan = _grown(request, request.parent)
    else:
        generator = _with_levels(PRESETS[request.preset or DEFAULT_PRESET], request.levels)
        plan = RunPlan(generator, _training(RECIPES[request.recipe or "fast"], request))
    plan.training.check(plan.generator)
    return plan


def start_step(
    plan: RunPlan,
    output: Path,
    device: torch.device,
    features: Path | None = None,
    workers: Workers = ALONE,
) -> TrainingStep:
    """Build the networks of a run and load what was saved of it.

    Args:
        plan: the run.
        output: its folder.
        device: that trains.
        features: folder of the frozen feature network; the fast recipe needs it.
        workers: the processes that train together.

    Raises:
        FeatureNetworkError: if the feature network is missing.
        CheckpointError: if saved weights are broken or of another shape.
    """
    torch.manual_seed(plan.training.seed)
    generator = _generator(plan)
    if plan.training.recipe == "fast":
        network = MobileNetV2.load(features or Path())
        step: TrainingStep = FastStep(generator, network, plan.training, device, workers)
    else:
        step = PaperStep(generator, plan.training, device, workers)
    if plan.resumed:
        load_state(output / STATE_NAME, step)
    elif plan.parent is not None and not load_heads(plan.parent, step):
        logger.warning("%s brings no discriminator that fits: it starts anew", plan.parent)
    return step


def training_photos(sources: Sequence[Path], hold_out: int) -> list[Photo]:
    """List the photos of all sources, without those that the first one sets aside.

    Raises: PhotoError: if a source does not exist.
    """
    first, *others = [find_photos(source) for source in sources]
    kept, _ = split_held_out(first, hold_out)
    return [*kept, *(photo for photos in others for photo in photos)]


def read_pack(
    photos: Sequence[Photo],
    height_px: int,
    threads: int = 1,
    on_count: OnCount = lambda done, total: None,
) -> PhotoPack:
    """Read photos into memory at one height.

    Raises: PhotoError: if too few of them can serve.
    """
    arrays = [array for _, array in read_photos(photos, height_px, threads, on_count)]
    return PhotoPack.from_arrays(arrays)


def _generator(plan: RunPlan) -> Generator:
    if plan.parent is None or plan.resumed:
        generator = Generator(plan.generator)
    else:
        parent, _ = load_model(plan.parent)
        generator = grow(parent, plan.generator.levels).train().requires_grad_(True)
    ablate(generator, plan.training.ablation)
    return generator


def _resumed(request: RunRequest) -> RunPlan:
    info = read_info(request.output)
    saved = _saved_training(request.output, info.details)
    wanted = _with_levels(_preset(request.preset, info.config), request.levels)
    for name, ours, theirs in (
        ("preset or levels", wanted, info.config),
        ("recipe", request.recipe or saved.recipe, saved.recipe),
    ):
        if ours != theirs:
            raise CheckpointError(
                f"the run in {request.output} has another {name}: leave the option out, "
                "or choose another folder"
            )
    return RunPlan(info.config, _training(saved, request), resumed=True)


def _grown(request: RunRequest, parent: Path) -> RunPlan:
    info = read_info(parent)
    config = info.config
    if _preset(request.preset, config).with_levels(config.levels) != config:
        raise CheckpointError(f"the model in {parent} is not of the preset {request.preset}")
    levels = request.levels or config.levels
    if levels < config.levels:
        raise ValueError(f"a model of {config.levels} levels cannot be grown to {levels}")
    base = dataclasses.replace(RECIPES[request.recipe or "fast"], inherited_images=info.images_seen)
    if levels > config.levels:
        base = dataclasses.replace(
            base, inherited_levels=config.levels, lower_rate=GROWN_LOWER_RATE
        )
    return RunPlan(_with_levels(config, levels), _training(base, request), parent=parent)


def _saved_training(output: Path, details: Mapping[str, Any]) -> TrainingConfig:
    try:
        return TrainingConfig.from_json(details.get("training"))
    except ValueError as error:
        raise CheckpointError(f"the run in {output} cannot be resumed: {error}") from error


def _training(base: TrainingConfig, request: RunRequest) -> TrainingConfig:
    return dataclasses.replace(base, **request.settings)


def _preset(name: str | None, saved: GeneratorConfig) -> GeneratorConfig:
    """Return a preset for a saved model, which keeps its outlook; None means: the model's shape."""
    if name is None:
        return saved
    return dataclasses.replace(PRESETS[name], outlook_cell=saved.outlook_cell)


def _with_levels(config: GeneratorConfig, levels: int | None) -> GeneratorConfig:
    return config if levels is None else config.with_levels(levels)
