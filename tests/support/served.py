"""The web application on a real loopback port over a small archive, for tests of the HTTP interface and the page."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from gradio.routes import App

TODAY = date(2024, 7, 1)

DROUGHT = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC
Số: 88/UBND-KT
V/v phòng, chống hạn mặn mùa khô năm 2024

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Lạc, ngày 12 tháng 6 năm 2024

Kính gửi: Các sở, ban, ngành tỉnh.

Để chủ động ứng phó hạn mặn, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Công an tỉnh vận hành các cống ngăn mặn trên sông Lạc¹, báo cáo kết quả trước ngày 30 tháng 6 năm 2024.

2. Sở Y tế chủ trì, phối hợp các địa phương hướng dẫn người dân trữ nước ngọt hợp vệ sinh theo Kế hoạch số 21/KH-UBND ngày 05 tháng 02 năm 2024.

¹ Gồm cống Lạc Khê và cống Bến Gỗ, đưa vào sử dụng năm 2019.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Thị Lạc Thư
"""

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC
Số: 21/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Lạc, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
Cấp nước sinh hoạt nông thôn năm 2024

I. MỤC TIÊU
Đến cuối năm 2024 có 93,5% số hộ nông thôn dùng nước sạch.

II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính chủ trì cân đối 12 tỷ đồng cho 04 trạm cấp nước.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Bình
"""

# What an attacker would put into a directive; it must be shown as text everywhere.
HOSTILE = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC
Số: 99/UBND-NC

Bình Lạc, ngày 20 tháng 6 năm 2024

1. Công an tỉnh chủ trì rà soát phần mềm độc hại <img src=x onerror="document.title='hong'"> và <script>document.title='hong'</script> trên máy tính.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Bình
"""

SECRET = "TỐI MẬT\n\n" + PLAN.replace("21/KH-UBND", "07/KH-UBND")


def written(folder: Path) -> list[Path]:
    """Write the directives as files and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in (("cv 88 hạn mặn.txt", DROUGHT), ("kh21.txt", PLAN), ("cv99.txt", HOSTILE)):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def filled(folder: Path) -> Path:
    """Make an archive of the directives under ``folder`` and return its place."""
    from rag.library import Library

    archive = folder / "archive"
    with Library.open(archive, encoder="", create=True) as library:
        report = library.ingest(written(folder / "files"))
        assert len(report.added) == 3, report
    return archive


@contextmanager
def serving(archive: Path) -> Iterator[str]:
    """Serve an archive on a free loopback port; yields the address of the service."""
    from ui.app import create_app
    from ui.server.patience import Patience
    from ui.server.patient_protocol import patient

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        app = create_app(archive, encoder="", today=lambda: TODAY)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", **patient(Patience())))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.05)
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(30)


def gradio_app(archive: Path) -> App:
    """Return Gradio's own application, as it is mounted in ours."""
    from gradio.routes import App as GradioApp
    from starlette.routing import Mount

    from ui.app import create_app

    mounted = create_app(archive, encoder="", today=lambda: TODAY).routes[-1]
    assert isinstance(mounted, Mount)
    assert isinstance(mounted.app, GradioApp)
    return mounted.app
