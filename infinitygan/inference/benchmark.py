"""Speed and memory of rendering, measured: each size in a process of its own."""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from infinitygan.checkpoint import ModelInfo, load_model
from infinitygan.config import PRESETS, GeneratorConfig
from infinitygan.geometry import Rect, Size
from infinitygan.inference.device import Device, find_device
from infinitygan.inference.export import ExportOptions, export_picture
from infinitygan.inference.latents import SceneLatents
from infinitygan.inference.model_tiles import ModelTiles, StructureCache
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.cost import texture_macs
from infinitygan.networks.generator import Generator
from infinitygan.scene import Scene

MATRIX_SIDE = 2048
REPEATS = 5


@dataclass(frozen=True)
class SizeResult:
    """What one picture took; memory in bytes, None where the system does not tell."""

    size: Size
    seconds: float
    peak_bytes: int | None

    @property
    def megapixels_per_second(self) -> float:
        """Return the speed."""
        return self.size.pixels / 1e6 / self.seconds


@dataclass(frozen=True)
class RateResult:
    """Multiply-adds a second: of a plain matrix product, and of the texture synthesizer."""

    matrix: float
    texture: float


def measure_size(model: Path, device: str, size: Size) -> SizeResult:
    """Render a picture into a PNG, in a fresh process; loading the model is not counted."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        seconds, peak = pool.apply(_render_png, (model, device, size, torch.get_num_threads()))
    return SizeResult(size, seconds, peak)


def _render_png(model: Path, device: str, size: Size, threads: int) -> tuple[float, int | None]:
    torch.set_num_threads(threads)
    renderer = Renderer.open(model, device)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        export_picture(renderer, Scene(size), Path(folder) / "picture.png", ExportOptions())
        seconds = time.perf_counter() - started
    return seconds, _peak_bytes()


def _peak_bytes() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def measure_rates(model: Path, device_name: str) -> RateResult:
    """Compare the texture synthesizer with the plain matrix product, in the same precision."""
    device = find_device(device_name)
    generator, _ = load_model(model)
    left = torch.randn(MATRIX_SIDE, MATRIX_SIDE, dtype=device.dtype, device=device.name)
    right = torch.randn_like(left)
    matrix = MATRIX_SIDE**3 / _fastest(lambda: left @ right, device)
    tiles, rects = _texture_work(generator, device)

    def render() -> None:
        with torch.inference_mode(), device.autocast():
            tiles.prepare(rects)

    render()  # fills the cache of G_S, which is not what is measured
    macs = sum(texture_macs(generator.config, rect) for rect in rects)
    return RateResult(matrix, macs / _fastest(render, device))


def _texture_work(generator: Generator, device: Device) -> tuple[ModelTiles, list[Rect]]:
    device.take(generator)
    scene = Scene(Size(1024, 1024), enlargement=1.0)
    latents = SceneLatents(scene, ScenePlan.of(scene, generator.config), generator)
    side = max(256, 8 * generator.config.pixels_per_cell)
    level = generator.config.levels
    tiles = ModelTiles(generator, latents, StructureCache(latents), level, side, 0)
    return tiles, [Rect.at(0, side * i, side, side) for i in range(device.batch)]


def _fastest(work: Callable[[], object], device: Device) -> float:
    times: list[float] = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        work()
        if device.name.startswith("cuda"):
            torch.cuda.synchronize()
        times.append(time.perf_counter() - started)
    return min(times)


def random_renderer(config: GeneratorConfig, device: Device, batch: int) -> Renderer:
    """Return a renderer of untrained weights, which cost as much as trained ones."""
    torch.manual_seed(0)
    return Renderer(Generator(config), ModelInfo("random", config), device, batch=batch)


def measure_canvas(renderer: Renderer, scene: Scene) -> float:
    """Return the seconds that the pixels of a scene take, without a file."""
    started = time.perf_counter()
    for _ in renderer.tiles(scene):
        pass
    return time.perf_counter() - started


def paper_config(config: GeneratorConfig) -> GeneratorConfig:
    """Return the paper's network at the levels and scene of another, for the same canvas."""
    return PRESETS["paper"].with_levels(config.levels)
