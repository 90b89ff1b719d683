"""The recipe inside an XMP packet: the metadata that JPEG, WebP, AVIF and TIFF all can carry.

Source: XMP specification part 1 (ISO 16684-1), section 7.
"""

import base64
import binascii
import html
import zlib
from xml.etree import ElementTree

from infinitygan.inference.formats import ExportError

MAX_RECIPE_BYTES = 1_000_000  # Pillow refuses to open a PNG with more than a mebibyte of text
PLAIN_RECIPE_BYTES = 1024  # longer ones are compressed

_NAMESPACE = "urn:everscape:xmp:1#"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:everscape="{namespace}">
<everscape:{name}>{value}</everscape:{name}>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def xmp_packet(recipe: str) -> bytes:
    """Wrap a recipe; a long one, or one with control characters, as base64 of zlib."""
    data = recipe.encode()
    if len(data) <= PLAIN_RECIPE_BYTES and recipe.isprintable():
        name, value = "recipe", html.escape(recipe, quote=False)
    else:
        name, value = "packedRecipe", base64.b64encode(zlib.compress(data, 9)).decode()
    return _PACKET.format(namespace=_NAMESPACE, name=name, value=value).encode()


def recipe_in_xmp(packet: bytes) -> str | None:
    """Return the recipe in a packet, also after another program rewrote it; None if it has none.

    Raises: ExportError: if the packet or the recipe is damaged, or far too large.
    """
    if b"<!" in packet:  # entities could expand without end; XMP has no use for declarations
        raise ExportError("the XMP metadata declares entities; it was not written by Everscape")
    try:
        root = ElementTree.fromstring(packet.strip(b"\0 \r\n"))
        plain = _property(root, "recipe")
        if plain is not None:
            return plain
        packed = _property(root, "packedRecipe")
        return None if packed is None else inflate_text(base64.b64decode(packed))
    except (ElementTree.ParseError, binascii.Error, UnicodeError, ValueError) as error:
        raise ExportError(f"the XMP metadata is damaged: {error}") from error


def inflate_text(data: bytes) -> str:
    """Inflate a recipe.

    Raises: ExportError: if it is damaged or larger than `MAX_RECIPE_BYTES`.
    """
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(data, MAX_RECIPE_BYTES + 1)
        if len(text) > MAX_RECIPE_BYTES:
            raise ExportError(f"the recipe is larger than {MAX_RECIPE_BYTES:,} bytes: not read")
        if not inflater.eof:
            raise ExportError("the recipe is cut off")
        return text.decode()
    except (zlib.error, UnicodeError) as error:
        raise ExportError(f"the recipe is damaged: {error}") from error


def _property(root: ElementTree.Element, name: str) -> str | None:
    """Find a property as an element or, as some programs write it, as an attribute."""
    key = f"{{{_NAMESPACE}}}{name}"
    for element in root.iter():
        if element.tag == key:
            return element.text or ""
        if key in element.attrib:
            return element.attrib[key]
    return None
