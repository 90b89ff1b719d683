"""`benchmark`: speed and memory on this machine, as a table to paste."""

import argparse
from pathlib import Path

from infinitygan.commands.console import write_line, write_notice
from infinitygan.commands.scene_arguments import positive, size
from infinitygan.geometry import Size

SIZES = (Size(800, 1280), Size(2160, 3840), Size(4320, 7680), Size(12000, 20000))
COMPARED = Size(1080, 1920)  # for the comparisons, the paper's network included
BATCH = 8


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = subparsers.add_parser("benchmark", help="measure speed and memory on this machine")
    parser.add_argument("--model", type=Path, metavar="DIR", help="another model than the bundled")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--threads", type=positive, metavar="N", help="CPU threads; default: all")
    parser.add_argument(
        "--sizes", type=size, nargs="+", default=SIZES, metavar="WxH", help="1 to 240 MP by default"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; returns the exit code."""
    import torch

    from infinitygan.checkpoint import read_info
    from infinitygan.inference.device import find_device
    from infinitygan.inference.renderer import default_model_folder

    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    model = arguments.model or default_model_folder()
    info, device = read_info(model), find_device(arguments.device)
    threads = f", {torch.get_num_threads()} threads" if device.name == "cpu" else ""
    write_line(
        f"Model {info.name} ({info.config.levels} levels) on {device.title}{threads}, "
        f"{str(device.dtype).removeprefix('torch.')}, torch {torch.__version__}"
    )
    _print_sizes(model, device.name, arguments.sizes)
    _print_rates(model, device.name)
    _print_comparison(model, device.name)
    return 0


def _print_sizes(model: Path, device: str, sizes: tuple[Size, ...]) -> None:
    from infinitygan.inference.benchmark import measure_size

    write_line("\n| canvas | MP | seconds, PNG included | MP/s | peak memory, MB |")
    write_line("|---|---|---|---|---|")
    for wanted in sizes:
        write_notice(f"rendering {wanted}")
        result = measure_size(model, device, wanted)
        peak = "unknown" if result.peak_bytes is None else f"{result.peak_bytes / 1e6:.0f}"
        write_line(
            f"| {wanted} | {wanted.pixels / 1e6:.1f} | {result.seconds:.2f} "
            f"| {result.megapixels_per_second:.2f} | {peak} |"
        )


def _print_rates(model: Path, device: str) -> None:
    from infinitygan.inference.benchmark import measure_rates

    rates = measure_rates(model, device)
    write_line(
        f"\nTexture synthesizer: {rates.texture / 1e9:.1f} GMAC/s, "
        f"{rates.texture / rates.matrix:.0%} of this machine's matrix product "
        f"({rates.matrix / 1e9:.1f} GMAC/s)"
    )


def _print_comparison(model: Path, device_name: str) -> None:
    from infinitygan.checkpoint import read_info
    from infinitygan.inference.benchmark import measure_canvas, paper_config, random_renderer
    from infinitygan.inference.device import find_device
    from infinitygan.scene import Scene

    config, device = read_info(model).config, find_device(device_name)
    scene = Scene(COMPARED)
    networks = {"bundled": config, "paper": paper_config(config)}
    write_line(
        f"\n| network (random weights), {COMPARED} without a file | tile by tile, s |",
    )
    write_line("|---|---|")
    for name, shape in networks.items():
        write_notice(f"rendering with the {name} network")
        seconds = measure_canvas(random_renderer(shape, device, 1), scene)
        write_line(f"| {name} | {seconds:.2f} |")
    batched = measure_canvas(random_renderer(config, device, BATCH), scene)
    write_line(f"| bundled, {BATCH} tiles at once | {batched:.2f} |")
