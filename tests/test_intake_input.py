"""Input that is broken, hostile or in an odd encoding: a page or one clear error, and quickly."""

from __future__ import annotations

import functools
import http.server
import io
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.intake import read
from kg.intake.loading import MAX_BYTES

ROOT = Path(__file__).parent.parent
PAGES = Path(__file__).parent / "pages"
TEXT = "The Präsident’s party — “Unity” — was suspended in Varonia on Monday."


def refused(source: str | Path | bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(source)
    message = str(caught.value)
    assert "\n" not in message
    assert caught.value.where
    assert caught.value.hint
    return caught.value


class TestNothingToRead:
    def test_empty_file(self, tmp_path: Path) -> None:
        page = tmp_path / "a.txt"
        page.write_bytes(b"")
        assert str(refused(page)) == f"{page}: the page is empty; give a page with text"

    @pytest.mark.parametrize("blank", [b" \n\t\r\n ", b"\xef\xbb\xbf", "\u00a0\u200b\n".encode()])
    def test_page_of_blanks(self, blank: bytes) -> None:
        refused(blank)

    def test_page_of_furniture_alone(self) -> None:
        assert "no text of an article" in str(refused(b"Share\n\nPrint\n\nplease wait\n\n0:00\n"))

    def test_html_without_text(self) -> None:
        refused(b"<!DOCTYPE html><html><head><script>var a = 1</script></head><body></body></html>")

    def test_missing_file(self, tmp_path: Path) -> None:
        assert "no such file" in str(refused(tmp_path / "none.txt"))

    def test_folder(self, tmp_path: Path) -> None:
        assert "folder" in str(refused(tmp_path))

    def test_name_that_no_file_can_have(self) -> None:
        refused("a\0b.txt")
        refused("x" * 5000)

    def test_file_without_permission(self) -> None:
        # Root may read every file, so the child gives that up, once the package is loaded.
        code = (
            "import os, sys\nfrom kg.intake import read\nfrom kg.errors import InputError\n"
            "if os.geteuid() == 0:\n    os.setuid(65534)\n"
            "try:\n    read(sys.argv[1])\nexcept InputError as error:\n    print(error)\n"
        )
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "secret.txt"
            page.write_text(TEXT)
            page.chmod(0)
            Path(folder).chmod(0o755)
            command = [sys.executable, "-c", code, str(page)]
            out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
        assert out == f"{page}: no permission to read it; check the file's mode\n"


class TestNotText:
    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
            (b"PK\x03\x04\x14\x00", "ZIP"),
            (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
            (b"\x7fELF\x02\x01", "program"),
            (bytes(range(256)) * 20, "binary"),
            (b"T\0h\0e\0 \0p\0a\0r\0t\0y\0", "binary"),
        ],
    )
    def test_binary_file_is_named_for_what_it_is(self, data: bytes, what: str) -> None:
        assert what in str(refused(data))

    def test_random_bytes(self) -> None:
        import random

        refused(random.Random(1).randbytes(4000))

    def test_utf16_cut_in_the_middle_of_a_character(self) -> None:
        assert "broken at byte" in str(refused(TEXT.encode("utf-16")[:-1]))


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
    def test_text_is_the_same_in_every_encoding(self, encoding: str) -> None:
        assert read(TEXT.encode(encoding)).text == TEXT

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_byte_order_mark_tells_the_order(self, encoding: str) -> None:
        assert read(("\ufeff" + TEXT).encode(encoding)).text == TEXT

    @pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
    def test_another_alphabet_in_an_old_encoding_is_not_garbled(self, encoding: str) -> None:
        text = (
            "Суд приостановил деятельность партии на шесть месяцев, сообщил её представитель в понедельник. "
            * 5
        )
        assert "партии" in read(text.encode(encoding)).text

    def test_html_may_declare_its_encoding(self) -> None:
        page = '<!DOCTYPE html><meta charset="iso-8859-2"><p>Předseda strany byl odvolán v pondělí.</p>'
        assert "Předseda strany" in read(page.encode("iso-8859-2")).text

    def test_a_declared_encoding_that_does_not_exist_is_passed_over(self) -> None:
        page = f'<!DOCTYPE html><meta charset="no-such"><p>{TEXT}</p>'
        assert read(page.encode()).text == TEXT

    def test_text_in_another_language_is_an_article_all_the_same(self) -> None:
        assert read("Партия запрещена, сообщил суд.".encode()).text == "Партия запрещена, сообщил суд."


class TestSize:
    def test_page_of_20_mb_is_refused_in_little_memory(self, tmp_path: Path) -> None:
        page = tmp_path / "large.txt"
        page.write_bytes(b"The party was suspended on Monday.\n\n" * 580_000)
        assert page.stat().st_size > 20_000_000
        tracemalloc.start()
        error = refused(page)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert "larger than 10 MB" in str(error)
        assert peak < 3 * MAX_BYTES

    def test_endless_file_is_refused(self) -> None:
        assert "larger than 10 MB" in str(refused("/dev/zero"))

    def test_text_longer_than_any_article_is_refused(self) -> None:
        assert "more than any article" in str(
            refused(b"".join(b"Party %d was suspended on Monday.\n\n" % i for i in range(40_000)))
        )


BOMBS = {
    "nesting": "<div>" * 100_000 + TEXT,
    "nested inline": "<p>" + "<b>" * 200_000 + TEXT,
    "nested tables": "<table><tr><td>" * 60_000 + TEXT,
    "nested lists": "<ul><li>" * 80_000 + TEXT,
    "huge attribute": f'<p title="{"x" * 5_000_000}">{TEXT}</p>',
    "many attributes": "<p " + " ".join(f'a{i}="{i}"' for i in range(200_000)) + f">{TEXT}</p>",
    "unclosed quotation": f"<p>{TEXT}</p>" + '<a b=">" ' * 200_000,
    "unclosed tags": f"<p>{TEXT}</p>" + "<a" * 1_000_000,
    "unclosed comments": f"<p>{TEXT}</p>" + "<!--" * 500_000,
    "comments": f"<p>{TEXT}</p>" + "<!-- - -- ->" * 200_000,
    "declarations": f"<p>{TEXT}</p>" + "<![" * 500_000,
    "angle brackets": f"<p>{TEXT}</p>" + "<" * 5_000_000,
    "unclosed script": f"<p>{TEXT}</p>" + "<script>" * 300_000,
    "ampersands": f"<p>{TEXT} " + "&" * 900_000 + "</p>",
    "entities": f"<p>{TEXT} " + "&lt;" * 200_000 + "</p>",
    "character references": f"<p>{TEXT} " + "&#9999999999;" * 200_000 + "</p>",
    "spaces": f"<p>{TEXT}" + " " * 5_000_000 + "</p>",
    "equals": "<p " + "=" * 3_000_000 + f">{TEXT}</p>",
    "paragraphs": f"<p>{TEXT}</p>" * 10_000,
    "headings": f"<h1>{TEXT}</h1>" * 50_000,
    "metadata": '<meta name="a" content="b">' * 200_000 + f"<p>{TEXT}</p>",
    "linked data": '<script type="application/ld+json">' + "[" * 500_000 + f"</script><p>{TEXT}</p>",
    "entity expansion": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "'
    + "&a;" * 1000
    + '"><!ENTITY c "'
    + "&b;" * 1000
    + f'">]><html><body><p>{TEXT} &c;&c;</p></body></html>',
}


def try_read(page: bytes) -> str | None:
    try:
        return read(page).text
    except InputError:
        return None


@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_html_bomb_ends_quickly_with_an_article_or_one_error(bomb: str) -> None:
    start = time.process_time()
    text = try_read(("<!DOCTYPE html><html><body>" + BOMBS[bomb]).encode())
    assert time.process_time() - start < 5
    assert text is None or "suspended in Varonia on Monday" in text


TEXT_BOMBS = {
    "one long line": "a" * 900_000,
    "one long line of words": "by Ada " * 120_000,
    "short lines": "Related\n" * 200_000 + TEXT,
    "questions": "Who Will Lead The Council Now?\n" * 30_000,
    "captions": ("The council met.\n" * 2 + "\n") * 20_000 + "A Label\n" * 20_000,
    "commas": "By " + "Ada Brandt, " * 30 + "\n\n" + TEXT,
    "dates": ("The party was banned on January 16. " * 20 + "\n\n") * 1000,
    "years": "In 2011 " * 100_000,
    "capitals": "A" * 390 + "\n\n" + TEXT,
    "dateline": "A " * 400_000 + TEXT,
    "colons": "Share: " * 50 + "\n\n" + TEXT,
    "quotes": '"' * 500_000 + TEXT,
    "digits": "1:" * 190 + "\n\n" + TEXT,
}


@pytest.mark.parametrize("bomb", sorted(TEXT_BOMBS))
def test_text_bomb_ends_quickly_with_an_article_or_one_error(bomb: str) -> None:
    start = time.process_time()
    try_read(TEXT_BOMBS[bomb].encode())
    assert time.process_time() - start < 5


class TestStandardInput:
    def test_a_dash_reads_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
        assert read("-").text == TEXT

    def test_html_on_standard_input_is_known_by_its_beginning(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BytesIO((PAGES / "newspaper.html").read_bytes()))
        )
        assert read("-").source.publisher == "The Varonia Courier"

    def test_empty_standard_input_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        assert str(refused("-")).startswith("standard input: the page is empty")


class TestAddress:
    @pytest.fixture
    def site(self) -> Iterator[str]:
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                pass

        handler = functools.partial(Quiet, directory=str(PAGES))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()

    def test_a_page_on_the_web_is_the_same_as_the_file(self, site: str) -> None:
        article = read(f"{site}/newspaper.html")
        assert article.text == read(PAGES / "newspaper.html").text
        assert article.source.url == f"{site}/newspaper.html"

    def test_a_text_page_on_the_web(self, site: str) -> None:
        assert read(f"{site}/broadcaster.txt").source.publisher == "NBV"

    def test_an_answer_of_the_server_that_is_no_page(self, site: str) -> None:
        assert "the server answers 404" in str(refused(f"{site}/none.html"))

    def test_no_server_or_no_network(self) -> None:
        error = refused("http://127.0.0.1:9/page.html")
        assert "cannot be fetched" in str(error)
        assert "save the page and give the file" in str(error)

    @pytest.mark.parametrize("address", ["http://", "https://[bad/", "http://exa mple/"])
    def test_an_address_that_is_none(self, address: str) -> None:
        refused(address)


def test_a_text_page_is_read_without_the_html_library() -> None:
    code = (
        "import sys, time\nstart = time.process_time()\nfrom kg.intake import read\n"
        "took = time.process_time() - start\nread(sys.argv[1])\n"
        "loaded = {'trafilatura', 'lxml', 'charset_normalizer', 'urllib.request'} & set(sys.modules)\n"
        "print(took, sorted(loaded))\n"
    )
    command = [sys.executable, "-c", code, str(PAGES / "broadcaster.txt")]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    seconds, loaded = out.split(maxsplit=1)
    assert loaded.strip() == "[]"
    assert float(seconds) < 0.5
