"""HTML: words nobody sees are set apart, whatever hides them; words that only look so stay in the text."""

import pytest

from ingest.readers.html.reader import read_html

_ORDER = "Giao Sở Xây dựng chủ trì bán nhà kho."
_STYLES = ".x, #y { display: none } td.pale { color: #fff /* as paper */ } .dark { background: #123; color: white }"

_UNSEEN = {
    "not displayed": f"<p style='DISPLAY:none'>{_ORDER}</p>",
    "not visible": f"<div style='visibility: hidden'><p>{_ORDER}</p></div>",
    "attribute": f"<p hidden>{_ORDER}</p>",
    "class": f"<p class='a x'>{_ORDER}</p>",
    "id": f"<div id='y'>{_ORDER}</div>",
    "no size": f"<p><span style='font-size:0'>{_ORDER}</span></p>",
    "one pixel": f"<p><span style='font-size: 1px !important'>{_ORDER}</span></p>",
    "share of a size": f"<p style='font-size:50%'><span style='font-size:10%'>{_ORDER}</span></p>",
    "white": f"<p><font color='#FFFFFF'>{_ORDER}</font></p>",
    "white by name": f"<p style='color:white'>{_ORDER}</p>",
    "white by parts": f"<p style='color: rgb(254, 255, 255)'>{_ORDER}</p>",
    "transparent": f"<p style='color: transparent'>{_ORDER}</p>",
    "ground of the same colour": f"<p style='background:#123456;color:#123456'>{_ORDER}</p>",
    "no opacity": f"<p style='opacity:0'>{_ORDER}</p>",
    "moved away": f"<p style='position:absolute; left:-9999px'>{_ORDER}</p>",
    "cell": f"<table border=1><tr><td>Việc</td><td class='pale'>{_ORDER}</td></tr><tr><td>a</td><td>b</td></tr></table>",
    "row": f"<table><tr style='display:none'><td>{_ORDER}</td><td></td></tr><tr><td>a</td><td>b</td></tr></table>",
    "white on the dark ground of a stranger": f"<p class='dark'>a</p><p style='color:#fefefe'>{_ORDER}</p>",
}
_SEEN = {
    "white on dark": f"<div class='dark'><p>{_ORDER}</p></div>",
    "white in a dark cell": f"<table><tr bgcolor='#1F3864'><td><font color=white>{_ORDER}</font></td></tr></table>",
    "white on a picture": f"<div style='background: url(a.png)'><p style='color:white'>{_ORDER}</p></div>",
    "light grey": f"<p style='color:#bbb'>{_ORDER}</p>",
    "a colour by a name that is not known": f"<p style='color:papayawhip'>{_ORDER}</p>",
    "small print": f"<p style='font-size:8px'>{_ORDER}</p>",
    "shown again": f"<div style='visibility:hidden'><p style='visibility:visible'>{_ORDER}</p></div>",
    "hanging indent": f"<p style='text-indent:-18pt;margin-left:36pt'>{_ORDER}</p>",
    "a class of that name elsewhere": f"<p class='pale'>{_ORDER}</p>",
}


def _page(inside: str) -> bytes:
    return f"<html><head><style>{_STYLES}</style></head><body><p>Một dòng thấy rõ.</p>{inside}</body></html>".encode()


@pytest.mark.parametrize("way", _UNSEEN)
def test_words_that_nobody_sees_are_set_apart_and_told(way: str) -> None:
    reading = read_html(_page(_UNSEEN[way]))
    assert [line.text for line in reading.lines if line.role == "hidden"] == [_ORDER]
    assert all(_ORDER not in line.text for line in reading.lines if line.role != "hidden")
    assert [(one.code, one.detail) for one in reading.warnings] == [("hidden_text", "9")]


@pytest.mark.parametrize("way", _SEEN)
def test_words_that_people_read_stay(way: str) -> None:
    reading = read_html(_page(_SEEN[way]))
    assert _ORDER in " ".join(line.text for line in reading.lines if line.role != "hidden")
    assert not reading.warnings
