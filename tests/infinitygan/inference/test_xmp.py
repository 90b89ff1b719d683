import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infinitygan.inference.formats import ExportError
from infinitygan.inference.xmp import MAX_RECIPE_BYTES, inflate_text, recipe_in_xmp, xmp_packet


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_any_text_survives_a_packet(recipe: str):
    assert recipe_in_xmp(xmp_packet(recipe)) == recipe


def test_short_recipes_stay_readable_and_long_ones_shrink():
    assert b'{"seed": 7}' in xmp_packet('{"seed": 7}')
    assert len(xmp_packet('{"seed": 7}' * 1000)) < 1500


def test_a_packet_rewritten_with_attributes_is_read():
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-'
        b'syntax-ns#"><r:Description xmlns:q="urn:everscape:xmp:1#" q:recipe="{1}"/></r:RDF>'
        b"</x:xmpmeta>"
    )
    assert recipe_in_xmp(packet) == "{1}"


def test_a_foreign_packet_has_no_recipe():
    assert recipe_in_xmp(xmp_packet("text").replace(b"urn:everscape", b"urn:other")) is None


def test_entities_are_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(ExportError, match="declares entities"):
        recipe_in_xmp(bomb)


@pytest.mark.parametrize(
    "packet", [b"", b"<a>", b"\xff\xfe\x00", xmp_packet("text")[:-80], b"<a>\xff</a>"]
)
def test_damaged_packets_are_refused(packet: bytes):
    with pytest.raises(ExportError, match="damaged"):
        recipe_in_xmp(packet)


def test_damaged_packed_recipes_are_refused():
    packet = xmp_packet("x" * 2000)
    start = packet.index(b"packedRecipe>") + len(b"packedRecipe>")
    with pytest.raises(ExportError):
        recipe_in_xmp(packet[:start] + b"AAAA" + packet[start + 4 :])
    with pytest.raises(ExportError):
        recipe_in_xmp(packet[:start] + b"A" + packet[start:])


def test_bombs_are_not_inflated():
    bomb = zlib.compress(bytes(50 * MAX_RECIPE_BYTES), 9)
    with pytest.raises(ExportError, match="larger than"):
        inflate_text(bomb)
    packet = xmp_packet("x" * 2000)
    start, stop = packet.index(b"packedRecipe>") + 13, packet.index(b"</everscape:packed")
    with pytest.raises(ExportError, match="larger than"):
        recipe_in_xmp(packet[:start] + base64.b64encode(bomb) + packet[stop:])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (zlib.compress(b"text" * 99)[:-6], "cut off"),
        (b"no zlib", "damaged"),
        (zlib.compress(b"\xff\xff"), "damaged"),
    ],
)
def test_damaged_texts_are_refused(data: bytes, message: str):
    with pytest.raises(ExportError, match=message):
        inflate_text(data)
