"""The register on the page, in a real browser: notes at their tasks, files to take away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browsed import Browser, browsing, needs_browser
from served import filled

pytestmark = [pytest.mark.browser, needs_browser]


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    archive = filled(tmp_path_factory.mktemp("page"))
    with browsing(archive, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def browser(window: Browser) -> Browser:
    window.size(1280)
    window.open()
    return window


def test_a_note_is_set_at_its_task_and_a_late_writer_is_told(browser: Browser) -> None:
    browser.tab("Nhiệm vụ")
    browser.until(lambda: [one for one in browser.all("#tc-tasks .tc-edit") if one.is_displayed()])[0].click()
    form = browser.wait("form.tc-standing:not([hidden])")
    assert all(box.accessible_name for box in form.find_elements(By.CSS_SELECTOR, "select, input, textarea"))
    form.find_element(By.CSS_SELECTOR, "select").send_keys("Xong")
    form.find_element(By.CSS_SELECTOR, "textarea").send_keys("Đã <b>gửi</b>.")
    save = form.find_element(By.CSS_SELECTOR, "button[type=submit]")
    save.click()
    browser.until(lambda: browser.texts("form.tc-standing [role=status]") == ["Đã lưu."])
    assert "Đã <b>gửi</b>." in browser.texts("#tc-tasks .tc-note-now")
    assert "Xong" in browser.texts("#tc-tasks .tc-status-now")
    task = form.get_attribute("data-id")
    change = "return fetch('/api/v1/tasks/' + arguments[0], {method: 'PATCH', headers: {'Content-Type': 'application/json'}, body: '{\"note\": \"Khác.\"}'}).then(r => r.status)"
    assert browser.driver.execute_script(change, task) == 200
    save.click()
    browser.until(lambda: any("Khác." in text for text in browser.texts("form.tc-standing [role=status]")))
    browser.log("browser")  # the refusal stands there


def test_what_is_listed_can_be_taken_away_as_a_file(browser: Browser) -> None:
    browser.tab("Nhiệm vụ")
    browser.wait("#tc-tasks .tc-exports a")
    script = "return Promise.all([...document.querySelectorAll('.tc-exports a')].map(a => fetch(a.href).then(r => r.headers.get('content-type'))))"
    kinds = browser.driver.execute_script(script)
    assert [kind.partition(";")[0].rpartition(".")[2] for kind in kinds] == ["text/csv", "sheet", "text/calendar"]


def test_a_body_typed_behind_the_words_in_the_box_is_found(browser: Browser) -> None:
    browser.tab("Nhiệm vụ")
    browser.wait("#tc-tasks .tc-body")
    browser.wait('[aria-label="Cơ quan thực hiện"]').send_keys("so tai chinh", Keys.ENTER)
    browser.until(lambda: browser.texts("#tc-tasks .tc-share") == ["Việc giao đích danh (1)"])
    assert browser.texts("#tc-tasks summary") == ["Sở Tài chính (1)"]
