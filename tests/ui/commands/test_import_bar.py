"""The bar that shows how an import goes on."""

import io
from pathlib import Path

import pytest

from ui.cli import main
from ui.commands.ingest import Bar


class Terminal(io.StringIO):
    """A stream that passes for a terminal."""

    def isatty(self) -> bool:
        """Tell that it is one."""
        return True


def test_the_bar_names_file_page_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    bar = Bar(4, terminal)
    bar("kế hoạch.pdf", 1, 4)
    bar.page("báo cáo.pdf", 3, 20)
    bar.close()
    shown = terminal.getvalue().split("\r")
    assert any("0/4 tệp" in line for line in shown)
    last = next(line for line in shown if "báo cáo.pdf" in line)
    assert "1/4 tệp" in last
    assert "tệp/s" in last
    assert "còn " in last
    assert "báo cáo.pdf, trang 3/20" in last


def test_no_bar_is_drawn_where_nobody_looks() -> None:
    stream = io.StringIO()
    bar = Bar(2, stream)
    bar("a.pdf", 1, 2)
    bar.page("b.pdf", 1, 2)
    bar.close()
    assert stream.getvalue() == ""


@pytest.mark.slow
def test_the_report_shows_a_name_that_would_command_the_terminal_on_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hai\ndòng\x1b[2J.txt").write_text("")
    assert main(["ingest", str(tmp_path), "--archive", str(tmp_path / "kho"), "--encoder", ""]) == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    printed = " ".join(printed.split())  # a long path breaks the line before its reason
    assert "hai?dòng?[2J.txt: Tệp rỗng" in printed
