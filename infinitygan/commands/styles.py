"""`styles`: list, show and save the styles that have a name."""

import argparse
from pathlib import Path

from infinitygan.commands.console import write_json, write_line
from infinitygan.commands.scene_arguments import add_model_arguments
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
from infinitygan.styles import MixStyle, SeedStyle, Style


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its three parts."""
    parser = subparsers.add_parser("styles", help="list, show and save styles")
    parser.set_defaults(run=run)
    parts = parser.add_subparsers(dest="part", required=True, metavar="list|show|save")
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
    add_model_arguments(show)
    for part in (show, save):
        part.add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: argparse.Namespace) -> int:
    """Do the part that the arguments name; returns the exit code."""
    parts = {"list": _list, "show": _show, "save": _save}
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
    from infinitygan.geometry import Size
    from infinitygan.inference.export import ExportOptions, export_picture
    from infinitygan.scene import Scene

    renderer = open_renderer(arguments)
    config = renderer.info.config
    model = StyleModel(renderer.model_id, config.style_dims)
    style = found if isinstance(found, SeedStyle) else found.for_model(model)
    size = Size(config.scene_px, config.scene_px * 16 // 9)
    scene = Scene(size, arguments.seed, arguments.seed, style)
    export_picture(renderer, scene, arguments.output, ExportOptions(force=arguments.force))
    write_line(str(arguments.output.resolve()))


def _save(arguments: argparse.Namespace) -> None:
    found = look_up(arguments.style)
    if isinstance(found, SeedStyle):
        model = _model_of(arguments)
        found = NamedStyle(f"Seed {found.seed}", found, model.name, model.style_dims)
    name = arguments.name or found.name
    path = arguments.output or _own_path(name)
    if path.suffix.lower() != STYLE_SUFFIX:
        raise UserError(f"'{path}' must end in {STYLE_SUFFIX}")
    if path.exists() and not arguments.force:
        raise UserError(f"'{path}' is there already; --force replaces it")
    write_style(path, NamedStyle(name, found.style, found.model, found.style_dims))
    write_line(str(path.resolve()))


def _model_of(arguments: argparse.Namespace) -> StyleModel:
    from infinitygan.checkpoint import read_info
    from infinitygan.inference.renderer import default_model_folder

    info = read_info(arguments.model or default_model_folder())
    return StyleModel(info.name, info.config.style_dims)


def _own_path(name: str) -> Path:
    folder = user_styles_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make the folder '{folder}': {error.strerror}") from error
    return free_style_path(folder, name)
