"""Open the renderer that the arguments ask for."""

import argparse

from infinitygan.allocator import keep_freed_memory
from infinitygan.commands.console import write_notice
from infinitygan.inference.renderer import Renderer


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
