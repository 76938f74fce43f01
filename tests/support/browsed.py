"""A real browser on the service, as tests of the page use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from served import serving

CHROMIUM = shutil.which("chromium") or ""
DRIVER = shutil.which("chromedriver") or ""
needs_browser = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed")

T = TypeVar("T")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --lang=fr"
)
PATIENCE = 60  # seconds until a test gives up; nothing is asserted about time


class Browser:
    """A browser window on the service."""

    def __init__(self, driver: webdriver.Chrome, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str = "/") -> None:
        """Open a page; at the start page wait until Gradio has built it."""
        self.driver.get(self.address + path)
        if path == "/":
            self.wait("#tc-question textarea")
            self.until(lambda: self.texts("button.tc-chip"))

    def until(self, condition: Callable[[], T | None]) -> T:
        """Wait for a condition to hold."""
        waiting = WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[StaleElementReferenceException])
        found = waiting.until(lambda _: condition())
        assert found is not None
        return found

    def wait(self, css: str) -> WebElement:
        """Wait for a visible element."""
        return self.until(lambda: next((one for one in self.all(css) if one.is_displayed()), None))

    def all(self, css: str) -> list[WebElement]:
        """Return all elements that match."""
        return list(self.driver.find_elements(By.CSS_SELECTOR, css))

    def texts(self, css: str) -> list[str]:
        """Return the visible texts of all elements that match."""
        # in one go: an element of a list may be gone when its turn comes
        script = "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent).map(e => e.innerText)"
        return [text for text in self.driver.execute_script(script, css) if text]

    def tab(self, name: str) -> None:
        """Open one of the five areas."""
        self.until(lambda: next((one for one in self.all("button[role=tab]") if one.text == name), None)).click()

    def ask(self, question: str) -> None:
        """Type a question, press Enter and wait for its answer."""
        box = self.wait("#tc-question textarea")
        box.clear()
        box.send_keys(question, Keys.ENTER)
        self.wait(".tc-answer")

    def first_citation(self) -> str:
        """Return the address that the first citation of the answer leads to."""
        return self.all(".tc-card .tc-primary")[0].get_attribute("href") or ""

    def log(self, kind: str) -> list[dict[str, str]]:
        """Return what was logged since the last call."""
        return list(self.driver.get_log(kind))  # type: ignore[no-untyped-call]

    def size(self, width: int) -> None:
        """Make the window as wide as a desk screen or a phone."""
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the 390 of a phone."""
        return int(self.driver.execute_script("return document.documentElement.scrollWidth")) - 390


@contextmanager
def browsing(archive: Path, profile: Path) -> Iterator[Browser]:
    """Serve an archive and open a browser window on it; ``profile`` is a folder for the browser's own files."""
    options = Options()
    options.binary_location = CHROMIUM
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    with serving(archive) as address:
        driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        try:
            yield Browser(driver, address)
        finally:
            driver.quit()
