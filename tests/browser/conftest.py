"""A real headless Chromium over a real server; without a browser the tests say loudly that they did not run."""

import os
import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web.homes import home_of, serving
from web.statics import static

NAMES = ("chromium", "chromium-browser", "google-chrome")


def needing(library: str, what: str) -> Sequence[pytest.MarkDecorator]:
    """Marks of browser tests that need a library which `make assets` fetches; without it they say that they did not run."""
    reason = f"NO {library} IN web/static: {what} DID NOT RUN (make assets needs npm)"
    return [pytest.mark.browser, pytest.mark.skipif(static(library) is None, reason=reason)]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, seeds: list[Path]) -> Iterator[str]:
    """The address of a server over the bundled documents."""
    with serving(home_of(tmp_path_factory.mktemp("browser"), seeds)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium: `SUWEN_CHROMIUM`, or the first of the usual names on the PATH."""
    found = os.environ.get("SUWEN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(
            "NO CHROMIUM FOUND: THE BROWSER TESTS DID NOT RUN (apt-get install chromium, or set SUWEN_CHROMIUM)"
        )
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=arguments)
        # Pages speak the browser's language; the tests read Chinese.
        running.new_context = partial(running.new_context, locale="zh-CN")  # type: ignore[method-assign]
        yield running
        running.close()


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page at phone and desk width, light and dark; it must not complain on the console."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints
