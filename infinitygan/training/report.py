"""The report of an evaluation as Markdown and as JSON data."""

import dataclasses
from collections.abc import Iterator

from infinitygan.training.evaluation import Report


def to_json(report: Report) -> dict[str, object]:
    """Return all figures as plain JSON data."""
    return dataclasses.asdict(report)


def to_markdown(report: Report, title: str) -> str:
    """Write all figures as tables."""
    return "\n".join(_lines(report, title)) + "\n"


def _lines(report: Report, title: str) -> Iterator[str]:
    protocol = report.protocol
    yield f"## {title}"
    yield ""
    yield (
        f"{protocol.count} against {protocol.count} pictures, patches of {protocol.patch_cells} "
        f"cells, seed {protocol.seed}. The reference are photos that training never saw. "
        f"ScaleInv and diversity are of {report.source}."
    )
    yield ""
    yield "| set | pictures | Frechet-768 | KID-1280 x1000 | precision | recall |"
    yield "|---|---|---|---|---|---|"
    for rung in report.rungs:
        yield (
            f"| {rung.kind} | {rung.name} | {rung.frechet:.3f} | {rung.kernel:.2f} "
            f"| {rung.precision:.2f} | {rung.recall:.2f} |"
        )
    yield ""
    if report.scales:
        yield "| ScaleInv | " + " | ".join(f"{times}x" for times in report.scales) + " |"
        yield "|---" * (len(report.scales) + 1) + "|"
        pairs = report.scales.values()
        yield "| Frechet-768 | " + " | ".join(f"{pair[0]:.3f}" for pair in pairs) + " |"
        yield "| KID-1280 x1000 | " + " | ".join(f"{pair[1]:.2f}" for pair in pairs) + " |"
        yield ""
    yield "| measure | value |"
    yield "|---|---|"
    yield f"| error of the vertical label on other photos (floor) | {report.label_error_real:.3f} |"
    yield f"| error of the vertical label on the model's patches | {report.label_error_fake:.3f} |"
    yield f"| seam energy (1: no seam shows) | {report.seam_energy:.3f} |"
    yield f"| diversity of layout in one style (photos: 1) | {report.layout_diversity:.2f} |"
    yield f"| diversity of style in one layout (photos: 1) | {report.style_diversity:.2f} |"
