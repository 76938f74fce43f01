"""The upload area in a real browser: choose, drop, send, read the report, release what was doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from browsed import Browser, browsing, needs_browser
from served import DROUGHT, SECRET, filled

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
    assert not browser.texts(".tc-added .tc-warned li")
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
    chosen(browser, path)  # another upload does not take away what is being decided
    browser.wait("#tc-upload-send").click()
    browser.until(lambda: browser.texts(".tc-quarantined h3") == ["Giữ lại, không nạp (2)"])
    assert name.get_attribute("value") == "Trần Thị Lạc Thư"
    button.click()
    browser.wait(".tc-added")
    assert browser.texts(".tc-quarantined h3") == ["Giữ lại, không nạp (1)"]
    assert browser.driver.execute_script("return window.sent") == [
        {"files": "kh.txt"},
        {"files": "kh.txt"},
        {"files": "kh.txt", "release": "ab12", "author": "Trần Thị Lạc Thư"},
    ]


def test_what_could_not_be_read_of_a_file_is_told_in_the_report(browser: Browser, tmp_path: Path) -> None:
    bare = tmp_path / "ghi chép.txt"
    bare.write_text("Cuộc họp bàn về bến bãi ven sông và việc phân luồng tàu thuyền.", encoding="utf-8")
    chosen(browser, bare)
    browser.wait("#tc-upload-send").click()
    browser.until(lambda: "Đã xử lý 1 tệp" in " ".join(browser.texts(".tc-upload-state")))
    assert "Không rõ số, ký hiệu" in browser.texts(".tc-added .tc-warned li")
