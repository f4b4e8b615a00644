"""Raw characters of a page from a file, standard input, a web address or bytes."""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

__all__ = ["MAX_BYTES", "Page", "decode", "load"]

MAX_BYTES = 10_000_000
TIMEOUT_SECONDS = 20.0

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_META_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
_ASCII_SPACE = frozenset(b"\t\n\x0b\x0c\r\x1b")
# Western text holds few bytes beyond ASCII; more of them is another alphabet, which cp1252 would garble.
_WESTERN_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded page, the name that messages call it by, and its address where it has one.

    `stem` is the file's name without its ending; `markup` is true where the name or the
    server says that it is HTML.
    """

    raw: str
    name: str
    stem: str | None = None
    url: str | None = None
    markup: bool = False


def load(source: str | Path | bytes) -> Page:
    """Read a file, `-` (standard input), an http(s) address or bytes.

    Raises InputError where there is nothing to read, too much of it, or no text.
    """
    if isinstance(source, bytes):
        return Page(decode(_limited(source, "input"), "input"), "input")
    if source == "-":
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        return Page(decode(_limited(data, "standard input"), "standard input"), "standard input")
    if isinstance(source, str) and re.match(r"https?://", source, re.IGNORECASE):
        return _fetch(source)
    path = Path(source)
    data = _limited(_file_bytes(path), str(path))
    markup = path.suffix.lower() in {".html", ".htm", ".xhtml"}
    return Page(decode(data, str(path)), str(path), stem=path.stem, markup=markup)


def _file_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError("there is no such file", where=str(path), hint="check the path") from None
    except IsADirectoryError:
        raise InputError(
            "this is a folder", where=str(path), hint="give the pages in it, one by one"
        ) from None
    except PermissionError:
        raise InputError("no permission to read it", where=str(path), hint="check the file's mode") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason})", where=str(path), hint="check the path") from None


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        raise InputError(f"the page is larger than {limit}", where=name, hint="give one article at a time")
    return data


def _fetch(url: str) -> Page:
    import http.client
    import urllib.error
    import urllib.request

    headers = {"User-Agent": "political-kg", "Accept": "text/html, text/plain"}
    try:
        request = urllib.request.Request(url, headers=headers)
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            data = response.read(MAX_BYTES + 1)
            charset, kind = response.headers.get_content_charset(), response.headers.get_content_type()
            final = response.geturl()
    except urllib.error.HTTPError as error:
        raise InputError(
            f"the server answers {error.code} {error.reason}", where=url, hint="check the address"
        ) from None
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        hint = "check the network and the address, or save the page and give the file"
        raise InputError(f"cannot be fetched ({reason})", where=url, hint=hint) from None
    raw = decode(_limited(data, url), url, declared=charset)
    return Page(raw, url, url=final, markup=kind in {"text/html", "application/xhtml+xml"})


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """The characters of a page, in the encoding that its mark, its server, its markup or its bytes tell.

    Parameters: `name` is what messages call the page; `declared` the encoding that a
    server gave. Raises InputError for an empty page, a binary file, or bytes that fit no encoding.

    >>> decode("Präsident".encode("cp1252"), "page.txt")
    'Präsident'
    """
    if not data.strip():
        raise InputError("the page is empty", where=name, hint="give a page with text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name)
    _refuse_binary(data, name)
    meta = _META_CHARSET.search(data, 0, 4096)
    for label in (declared, "utf-8", meta[1].decode("ascii") if meta else None):
        text = _try(data, label)
        if text is not None:
            return text
    beyond = sum(byte >= 0x80 for byte in data[:100_000]) / min(len(data), 100_000)
    text = _try(data, "cp1252") if beyond <= _WESTERN_SHARE else None
    return text if text is not None else _guess(data, name)


def _refuse_binary(data: bytes, name: str) -> None:
    hint = "save the article's text as UTF-8 and give that"
    for start, what in _BINARY_STARTS.items():
        if data.startswith(start):
            raise InputError(f"this is {what}, not a text page", where=name, hint=hint)
    sample = data[:100_000]
    controls = sum(byte < 0x20 and byte not in _ASCII_SPACE for byte in sample)
    if b"\0" in data or controls > len(sample) / 100:
        raise InputError("this is a binary file, not a text page", where=name, hint=hint)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"it starts as {encoding} and is broken at byte {error.start}"
        raise InputError(message, where=name, hint="save it as UTF-8") from None


def _try(data: bytes, label: str | None) -> str | None:
    try:
        return data.decode(label) if label else None
    except (LookupError, UnicodeError):
        return None


def _guess(data: bytes, name: str) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:200_000]).best()
    text = _try(data, best.encoding if best else None)
    if text is None:
        raise InputError("its encoding cannot be told", where=name, hint="save it as UTF-8")
    return text
