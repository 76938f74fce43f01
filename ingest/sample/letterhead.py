"""The fixed words around the body of a sample document, the same in every format."""

from __future__ import annotations

from ingest.sample.source import Source

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_MOTTO = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
RECIPIENTS = "Nơi nhận:"


def left_column(source: Source) -> tuple[str, ...]:
    """Return issuer and number, and for a công văn its subject: the left half of the letterhead."""
    lines = [source.first("superior"), source.first("issuer"), "*" if source.party else "", source.first("number")]
    if not source.first("title"):
        lines.append(source.first("subject"))
    return tuple(line for line in lines if line)


def right_column(source: Source) -> tuple[str, ...]:
    """Return motto, place and date: the right half of the letterhead."""
    return (*(PARTY_MOTTO if source.party else MOTTO), source.first("place"))


def addressees(source: Source) -> tuple[str, ...]:
    """Return the lines that say whom the document is addressed to; empty where nobody is."""
    names = source.every("to")
    if not names:
        return ()
    call = source.first("call") or "Kính gửi:"
    if len(names) == 1:
        return (f"{call} {names[0]}",)
    return (call, *(f"- {name}" for name in names))
