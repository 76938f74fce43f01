"""The page in a real browser: ask, read, search, open, upload, on a desk and on a phone, with nothing from outside."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsed import Browser, browsing, needs_browser
from selenium.webdriver.common.keys import Keys
from served import DROUGHT, SECRET, filled

pytestmark = needs_browser


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


def chosen(browser: Browser, *paths: Path) -> None:
    """Choose files on the upload area and wait until the page lists them."""
    browser.tab("Nạp văn bản")
    browser.until(lambda: browser.all("#tc-files input[type=file]"))
    browser.all("#tc-files input[type=file]")[0].send_keys("\n".join(map(str, paths)))
    browser.until(lambda: len(browser.texts(".tc-chosen li")) == len(paths))


def test_files_are_taken_in_one_by_one_with_a_joint_report(browser: Browser, tmp_path: Path) -> None:
    good, empty, secret, twin, left_out = (
        tmp_path / name for name in ("cv 95.txt", "rỗng.txt", "kh07.txt", "cv 95 bản hai.txt", "cv 97.txt")
    )
    good.write_text(DROUGHT.replace("88/UBND-KT", "95/UBND-KT"), encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    secret.write_text(SECRET, encoding="utf-8")
    twin.write_bytes(good.read_bytes())
    left_out.write_text(DROUGHT.replace("88/UBND-KT", "97/UBND-KT"), encoding="utf-8")
    chosen(browser, good, empty, secret, twin, left_out)
    browser.all(".tc-chosen li:last-child .tc-remove")[0].click()
    browser.until(lambda: len(browser.texts(".tc-chosen li")) == 4)
    browser.wait("#tc-upload-send").click()
    browser.until(lambda: "Đã xử lý 4 tệp" in " ".join(browser.texts(".tc-upload-state")))
    assert browser.texts(".tc-added h3, .tc-unchanged h3, .tc-quarantined h3, .tc-failed h3, .tc-duplicates h3") == [
        "Đã nạp (1)",
        "Đã có sẵn trong kho (1)",
        "Giữ lại, không nạp (1)",
        "Không đọc được (1)",
        "Trùng hoặc gần trùng (1)",
    ]
    assert "cv 95" in browser.wait(".tc-added").text
    assert "Tệp rỗng" in browser.wait(".tc-failed").text
    assert "dấu mật" in browser.wait(".tc-quarantined").text
    assert not browser.all(".tc-release")  # a plain secrecy mark is not to be waved through
    assert browser.texts(".tc-chosen li") == []
    address = browser.all(".tc-added a")[0].get_attribute("href")
    browser.tab("Văn bản")
    browser.until(lambda: any("95/UBND-KT" in text for text in browser.texts(".tc-document")))
    assert not any("97/UBND-KT" in text for text in browser.texts(".tc-document"))
    browser.driver.get(str(address))
    assert "95/UBND-KT" in browser.wait(".van-ban").text


def test_files_that_are_dropped_are_taken_and_the_keyboard_suffices(browser: Browser, tmp_path: Path) -> None:
    browser.tab("Nạp văn bản")
    browser.wait("#tc-files .tc-choose")
    drop = """
        const data = new DataTransfer();
        data.items.add(new File([arguments[0]], "<b>cv 96.txt", {type: "text/plain"}));
        document.querySelector("#tc-files").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
    """
    browser.driver.execute_script(drop, DROUGHT.replace("88/UBND-KT", "96/UBND-KT"))
    assert browser.until(lambda: browser.texts(".tc-chosen li span")) == ["<b>cv 96.txt"]
    browser.driver.execute_script(
        "const pick = document.querySelector('#tc-files input'); pick.click = () => { document.title = 'mở'; };"
        "document.querySelector('.tc-choose').focus()"
    )
    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    browser.until(lambda: browser.driver.title == "mở")
    browser.driver.switch_to.active_element.send_keys(Keys.TAB, Keys.TAB)
    assert browser.driver.switch_to.active_element.get_attribute("id") == "tc-upload-send"
    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert "cv 96" in browser.wait(".tc-added").text


def test_a_lost_connection_is_told_and_the_file_stays_chosen(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "cv 98.txt"
    path.write_text(DROUGHT.replace("88/UBND-KT", "98/UBND-KT"), encoding="utf-8")
    browser.tab("Nạp văn bản")
    browser.wait("#tc-upload-send").click()
    assert browser.until(lambda: browser.texts(".tc-upload-state")) == ["Chưa chọn tệp nào."]
    chosen(browser, path)
    browser.driver.execute_cdp_cmd("Network.enable", {})
    browser.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/api/v1/documents*"]})
    try:
        browser.wait("#tc-upload-send").click()
        browser.until(lambda: "Mất kết nối" in " ".join(browser.texts(".tc-upload-state")))
    finally:
        browser.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        browser.log("browser")
    browser.wait("#tc-upload-send").click()
    assert "cv 98" in browser.wait(".tc-added").text


DOUBTFUL = """
    const send = XMLHttpRequest.prototype.send;
    window.sent = [];
    XMLHttpRequest.prototype.send = function (body) {
      window.sent.push(Object.fromEntries([...body].map(([name, value]) => [name, value.name ?? value])));
      const doubt = { file: "kh.txt", reason: "Có phải <b>văn bản mật</b> không?", doubt: true, sha256: "ab12" };
      const told = body.get("release") ? { added: [{ file: "kh.txt", document_id: "d1" }] } : { quarantined: [doubt] };
      Object.defineProperty(this, "status", { value: 200 });
      Object.defineProperty(this, "responseText", { value: JSON.stringify(told) });
      this.dispatchEvent(new Event("load"));
    };
"""


def test_a_doubtful_file_is_released_by_name(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_text("x", encoding="utf-8")
    chosen(browser, path)
    browser.driver.execute_script(DOUBTFUL)  # the server's part, as the contract says
    browser.wait("#tc-upload-send").click()
    assert "Có phải <b>văn bản mật</b> không?" in browser.wait(".tc-quarantined").text
    button = browser.wait(".tc-release button")
    assert button.text == "Không phải văn bản mật: nạp văn bản này"
    button.click()  # without a name nothing is sent
    name = browser.wait(".tc-release input")
    assert name.accessible_name == "Người xác nhận"
    name.send_keys("Trần Thị Lạc Thư")
    button.click()
    browser.wait(".tc-added")
    assert not browser.all(".tc-quarantined")
    assert browser.driver.execute_script("return window.sent") == [
        {"files": "kh.txt"},
        {"files": "kh.txt", "release": "ab12", "author": "Trần Thị Lạc Thư"},
    ]


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
