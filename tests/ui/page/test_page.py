"""The page in a real browser: ask, read, search, open, on a desk and on a phone, with nothing from outside."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from browsed import Browser, browsing, needs_browser
from served import filled

pytestmark = [pytest.mark.browser, needs_browser]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def window(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(archive, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def browser(window: Browser) -> Browser:
    window.size(1280)
    window.open()
    return window


def test_enter_asks_and_the_answer_shows_its_citation_with_the_words_marked(browser: Browser) -> None:
    browser.ask("Ai chủ trì vận hành các cống ngăn mặn?")
    assert "Sở Nông nghiệp và Phát triển nông thôn" in " ".join(browser.texts(".tc-answer .tc-text"))
    assert browser.texts(".tc-status")
    card = browser.texts(".tc-card")[0]
    assert "88/UBND-KT" in card
    assert "ngày 12 tháng 6 năm 2024" in card
    marked = [word.casefold() for word in browser.texts(".tc-card mark")]
    assert any("ngăn mặn" in word for word in marked)
    # a text file has no pages, so none is named
    assert "Trang" not in card


def test_a_citation_opens_the_document_at_the_marked_words(browser: Browser) -> None:
    browser.ask("Ai chủ trì vận hành các cống ngăn mặn?")
    address = browser.first_citation()
    browser.driver.get(address)
    mark = browser.wait("mark#trich")
    top = browser.driver.execute_script("return arguments[0].getBoundingClientRect().top", mark)
    assert 0 <= top < 900
    assert "cống" in " ".join(browser.texts("mark"))
    browser.all(".van-ban sup a")[0].click()
    assert "Lạc Khê" in browser.wait(".chu-thich li:target").text


def test_a_button_and_an_example_ask_as_well(browser: Browser) -> None:
    browser.all("button.tc-chip")[0].click()
    browser.wait(".tc-answer")
    browser.open()
    browser.wait("#tc-question textarea").send_keys("88/UBND-KT")
    browser.wait("#tc-send").click()
    browser.wait(".tc-answer")


def test_an_empty_question_is_told_what_to_do(browser: Browser) -> None:
    browser.wait("#tc-send").click()
    assert "Chưa có câu hỏi" in browser.wait(".tc-refusal").text


def test_search_marks_the_words_and_honours_the_filters(browser: Browser) -> None:
    browser.tab("Tìm kiếm")
    browser.wait("#tc-query textarea, #tc-query input").send_keys("nuoc sach nong thon", Keys.ENTER)
    browser.wait("#tc-hits .tc-card")
    assert any("nước sạch" in word for word in browser.texts("#tc-hits mark"))
    browser.wait(".tc-filters button").click()
    since = browser.wait('.tc-filters [placeholder="18/6/2024"]')
    since.send_keys("hôm qua", Keys.ENTER)
    assert "Ban hành từ ngày" in browser.wait("#tc-hits .tc-refusal").text


def test_the_register_and_the_list_show_what_the_archive_holds(browser: Browser) -> None:
    browser.tab("Nhiệm vụ")
    browser.wait("#tc-tasks .tc-body")
    assert any(text.startswith("Sở Y tế") for text in browser.texts("#tc-tasks summary"))
    chosen = browser.wait('[aria-label="Cơ quan thực hiện"]')
    chosen.click()
    browser.until(
        lambda: next((one for one in browser.all("[role=option]") if one.text.endswith("Sở Tài chính")), None)
    ).click()
    browser.until(lambda: browser.texts("#tc-tasks summary") == ["Sở Tài chính (1)"])
    browser.tab("Văn bản")
    browser.wait("#tc-documents .tc-document")
    assert len(browser.texts("#tc-documents .tc-document")) == 3
    browser.wait("#tc-document-number textarea, #tc-document-number input").send_keys("21", Keys.ENTER)
    browser.until(lambda: len(browser.texts("#tc-documents .tc-document")) == 1)


def test_markup_in_a_document_is_shown_as_text_everywhere(browser: Browser) -> None:
    browser.ask("Ai chủ trì rà soát phần mềm độc hại?")
    assert any("<script>" in text for text in browser.texts(".tc-card"))
    address = browser.first_citation()
    browser.tab("Tìm kiếm")
    browser.wait("#tc-query textarea, #tc-query input").send_keys("phần mềm độc hại", Keys.ENTER)
    browser.until(lambda: any("onerror" in text for text in browser.texts("#tc-hits .tc-card")))
    browser.tab("Nhiệm vụ")
    browser.wait("#tc-tasks .tc-body")
    assert browser.driver.title != "hong"
    browser.driver.get(address)
    assert "<script>" in browser.wait(".van-ban").text
    assert browser.driver.title != "hong"
    assert not browser.all("img")


def test_nothing_is_wider_than_a_phone(browser: Browser) -> None:
    browser.size(390)
    browser.open()
    assert len([one for one in browser.all("button[role=tab]") if one.is_displayed()]) == 5
    assert browser.overflow() <= 0
    browser.ask("Ai chủ trì vận hành các cống ngăn mặn?")
    assert browser.overflow() <= 0
    address = browser.first_citation()
    for name, shown in (
        ("Tìm kiếm", "#tc-query"),
        ("Nhiệm vụ", ".tc-body"),
        ("Văn bản", ".tc-document"),
        ("Nạp văn bản", "#tc-files"),
    ):
        browser.tab(name)
        browser.wait(shown)
        assert browser.overflow() <= 0, name
    browser.driver.get(address)
    browser.wait("mark")
    assert browser.overflow() <= 0


def test_the_page_is_vietnamese_whatever_the_browser_speaks(browser: Browser) -> None:
    assert browser.driver.execute_script("return document.documentElement.lang") == "vi"
    browser.tab("Nạp văn bản")
    assert "Kéo tệp vào đây" in browser.wait("#tc-files").text
    words = " ".join(browser.texts(".gradio-container"))
    for foreign in ("Gradio", "Drop", "Click", "Submit", "Settings", "API"):
        assert foreign not in words


def test_a_page_that_lost_its_server_says_so_and_comes_back(browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Network.enable", {})
    browser.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/gradio_api/*"]})
    try:
        browser.wait("#tc-question textarea").send_keys("88/UBND-KT", Keys.ENTER)
        assert "Mất kết nối với máy chủ" in browser.wait(".toast-message-text").text
        assert browser.texts(".toast-title") == ["Lỗi"]
        browser.driver.execute_script("window.before = true")
    finally:
        browser.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    browser.until(lambda: not browser.driver.execute_script("return window.before"))
    browser.ask("88/UBND-KT")
    browser.log("browser")


def test_answers_are_announced_and_boxes_have_labels(browser: Browser) -> None:
    assert browser.wait("#tc-answer").get_attribute("aria-live") == "polite"
    browser.tab("Nạp văn bản")
    assert browser.until(lambda: browser.all("#tc-report"))[0].get_attribute("aria-live") == "polite"
    for box in browser.all("textarea, input:not([type=file])"):
        if box.is_displayed():
            assert box.accessible_name


def test_no_request_leaves_the_machine(browser: Browser) -> None:
    browser.log("performance")
    browser.open()
    browser.ask("Ai chủ trì vận hành các cống ngăn mặn?")
    for name in ("Tìm kiếm", "Nhiệm vụ", "Văn bản", "Nạp văn bản"):
        browser.tab(name)
        time.sleep(0.5)
    browser.open("/van-ban/88/UBND-KT")
    browser.open("/docs")
    events = [json.loads(entry["message"])["message"] for entry in browser.log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert len(asked) > 20
    outside = [url for url in asked if not url.startswith((browser.address, "data:", "blob:"))]
    assert outside == []


def test_the_script_policy_is_not_broken_by_the_page_itself(browser: Browser) -> None:
    browser.log("browser")
    browser.open()
    browser.ask("Ai chủ trì vận hành các cống ngăn mặn?")
    broken = [entry["message"] for entry in browser.log("browser") if entry["level"] == "SEVERE"]
    assert broken == []
