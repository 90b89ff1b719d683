"""Open the renderer that the arguments ask for, with what a scene needs."""

import argparse
from pathlib import Path

from infinitygan.allocator import keep_freed_memory
from infinitygan.commands.console import write_notice
from infinitygan.errors import UserError
from infinitygan.inference.outpaint import opened
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Scene
from infinitygan.scene_file import PROJECT_SUFFIX, read_project


def open_renderer(arguments: argparse.Namespace, made_with: str = "") -> Renderer:
    """Load the model on the device; says so if a scene was made with another model.

    Raises: UserError: if the model or the device is not to be had.
    """
    keep_freed_memory()
    if arguments.threads:
        import torch

        torch.set_num_threads(arguments.threads)
    renderer = Renderer.open(
        arguments.model, arguments.device, tile_cells=arguments.tile, notify=write_notice
    )
    if made_with and made_with != renderer.model_id:
        write_notice(
            f"the scene was made with the model '{made_with}'; with '{renderer.model_id}' "
            "it will look different"
        )
    return renderer


def provide_photos(renderer: Renderer, scene: Scene, source: Path | None) -> None:
    """Give the renderer the photos and matches of the scene's project file.

    Raises: UserError: if the scene has photos, but its file is no project that carries them.
    """
    if not scene.photos:
        return
    if source is None or source.suffix.lower() != PROJECT_SUFFIX:
        raise UserError(
            f"the scene of '{source}' has photos, which only an {PROJECT_SUFFIX} project carries"
        )
    work = opened(read_project(source))
    renderer.provide(work.photos, work.matches)
