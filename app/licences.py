"""The licences of all parts of the program, read from what is installed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution

# The program first; its parts by name too, as it may run without being installed.
ROOTS = (
    "everscape",
    "torch",
    "PySide6_Essentials",
    "qtawesome",
    "numpy",
    "pillow",
    "platformdirs",
    "safetensors",
    "tifffile",
)
MAX_NAME = 60

_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?\s*([^;]*)(;.*)?$")


@dataclass(frozen=True)
class Part:
    """One part of the program; `text` is its licence in full, empty = it came without."""

    name: str
    version: str
    licence: str
    homepage: str
    text: str


def installed_parts(roots: Sequence[str] = ROOTS) -> tuple[Part, ...]:
    """List what the program is made of, the first root first, then the others by name."""
    found: dict[str, Part] = {}
    for root in roots:
        _collect(root, found)
    parts = sorted(found.values(), key=lambda part: part.name.lower())
    return tuple(sorted(parts, key=lambda part: _key(part.name) != _key(roots[0])))


def _collect(name: str, found: dict[str, Part]) -> None:
    if _key(name) in found:
        return
    try:
        installed = distribution(name)
    except PackageNotFoundError:  # an extra that is not installed, or is for another system
        return
    found[_key(name)] = _part_of(installed)
    for required in _requirements(installed):
        _collect(required, found)


def _requirements(installed: Distribution) -> Iterator[str]:
    for line in installed.requires or []:
        match = _REQUIREMENT.match(line)
        if match and "extra ==" not in (match[4] or ""):
            yield match[1]


def _part_of(installed: Distribution) -> Part:
    metadata = installed.metadata
    assert isinstance(metadata, Message)
    return Part(
        name=metadata.get("Name") or "?",
        version=installed.version,
        licence=_licence_name(metadata),
        homepage=_homepage(metadata),
        text=_licence_text(installed),
    )


def _licence_name(metadata: Message) -> str:
    for name in (metadata.get("License-Expression"), metadata.get("License")):
        if name and name.strip() and len(name.strip()) <= MAX_NAME:
            return name.strip()
    classifiers = [text for text in metadata.get_all("Classifier") or [] if "License ::" in text]
    return classifiers[0].rpartition(" :: ")[2] if classifiers else "see the text"


def _homepage(metadata: Message) -> str:
    own = metadata.get("Home-page")
    urls = [text.partition(",")[2].strip() for text in metadata.get_all("Project-URL") or []]
    return own or (urls[0] if urls else "")


def _licence_text(installed: Distribution) -> str:
    texts: list[str] = []
    for file in sorted(installed.files or [], key=str):
        path = str(file).replace("\\", "/")
        if ".dist-info/" in path and _LICENCE_FILE.search(path):
            text = installed.read_text(path.partition(".dist-info/")[2])
            if text:
                texts.append(text.strip())
    return "\n\n".join(dict.fromkeys(texts))


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
