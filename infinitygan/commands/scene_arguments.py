"""The arguments that describe a scene, and the scene that they describe."""

import argparse
import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from infinitygan.errors import UserError
from infinitygan.geometry import Size
from infinitygan.scene import MAX_ENLARGEMENT, Scene
from infinitygan.styles import SeedStyle, Style

if TYPE_CHECKING:
    from infinitygan.style_file import StyleModel

DEFAULT_SIZE = Size(2160, 3840)


def add_model_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what chooses the model and the device."""
    parser.add_argument("--model", type=Path, metavar="DIR", help="another model than the bundled")
    parser.add_argument(
        "--device", default="auto", help="auto, cpu, cuda:0, mps, ... (`info` lists them)"
    )
    parser.add_argument("--threads", type=positive, metavar="N", help="CPU threads; default: all")
    parser.add_argument("--tile", type=positive, metavar="CELLS", help="side of a tile in cells")


def add_scene_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what describes the scene; all of it overrides a scene from a file."""
    parser.add_argument("--size", type=size, metavar="WxH", help="default: 3840x2160")
    parser.add_argument("--seed", type=int, metavar="N", help="another landscape for each number")
    parser.add_argument(
        "--style", metavar="N|NAME", help="a number, a curated style (default: any), or a file"
    )
    parser.add_argument("--variety", type=float, metavar="F", help="0 to 1.5; default 0.7")
    parser.add_argument("--horizon", type=float, metavar="F", help="-1 to 1; positive is lower")
    parser.add_argument("--enlarge", type=enlargement, metavar="auto|F", help="1 to 32")
    parser.add_argument("--wrap", action="store_true", help="let the left edge meet the right one")
    parser.add_argument(
        "--scene", type=Path, metavar="FILE", help="an .everscape, a .json or an exported picture"
    )


def scene_of(arguments: argparse.Namespace) -> tuple[Scene, str]:
    """Build the scene that the arguments describe.

    Returns: the scene, and the name of the model that it was made with ("" for any).

    Raises: UserError: if the scene's file or the style cannot be read. ValueError: if a value is
        out of range.
    """
    if arguments.scene:
        scene, model = read_any_scene(arguments.scene)
        if arguments.size:
            scene = scene.with_canvas(arguments.size, "relative")
    else:
        scene, model = _rolled(arguments.size or DEFAULT_SIZE, arguments.seed), ""
    if arguments.scene and arguments.seed is not None:
        scene = scene.with_dice(arguments.seed, SeedStyle(arguments.seed), arguments.seed)
    if arguments.style is not None:
        scene = replace(scene, style=_style(arguments))
    if arguments.variety is not None:
        scene = replace(scene, variety=arguments.variety)
    if arguments.horizon is not None:
        scene = replace(scene, horizon=arguments.horizon)
    if arguments.enlarge is not None:
        scene = replace(scene, enlargement=arguments.enlarge or None)
    if arguments.wrap:
        scene = replace(scene, wrap=True)
    return scene, model


def style_model(model: Path | None) -> "StyleModel":
    """Return for which model a style is: that of a folder, or the bundled one.

    Raises: UserError: if there is none.
    """
    from infinitygan.checkpoint import read_info
    from infinitygan.inference.renderer import default_model_folder
    from infinitygan.style_file import StyleModel

    info = read_info(model or default_model_folder())
    return StyleModel(info.name, info.config.style_dims, info.config.levels)


def _style(arguments: argparse.Namespace) -> Style:
    """Return the style that is asked for; a number is one in any model."""
    from infinitygan.style_file import look_up

    found = look_up(arguments.style)
    return found if isinstance(found, SeedStyle) else found.for_model(style_model(arguments.model))


def read_any_scene(path: Path) -> tuple[Scene, str]:
    """Read a scene from a project, a JSON file, or the recipe in an exported picture.

    Raises: UserError: if there is none in the file.
    """
    from infinitygan.recipe import recipe_from_text
    from infinitygan.scene_file import PROJECT_SUFFIX, read_project, read_scene

    suffix = path.suffix.lower()
    if suffix == PROJECT_SUFFIX:
        scene = read_project(path).scene
        return scene, scene.model
    if suffix == ".json":
        scene = read_scene(path)
        return scene, scene.model
    from infinitygan.inference.recipe_metadata import read_recipe

    text = read_recipe(path)
    if text is None:
        raise UserError(f"'{path}' holds no recipe; it was not exported by Everscape")
    return recipe_from_text(text)


def _rolled(canvas: Size, seed: int | None) -> Scene:
    """Return the landscape of a seed, or one that nobody has seen, in one of the curated styles."""
    from infinitygan.style_file import curated_styles

    if seed is None:
        seed = random.SystemRandom().randrange(2**32)
    styles = [named.style for named in curated_styles()] or [SeedStyle(seed)]
    style = random.Random(seed).choice(styles)
    return Scene(canvas, layout_seed=seed, texture_seed=seed, style=style)


def size(text: str) -> Size:
    """Read a size for argparse."""
    try:
        return Size.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def positive(text: str) -> int:
    """Read a whole number of at least 1 for argparse."""
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of at least 1")
    return value


def enlargement(text: str) -> float:
    """Read an enlargement for argparse; 0 stands for automatic."""
    if text == "auto":
        return 0.0
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1 <= value <= MAX_ENLARGEMENT:
        raise argparse.ArgumentTypeError(
            f"'{text}' is neither auto nor a number from 1 to {MAX_ENLARGEMENT:.0f}"
        )
    return value
