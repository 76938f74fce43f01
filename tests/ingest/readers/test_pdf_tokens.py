"""Content streams of a PDF are cut into the operators pypdf finds, and damage never stops the walk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject
from pypdf.generic import (
    ByteStringObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from ingest.layout.words import PageWords
from ingest.readers.pdf.content import ContentWalk
from ingest.readers.pdf.graphics import GraphicsState
from ingest.readers.pdf.tokens import operations

CASES = [
    # a stream, and what is in it
    (b"BT /F1 12 Tf 1 0 0 1 72 720.5 Tm (Ph\\351p) Tj ET", "numbers, names, an octal escape"),
    (b"[<0041 0042>-12.5(a\\(b\\)c)3]TJ", "an array of strings and kerning, spaces in hexadecimal"),
    (b"(a(b(c)d)e) Tj (\\)) Tj (\\\n) Tj", "brackets inside strings, an escaped bracket, a line continued"),
    (b"/P <</MCID 3>> BDC q .5 0 0 -.5 4. 5 cm Q EMC", "marked content, numbers without a leading zero"),
    (b"% note ( [ <\n0 0 m 1 1 l S T* (x)' 1 2 (y) \"", "a comment with brackets, operators that are no letters"),
    (b"<4> Tj <> Tj () Tj", "half a byte, empty strings"),
]


def plain(value: object) -> object:
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, ByteStringObject | bytes):
        return bytes(value)
    if isinstance(value, TextStringObject):
        return value.original_bytes
    if isinstance(value, str):
        return str(value)
    return float(value) if isinstance(value, int | float) else None


@pytest.mark.parametrize("data", [data for data, _ in CASES], ids=[name for _, name in CASES])
def test_the_operators_are_those_pypdf_finds(data: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(data)
    expected = [(operator, plain(operands)) for operands, operator in ContentStream(stream, None, "bytes").operations]
    found = [(operator, plain(operands)) for operator, operands in operations(data)]
    # A dictionary of marked content is not read: two empty places and what stood between them.
    assert [pair for pair in found if pair[0] != b"BDC"] == [pair for pair in expected if pair[0] != b"BDC"]


def test_the_bytes_of_an_inline_image_are_no_operators() -> None:
    data = b"q BI /W 2 /H 2 /BPC 8 ID \x00 Tj EI\xff(\x80 EI Q (behind) Tj"
    assert [operator for operator, _ in operations(data)] == [b"q", b"BI", b"Q", b"Tj"]


def test_what_stands_before_damage_is_read() -> None:
    data = b"(good) Tj ] } >> ) --7 12 (next) Tj (never closed Tj"
    assert [(operator, operands[-1]) for operator, operands in operations(data)] == [(b"Tj", b"good"), (b"Tj", b"next")]


@given(
    st.binary(max_size=400)
    | st.lists(st.sampled_from([b"[", b"(", b"<", b"/", b"BI", b"ID", b"\\", b"1 "])).map(b"".join)
)
def test_any_bytes_come_to_an_end_without_an_error(data: bytes) -> None:
    for operator, operands in operations(data):
        assert operator
        assert len(operands) <= 64


@pytest.mark.parametrize("data", [b"[" * 200_000, b"(" * 200_000, b"1 " * 200_000, b"(\\" * 100_000, b"BI " * 100_000])
def test_endless_nesting_holds_nothing(data: bytes) -> None:
    assert sum(len(operands) for _, operands in operations(data)) <= 64


def test_operators_take_the_operands_next_to_them_and_strings_without_a_gap_are_one_word() -> None:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    stream = DecodedStreamObject()
    stream.set_data(
        b"/GS0 gs /F1 10 Tf BT (left over) 7 1 0 0 1 72 700 Tm [(Bi)15(nh)-600(Lac)]TJ (rep) Tj [(ort)-20( 4)]TJ ET BT 1 0 Tm (back) Tj"
    )
    page = PageWords(600, 800)
    state = GraphicsState((1.0, 0.0, 0.0, -1.0, 0.0, 800.0))
    ContentWalk(page, PageObject(None)).run(stream, resources, state, 0)
    assert [(word.text, round(word.y)) for word in page.words] == [
        ("Binh", 100), ("Lac", 100), ("rep", 100), ("ort", 100), ("4", 100), ("back", 800),
    ]  # fmt: skip
    assert [word.spaced for word in page.words] == [False, False, False, False, True, False]
    assert page.words[0].x0 == 72
    assert page.words[1].x0 - page.words[0].x1 > 5
