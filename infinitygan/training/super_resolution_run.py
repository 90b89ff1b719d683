"""A training of the super-resolution network as a person asks for it: new, or resumed."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from infinitygan.checkpoint import (
    SUPER_RESOLUTION_NAME,
    CheckpointError,
    save_super_resolution,
)
from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.training.features import EarlyFeatures, FeatureNetwork, MobileNetV2
from infinitygan.training.loop import Budget, Outcome, Progress, repeat
from infinitygan.training.photo_heights import PhotoHeights
from infinitygan.training.run_state import load_state, read_header, save_state
from infinitygan.training.super_resolution_config import SuperResolutionConfig
from infinitygan.training.super_resolution_sample import super_resolution_sample
from infinitygan.training.super_resolution_step import SuperResolutionStep

PREFIX = "super_resolution_"  # of all files of the run: a model's own training may lie beside it
STATE_NAME = f"{PREFIX}state.safetensors"


@dataclass(frozen=True)
class SuperResolutionRequest:
    """What a person asked for; None means: as the saved run has it, or by default.

    Attributes:
        output: the folder of the model that is to have the network.
        width, layers: of the network.
        seed: of everything random.
        resume: go on from the state in `output`, if there is one.
    """

    output: Path
    width: int | None = None
    layers: int | None = None
    seed: int | None = None
    resume: bool = False

    @property
    def state(self) -> Path:
        """Return where the state of the run is, or will be."""
        return self.output / STATE_NAME


def plan_super_resolution(request: SuperResolutionRequest) -> SuperResolutionConfig:
    """Settle what a request left open.

    Raises:
        CheckpointError: if a network is there that would be lost, or the saved run is broken or of
            another shape.
        ValueError: if numbers are out of range.
    """
    named = {name: getattr(request, name) for name in ("width", "layers", "seed")}
    settings = {name: value for name, value in named.items() if value is not None}
    if not request.state.is_file():
        _refuse_to_overwrite(request.output / SUPER_RESOLUTION_NAME, "its state is missing")
        return SuperResolutionConfig(**settings)
    if not request.resume:
        _refuse_to_overwrite(request.state, "go on with --resume")
    saved = _saved_config(request.state)
    for name in ("width", "layers"):
        if settings.get(name, getattr(saved, name)) != getattr(saved, name):
            raise CheckpointError(
                f"the run in {request.output} has {getattr(saved, name)} as its {name}: leave the "
                "option out, or choose another folder"
            )
    return dataclasses.replace(saved, **settings)


def start_super_resolution(
    request: SuperResolutionRequest,
    config: SuperResolutionConfig,
    features: FeatureNetwork,
    device: torch.device,
) -> SuperResolutionStep:
    """Build the networks of a run, and load what was saved of it.

    Raises: CheckpointError: if the saved state is broken or of another shape.
    """
    torch.manual_seed(config.seed)
    network = SuperResolution(config.width, config.layers)
    step = SuperResolutionStep(network, features, config, device)
    if request.state.is_file():
        load_state(request.state, step)
    return step


def early_features(folder: Path) -> EarlyFeatures:
    """Load the frozen features.

    Raises: FeatureNetworkError: if the weights are missing or do not fit.
    """
    return EarlyFeatures(MobileNetV2.load(folder))


def save_super_resolution_run(step: SuperResolutionStep, output: Path) -> None:
    """Write the state that the run resumes from, and the averaged network.

    Raises: CheckpointError: if the disk is full or the folder unwritable; the old files stay.
    """
    save_state(output / STATE_NAME, step)
    save_super_resolution(output, step.average)


def train_super_resolution(
    step: SuperResolutionStep,
    photos: PhotoHeights,
    output: Path,
    budget: Budget,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> bool:
    """Train as `repeat` does; `output` exists."""
    outcome = Outcome(
        output,
        save=lambda: save_super_resolution_run(step, output),
        sample=lambda: super_resolution_sample(step.average, photos),
        prefix=PREFIX,
    )
    return repeat(step, photos, outcome, budget, on_progress)


def _saved_config(state: Path) -> SuperResolutionConfig:
    try:
        return SuperResolutionConfig.from_json(read_header(state)["training"])
    except (KeyError, ValueError) as error:
        raise CheckpointError(f"the run of {state} cannot be resumed: {error}") from error


def _refuse_to_overwrite(path: Path, remedy: str) -> None:
    if path.exists():
        raise CheckpointError(f"{path} is there already: {remedy}; or choose another folder")
