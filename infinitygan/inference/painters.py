"""Which generator paints a scene: all of a model, or the part that is fitted to photos."""

from typing import NamedTuple

from infinitygan.inference.device import Device
from infinitygan.inference.level_colours import LevelColours
from infinitygan.inference.match import Match, fitted_part, tuned
from infinitygan.networks.generator import Generator
from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.scene import Scene


class Painter(NamedTuple):
    """What paints one scene.

    Attributes:
        generator: on the device at work.
        match: whose weights it has; None = those of the model.
        colours: of its levels.
        super_resolution: what makes its pictures finer, on that device; None = nothing does.
    """

    generator: Generator
    match: Match | None
    colours: LevelColours
    super_resolution: SuperResolution | None


class Painters:
    """The generators of one model on one device."""

    def __init__(
        self, generator: Generator, super_resolution: SuperResolution | None, device: Device
    ) -> None:
        """Move the networks to the device."""
        self.device = device
        device.take(generator)
        if super_resolution is not None:
            device.take(super_resolution)
        self._whole = generator
        self._fitted_part = fitted_part(generator)
        device.take(self._fitted_part)
        self._tuned: tuple[Match, Generator] | None = None

    def untuned(self, scene: Scene) -> Generator:
        """Return what paints a scene, with the weights of the model."""
        return self._whole if scene.match is None else self._fitted_part

    def tuned(self, match: Match) -> Generator:
        """Return what paints the scenes of a match, with its weights; the latest is kept.

        Raises: ValueError: if the match was made with another model.
        """
        if self._tuned is None or self._tuned[0] is not match:
            self._tuned = match, tuned(self._fitted_part, match)
        return self._tuned[1]
