"""Why a file or an archive was refused; the user interface turns the codes into Vietnamese sentences."""

from __future__ import annotations


class IngestError(Exception):
    """A refusal with a stable ``code`` and a ``detail`` (a name, a limit) for the message; nothing was changed."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class UnreadableFileError(IngestError):
    """The file holds no document that can be read.

    Codes: ``missing_path``, ``no_permission``, ``empty_file``, ``unknown_format``, ``broken_file``,
    ``encrypted_file``, ``too_large``, ``missing_helper`` (detail: the program), ``no_text``, ``timeout``,
    ``out_of_memory``; for a link that leaves the folder or no regular file ``link_outside``, ``not_a_file``; for files that
    are something else (detail: the format, or the files inside) ``packed_files``, ``mail_message``, ``spreadsheet``,
    ``presentation``, ``picture_format``, ``sound_or_film``, ``program_file``, ``data_file``, ``other_document``,
    ``encoded_text``, ``program_form``, ``only_attachments``.
    """


class SecretDocumentError(IngestError):
    """The document bears a secrecy mark, or what may be one.

    Codes: ``secret_mark`` (detail: the mark as printed), ``secret_doubt`` (detail: the text; where it was seen; the page).
    """


class ArchiveError(IngestError):
    """The archive cannot be used.

    Codes: ``archive_missing``, ``archive_version``, ``archive_damaged`` (a check shows it), ``archive_failing`` (the disk
    errs, the check shows nothing), ``archive_busy``, ``archive_moved`` (while it was open), ``archive_read_only``,
    ``no_permission``, ``no_space``, ``no_memory``, ``no_temporary_folder``, ``too_many_files``, ``too_large``,
    ``filter_too_long``, ``bad_characters``, ``not_found``, ``ambiguous`` (detail: the candidates).
    """
