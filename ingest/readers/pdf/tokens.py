"""Content streams of a PDF cut into operators with their operands (PDF 32000-1, 7.2, 7.8.2 and 8.9.7).

One regular expression reads a token at a time; pypdf reads objects letter by letter, which is most of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A number, a name, the bytes of a string, an array of these, or None for what no operator of text or drawing needs.
Operand = float | str | bytes | list["Operand"] | None

_MOST_OPERANDS = 64  # more than any operator takes: what piles up beyond is garbage
_DEEPEST = 8  # arrays inside arrays
_SPACE = rb"\x00\t\n\f\r "
_REGULAR = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"[" + _SPACE + rb"]*+(?:"
    rb"([+-]?(?:\d++(?:\.\d*+)?|\.\d++))"  # 1 a number: 12 -.5 4. ; a sign or letter behind it starts another token
    rb"|<([0-9A-Fa-f" + _SPACE + rb"]*+)>"  # 2 a hexadecimal string: <004A>
    rb"|\(((?:[^()\\]++|\\.)*+)\)"  # 3 a string without brackets inside: (T\351n)
    rb"|/(" + _REGULAR + rb"*+)"  # 4 a name: /F1
    rb"|(\[)|(\])"  # 5, 6 an array
    rb"|(<<|>>|[{}])"  # 7 a dictionary of marked content: nothing to read in it
    rb"|(%[^\r\n]*+)"  # 8 a comment
    rb"|([A-Za-z'\"]" + _REGULAR + rb"*+)"  # 9 an operator
    rb"|(\()"  # 10 a string with brackets inside, read by hand
    rb"|([^" + _SPACE + rb"])"  # 11 anything else is skipped
    rb")",
    re.DOTALL,
)
_BRACKET = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\r\n])|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
# The end of an inline image: EI alone, and behind it text again, not the rest of a picture.
_IMAGE_END = re.compile(rb"(?<=[" + _SPACE + rb"])EI(?=[" + _SPACE + rb"][\t\n\r -~]{0,12}|$)")


def operations(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator with its operands; an inline image is the operator ``BI`` without any.

    Damage costs the tokens it touches, never an error; a string that is not closed ends the stream.
    """
    operands: list[Operand] = []
    arrays: list[list[Operand]] = []  # arrays that are still open, outermost first
    at = 0
    match = _TOKEN.match
    while (found := match(data, at)) is not None:
        at = found.end()
        kind = found.lastindex
        if kind == 1:
            operands.append(float(found[1]))
        elif kind == 2:
            operands.append(_hexadecimal(found[2]))
        elif kind == 3:
            operands.append(_unescaped(found[3]))
        elif kind == 9:
            operator = found[9]
            while arrays:
                operands = arrays.pop()
            if operator == b"BI":
                at = _behind_image(data, at)
            elif operator in (b"true", b"false", b"null"):
                operands.append(None)
                continue
            yield operator, operands
            operands = []
        elif kind == 4:
            operands.append("/" + _name(found[4]))
        elif kind == 5 and len(arrays) < _DEEPEST:
            arrays.append(operands)
            operands = []
        elif kind == 6 and arrays:
            done, operands = operands, arrays.pop()
            operands.append(done)
        elif kind == 10:
            end = _closed(data, at)
            if end is None:
                return
            operands.append(_unescaped(data[at : end - 1]))
            at = end
        elif kind == 7:
            operands.append(None)
        if not arrays and len(operands) > _MOST_OPERANDS:
            operands.clear()


def _hexadecimal(digits: bytes) -> bytes:
    if len(digits) % 2:
        digits = b"".join(digits.split())
        digits += b"0" * (len(digits) % 2)
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:  # spaces between the two digits of a byte, or a zero byte for a space
        digits = b"".join(digits.replace(b"\0", b" ").split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPE.sub(_escape, raw) if b"\\" in raw else raw


def _escape(found: re.Match[bytes]) -> bytes:
    octal, newline, sign = found.groups()
    if octal:
        return bytes((int(octal, 8) & 255,))
    return b"" if newline else _ESCAPED.get(sign, sign)


def _name(raw: bytes) -> str:
    if b"#" in raw:
        raw = _NAME_CODE.sub(lambda found: bytes((int(found[1], 16),)), raw)
    for charset in ("utf-8", "gbk"):  # as pypdf reads the names of resources
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _closed(data: bytes, at: int) -> int | None:
    """Return the position behind the bracket that closes the string whose content starts at ``at``."""
    depth = 1
    while (found := _BRACKET.search(data, at)) is not None:
        at = found.end()
        if found[0] == b"\\":
            at += 1
        else:
            depth += 1 if found[0] == b"(" else -1
            if not depth:
                return at
    return None


def _behind_image(data: bytes, at: int) -> int:
    start = data.find(b"ID", at)
    end = _IMAGE_END.search(data, start + 3) if start >= 0 else None
    return end.end() if end else len(data)
