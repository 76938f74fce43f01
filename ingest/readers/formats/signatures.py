"""What a file of no format of ours is, told by its first bytes: a code for the refusal and the format's name.

Each code has one next step for the person who brought the file (``ui.texts.codes``). The signatures are facts of the formats'
own specifications; they hold at the place given, so a text that only mentions one is no such file.
"""

from __future__ import annotations

# code: (format, place, signature)
_SIGNATURES: tuple[tuple[str, str, int, bytes], ...] = (
    ("packed_files", "RAR", 0, b"Rar!\x1a\x07"),
    ("packed_files", "7z", 0, b"7z\xbc\xaf\x27\x1c"),
    ("packed_files", "gzip", 0, b"\x1f\x8b\x08"),
    ("packed_files", "bzip2", 0, b"BZh"),
    ("packed_files", "xz", 0, b"\xfd7zXZ\0"),
    ("packed_files", "Zstandard", 0, b"\x28\xb5\x2f\xfd"),
    ("packed_files", "LZ4", 0, b"\x04\x22\x4d\x18"),
    ("packed_files", "compress", 0, b"\x1f\x9d"),
    ("packed_files", "CAB", 0, b"MSCF\0\0\0\0"),
    ("packed_files", "ARJ", 0, b"\x60\xea"),
    ("packed_files", "LZH", 2, b"-lh"),
    ("packed_files", "tar", 257, b"ustar"),
    ("packed_files", "ISO 9660", 0x8001, b"CD001"),
    ("mail_message", "TNEF", 0, b"\x78\x9f\x3e\x22"),
    ("mail_message", "PST", 0, b"!BDN"),
    ("picture_format", "GIF", 0, b"GIF87a"),
    ("picture_format", "GIF", 0, b"GIF89a"),
    ("picture_format", "WEBP", 8, b"WEBP"),
    ("picture_format", "JPEG 2000", 0, b"\0\0\0\x0cjP  \r\n\x87\n"),
    ("picture_format", "JPEG 2000", 0, b"\xff\x4f\xff\x51"),
    ("picture_format", "JPEG XL", 0, b"\0\0\0\x0cJXL \r\n\x87\n"),
    ("picture_format", "JPEG XL", 0, b"\xff\x0a"),
    ("picture_format", "JBIG2", 0, b"\x97JB2\r\n\x1a\n"),
    ("picture_format", "PSD", 0, b"8BPS\0\x01"),
    ("picture_format", "ICO", 0, b"\0\0\x01\0"),
    ("picture_format", "EMF", 40, b" EMF"),
    ("picture_format", "WMF", 0, b"\xd7\xcd\xc6\x9a"),
    ("sound_or_film", "MP3", 0, b"ID3"),
    ("sound_or_film", "WAV", 8, b"WAVE"),
    ("sound_or_film", "AVI", 8, b"AVI "),
    ("sound_or_film", "Ogg", 0, b"OggS"),
    ("sound_or_film", "FLAC", 0, b"fLaC"),
    ("sound_or_film", "Matroska", 0, b"\x1a\x45\xdf\xa3"),
    ("sound_or_film", "AMR", 0, b"#!AMR"),
    ("sound_or_film", "WMA/WMV", 0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
    ("sound_or_film", "MPEG", 0, b"\0\0\x01\xba"),
    ("other_document", "DjVu", 0, b"AT&TFORM"),
    ("other_document", "PostScript", 0, b"%!PS-Adobe"),
    ("other_document", "PostScript", 0, b"\xc5\xd0\xd3\xc6"),
    ("other_document", "Word 2", 0, b"\xdb\xa5\x2d\0"),
    ("other_document", "Word cho DOS", 0, b"\x31\xbe\0\0"),
    ("other_document", "Windows Write", 0, b"\x32\xbe\0\0"),
    ("other_document", "WordPerfect", 0, b"\xffWPC"),
    ("other_document", "CHM", 0, b"ITSF\x03\0\0\0"),
    ("other_document", "DWG", 0, b"AC10"),
    ("other_document", "OneNote", 0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d"),
    ("data_file", "SQLite", 0, b"SQLite format 3\0"),
    ("data_file", "Access", 4, b"Standard Jet DB"),
    ("data_file", "Access", 4, b"Standard ACE DB"),
    ("data_file", "Parquet", 0, b"PAR1"),
    ("data_file", "vCard", 0, b"BEGIN:VCARD"),
    ("data_file", "iCalendar", 0, b"BEGIN:VCALENDAR"),
    ("program_file", "EXE", 0, b"MZ"),
    ("program_file", "ELF", 0, b"\x7fELF"),
    ("program_file", "Java", 0, b"\xca\xfe\xba\xbe"),
    ("program_file", "Mach-O", 0, b"\xcf\xfa\xed\xfe"),
    ("program_file", "LNK", 0, b"L\0\0\0\x01\x14\x02\0"),
)
# ISO base media files name their brand behind "ftyp": pictures of telephones, else film and sound.
_PICTURE_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC"),
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
    b"crx ": "CR3",
}
# A short signature begins honest texts too ("MZ...", "BZh...", "`ê" in TCVN3): then a byte no text has must follow.
_SURE_LENGTH = 5
_LOOKED_AT = 512
# ContentInfo of PKCS #7: the object identifier 1.2.840.113549.1.7.2 (signedData) near the start of a DER sequence
_SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"


def foreign_format(data: bytes) -> tuple[str, str] | None:
    r"""Return the refusal's code and the format's name for a file of a known foreign format, else ``None``.

    >>> foreign_format(b"Rar!\x1a\x07\x01\x00"), foreign_format("Số: 12/KH-UBND".encode())
    (('packed_files', 'RAR'), None)
    """
    for code, name, place, signature in _SIGNATURES:
        if data[place : place + len(signature)] == signature and (len(signature) >= _SURE_LENGTH or _has_binary(data)):
            return code, name
    if data[4:8] == b"ftyp":
        brand = _PICTURE_BRANDS.get(data[8:12])
        return ("picture_format", brand) if brand else ("sound_or_film", "MP4")
    # BMP: "BM", the file's length, four bytes of zero
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "picture_format", "BMP"
    if data[:2] in (b"\x30\x80", b"\x30\x82", b"\x30\x83", b"\x30\x84") and _SIGNED_DATA in data[:24]:
        return "other_document", "PKCS #7"
    return None


def _has_binary(data: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f\v\x1a\x1b" for byte in data[:_LOOKED_AT])
