"""`styles`: list, show and save the styles that have a name, and fit one to a photo."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from infinitygan.commands.console import ProgressBar, write_json, write_line
from infinitygan.commands.scene_arguments import add_model_arguments, positive, style_model
from infinitygan.errors import UserError
from infinitygan.style_file import (
    STYLE_SUFFIX,
    NamedStyle,
    StyleModel,
    curated_styles,
    free_style_path,
    look_up,
    style_to_text,
    styles_in,
    user_styles_folder,
    write_style,
)
from infinitygan.styles import MixStyle, SeedStyle, Style, with_name

if TYPE_CHECKING:
    from infinitygan.inference.renderer import Renderer
    from infinitygan.scene import Scene


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its parts."""
    parser = subparsers.add_parser("styles", help="list, show, save and fit styles")
    parser.set_defaults(run=run)
    parts = parser.add_subparsers(
        dest="part", required=True, metavar="list|show|save|sheet|from-photo"
    )
    listing = parts.add_parser("list", help="list the curated styles and your own")
    listing.add_argument("--json", action="store_true", help="lines for machines")
    show = parts.add_parser("show", help="print a style as JSON, or render a swatch of it")
    _add_style(show)
    show.add_argument("-o", "--output", type=Path, metavar="OUT", help="render a swatch")
    show.add_argument("--seed", type=int, default=0, metavar="N", help="layout of the swatch")
    save = parts.add_parser("save", help="save a style under a name")
    _add_style(save)
    save.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: your styles")
    save.add_argument("--as", dest="name", metavar="NAME", help="a new name")
    save.add_argument(
        "--model",
        type=Path,
        metavar="DIR",
        help="which model a number is for; default: the bundled",
    )
    sheet = parts.add_parser("sheet", help="render many styles of one layout side by side")
    sheet.add_argument("styles", nargs="*", metavar="NAME", help="as in show; default: --count")
    sheet.add_argument("--count", type=positive, default=48, metavar="N", help="of numbers from 0")
    sheet.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    sheet.add_argument("--seed", type=int, default=0, metavar="N", help="layout")
    fit = parts.add_parser("from-photo", help="make a style of a photo's colours and light")
    fit.add_argument("photo", type=Path, metavar="PHOTO", help="a picture file")
    fit.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: your styles")
    fit.add_argument("--as", dest="name", metavar="NAME", help="default: the photo's name")
    fit.add_argument("--steps", type=positive, metavar="N", help="of refinement; default: 72")
    fit.add_argument("--json", action="store_true", help="lines for machines")
    for part in (show, sheet, fit):
        add_model_arguments(part)
    for part in (show, save, sheet, fit):
        part.add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: argparse.Namespace) -> int:
    """Do the part that the arguments name; returns the exit code."""
    parts = {"list": _list, "show": _show, "save": _save, "sheet": _sheet, "from-photo": _fit}
    parts[arguments.part](arguments)
    return 0


def _add_style(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("style", metavar="NAME", help=f"a name, a number or a {STYLE_SUFFIX} file")


def _list(arguments: argparse.Namespace) -> None:
    groups = {
        "curated": curated_styles(),
        "yours": tuple(styles_in(user_styles_folder()).values()),
    }
    width = max((len(style.name) for group in groups.values() for style in group), default=0)
    for group, styles in groups.items():
        for style in styles:
            if arguments.json:
                write_json({"name": style.name, "group": group, "model": style.model})
            else:
                kind = _described(style.style)
                write_line(f"{style.name:{width}}  {group:7}  {kind}, model {style.model}")
    if not any(groups.values()) and not arguments.json:
        write_line("there are no styles with names yet; any number is a style: --style 7")


def _described(style: Style) -> str:
    if isinstance(style, SeedStyle):
        return f"seed {style.seed}"
    return f"a mix of {len(style.parts)}" if isinstance(style, MixStyle) else "fitted"


def _show(arguments: argparse.Namespace) -> None:
    found = look_up(arguments.style)
    if arguments.output is not None:
        _render_swatch(found, arguments)
    elif isinstance(found, SeedStyle):
        write_json({"kind": "seed", "seed": found.seed})
    else:
        write_line(style_to_text(found).rstrip())


def _render_swatch(found: NamedStyle | SeedStyle, arguments: argparse.Namespace) -> None:
    """Render one scene in the style, of the size that the model was trained on."""
    from infinitygan.commands.opening import open_renderer
    from infinitygan.inference.export import ExportOptions, export_picture

    renderer = open_renderer(arguments)
    scene = _swatch(renderer, found, arguments.seed)
    export_picture(renderer, scene, arguments.output, ExportOptions(force=arguments.force))
    write_line(str(arguments.output.resolve()))


def _swatch(renderer: "Renderer", found: NamedStyle | SeedStyle, seed: int) -> "Scene":
    """Return one scene in a style, of the size that the model was trained on."""
    from infinitygan.geometry import Size
    from infinitygan.scene import Scene

    config = renderer.info.config
    model = StyleModel(renderer.model_id, config.style_dims, config.levels)
    style = found if isinstance(found, SeedStyle) else found.for_model(model)
    return Scene(Size(config.scene_px, config.scene_px * 16 // 9), seed, seed, style)


def _sheet(arguments: argparse.Namespace) -> None:
    """Render a contact sheet: the choice for a palette is made by eye."""
    from infinitygan.commands.contact_sheet import save_sheet
    from infinitygan.commands.opening import open_renderer

    if arguments.output.exists() and not arguments.force:
        raise UserError(f"'{arguments.output}' is there already; --force replaces it")
    names = arguments.styles or [str(number) for number in range(arguments.count)]
    found = [look_up(name) for name in names]
    renderer = open_renderer(arguments)
    bar = ProgressBar("style")
    pictures = []
    for index, style in enumerate(found):
        bar(index, len(found))
        pictures.append(renderer.render(_swatch(renderer, style, arguments.seed)))
    bar(len(found), len(found))
    titles = [style.name or name for style, name in zip(found, names, strict=True)]
    save_sheet(pictures, titles, arguments.output)
    write_line(str(arguments.output.resolve()))


def _save(arguments: argparse.Namespace) -> None:
    found = look_up(arguments.style)
    if isinstance(found, SeedStyle):
        model = style_model(arguments.model)
        found = NamedStyle(f"Seed {found.seed}", found, model.name, model.style_dims)
    name = arguments.name or found.name
    path = _target(arguments, name)
    write_style(path, NamedStyle(name, found.style, found.model, found.style_dims))
    write_line(str(path.resolve()))


def _fit(arguments: argparse.Namespace) -> None:
    """Fit a style to a photo; the name and the target are checked before the work."""
    from infinitygan.commands.opening import open_renderer
    from infinitygan.inference.photo import read_photo
    from infinitygan.inference.style_fit import StyleFitProgress, StyleFitSettings

    name = arguments.name or arguments.photo.stem
    path = _target(arguments, name)
    photo = read_photo(arguments.photo)
    renderer = open_renderer(arguments)
    settings = StyleFitSettings(steps=arguments.steps or StyleFitSettings.steps)
    bar = ProgressBar("part", arguments.json)
    last: StyleFitProgress | None = None
    for last in renderer.style_steps(photo, settings):
        bar(last.done, last.total)
    assert last is not None
    style = with_name(last.so_far(), name)
    write_style(path, NamedStyle(name, style, renderer.model_id, renderer.style_dims))
    if arguments.json:
        write_json({"event": "done", "style": str(path.resolve()), "likeness": last.likeness})
    else:
        write_line(f"{path.resolve()}: {last.likeness:.0%} like the photo")


def _target(arguments: argparse.Namespace, name: str) -> Path:
    """Return the file that a style of this name goes to."""
    path = arguments.output or _own_path(name)
    if path.suffix.lower() != STYLE_SUFFIX:
        raise UserError(f"'{path}' must end in {STYLE_SUFFIX}")
    if path.exists() and not arguments.force:
        raise UserError(f"'{path}' is there already; --force replaces it")
    return path


def _own_path(name: str) -> Path:
    folder = user_styles_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make the folder '{folder}': {error.strerror}") from error
    return free_style_path(folder, name)
