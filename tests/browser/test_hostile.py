"""Payloads in documents, titles, file names, queries, links and uploads, met by a real Chromium: nothing of them runs."""

import csv
import http.server
import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from kb.cells import FORMULA
from kb.home import Home
from tests.web.homes import home_with, serving
from web.settings import Settings

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "<svg onload=pwned()><animate onbegin=pwned() attributeName=x>",
    "<svg><script>pwned()</script></svg>",
    "<svg><a xlink:href='javascript:pwned()'><text y=20>x</text></a></svg>",
    "<a href='javascript:pwned()'>x</a>",
    "<a href='java&#10;script:pwned()'>x</a>",
    "<a href='data:text/html,<script>parent.pwned()</script>'>x</a>",
    "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
    "<object data='data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+'></object>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=pwned()&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=pwned()>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=pwned()>",
    "<svg></p><style><a id='</style><img src=1 onerror=pwned()>'>",
    "<template><script>pwned()</script></template><details open ontoggle=pwned()>x</details>",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=javascript:pwned()'>",
    "<style>@import 'https://evil.example/x.css';*{background:url(https://evil.example/y)}</style>",
    "\"'><script>pwned()</script>",
    "' autofocus onfocus=pwned() x='",
    "{{ 7*7 }}{% raw %}<script>pwned()</script>",
    "</title></textarea></script><script>pwned()</script>",
    '[x](javascript:pwned()) ![x](x"onerror="pwned())',
    "\u202e<script>pwned()</script>\u2028<script>pwned()</script>",
    "＜script＞pwned()＜/script＞",
)
NAMES = (
    "<img src=x onerror=pwned()>.txt",
    "'\"onmouseover=pwned() x=.txt",
    "javascript:pwned().txt",
    "=1+1.txt",
)


def texts() -> dict[str, str]:
    """A document for each file name: the payloads as its title, its issuer, and its words."""
    documents = {}
    for number, name in enumerate(NAMES):
        some = [payload.replace("\n", " ") for payload in PAYLOADS[number::4]]
        body = "\n".join(f"第{place}条　{payload}，《{payload}办法》。" for place, payload in enumerate(some))
        documents[name] = (
            f"标题：{some[0]}\n济南市教育局关于{some[-1]}的通知\n一、{some[1]}\n{body}\n局长{some[0]}。\n"
        )
    markup = "".join(f"<p>{payload}</p>" for payload in PAYLOADS)
    documents["page.html"] = (
        f"<html><title>{PAYLOADS[0]}</title><body><h1>某局通知</h1>{markup}</body></html>"
    )
    documents["page.md"] = "# 某局通知\n\n" + "\n\n".join(PAYLOADS)
    return documents


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with nothing but hostile documents."""
    return home_with(tmp_path_factory.mktemp("hostile"), texts())


@pytest.fixture(scope="module")
def site(hostile: Home) -> Iterator[str]:
    with serving(hostile) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes whatever runs, whatever it asks of other hosts, and where it is led."""
    context = browser.new_context()
    page = context.new_page()
    met: list[str] = []
    context.expose_function("pwned", lambda: met.append("ran"))
    page.on("dialog", lambda dialog: (met.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: met.append(str(error)))
    page.on(
        "request",
        lambda asked: met.append(asked.url) if not asked.url.startswith("http://127.0.0.1") else None,
    )
    yield page
    context.close()
    assert met == []


def looked_at(page: Page, url: str) -> None:
    """Open an address, move over and touch all that could be touched, and look for what must not be there."""
    page.goto(url)
    page.evaluate(
        """() => { for (const e of document.querySelectorAll('main *')) {
            for (const kind of ['mouseover', 'focus', 'toggle', 'error', 'load']) e.dispatchEvent(new Event(kind)); } }"""
    )
    bad = page.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap(e => [
            ...(e.localName === 'script' && !e.src.startsWith(location.origin + '/static/') ? ['script'] : []),
            ...(['iframe', 'object', 'embed', 'base', 'style', 'template', 'math'].includes(e.localName) ? [e.localName] : []),
            ...[...e.attributes].filter(a => a.name.startsWith('on')
                || /^\\s*(javascript|data|vbscript):/i.test(a.value.replace(/[\\u0000-\\u0020]/g, '')) && /href|src|action/.test(a.name))
              .map(a => e.localName + ' ' + a.name)])"""
    )
    assert bad == []


def documents(page: Page, site: str) -> list[str]:
    answer = page.request.get(f"{site}/api/v1/documents?per_page=50").json()
    return [document["id"] for document in answer["results"]]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/documents",
        "/agency",
        "/policy",
        "/leader",
        "/platform",
        "/graph",
        "/findings",
        "/unresolved",
        "/review",
        "/builds",
    ],
)
def test_lists(page: Page, site: str, path: str) -> None:
    looked_at(page, site + path)


def test_documents(page: Page, site: str) -> None:
    ids = documents(page, site)
    assert len(ids) == len(texts())
    for key in ids:
        looked_at(page, f"{site}/documents/{key}")


def test_entities(page: Page, site: str) -> None:
    for kind in ("agency", "policy", "leader"):
        for entity in page.request.get(f"{site}/api/v1/entities/{kind}?per_page=5").json()["results"]:
            looked_at(page, f"{site}/{quote(entity['entity']['id'] if 'entity' in entity else entity['id'])}")


def test_queries_and_parameters(page: Page, site: str) -> None:
    for payload in PAYLOADS:
        looked_at(page, f"{site}/search?q={quote(payload)}")
    looked_at(page, f"{site}/search?q=pwned")
    for payload in PAYLOADS[:6]:
        given = quote(payload)
        for path in (f"/agency/{given}", f"/documents/{given}", f"/graph?focus={given}", f"/trend?q={given}", f"/documents?year={given}",
                     f"/citing?policy={given}", f"/{given}", f"/review?done={given}", f"/search?q=x&sort={given}"):  # fmt: skip
            looked_at(page, site + path)


def test_an_original_is_saved_and_never_shown(page: Page, site: str) -> None:
    for key in documents(page, site):
        answer = page.request.get(f"{site}/documents/{key}/original")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]


TRAVERSAL = (
    "../../suwen.db",
    "..%2f..%2fsuwen.db",
    "%2e%2e/%2e%2e/etc/passwd",
    "..\\..\\suwen.db",
    "....//suwen.db",
    "%00",
    "~root",
)


@pytest.mark.parametrize("path", TRAVERSAL)
@pytest.mark.parametrize("place", ["/static/", "/documents/", "/originals/", "/agency/", "/"])
def test_no_path_leads_out(page: Page, site: str, place: str, path: str) -> None:
    answer = page.request.get(f"{site}{place}{path}")
    assert answer.status in (400, 404)
    assert b"SQLite" not in answer.body()
    assert b"root:" not in answer.body()


def test_formula_cells_in_files(page: Page, site: str) -> None:
    """What a spreadsheet would compute is a text in every file that is made."""
    for path in ("/search.csv?q=pwned", "/concordance.csv?q=pwned", "/trend.csv?q=%3D1", "/graph.csv"):
        answer = page.request.get(site + path)
        assert answer.ok, path
        _, *rows = csv.reader(io.StringIO(answer.text().lstrip("\ufeff")))
        assert rows, path
        assert [cell for row in rows for cell in row if cell.startswith(FORMULA)] == []


TOKEN = "a-long-enough-token"


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another site, whose pages try to make the visitor's browser write."""

    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            target = self.path.partition("?to=")[2]
            form = (
                f"<form id=f method=post action='{target}/review'><input name=kind value=reject>"
                "<input name=entity value='agency/济南市教育局'><input name=mark value=x></form>"
                "<script>document.getElementById('f').submit()</script>"
            )
            asked = (
                f"<script>fetch('{target}/api/admin/corrections', {{method: 'POST', credentials: 'include', mode: 'no-cors',"
                ' body: \'{"kind":"reject","entity":"agency/济南市教育局"}\'}).finally(() => document.title = \'asked\')</script>'
            )
            body = (form if self.path.startswith("/form") else asked).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


def test_another_site_cannot_make_an_administrator_write(
    browser: Browser, tmp_path: Path, elsewhere: str
) -> None:
    report = "济南市教育局2020年政府信息公开工作年度报告\n一、总体情况\n济南市教育局公开政府信息12条。\n"
    home = home_with(tmp_path, {"a.txt": report})
    with serving(home, replace(Settings(), admin_token=TOKEN)) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/review")
        page.fill("input[name=token]", TOKEN)
        with page.expect_navigation():
            page.click("form[action='/review/pass'] button")
        assert page.locator("form.settle").count() >= 3
        page.goto(f"{elsewhere}/form?to={address}")
        page.wait_for_url("**/review")
        assert page.locator("h1").inner_text()
        page.goto(f"{elsewhere}/fetch?to={address}")
        page.wait_for_function("() => document.title === 'asked'")
        answer = page.request.get(f"{address}/api/v1/state").json()
        assert answer["generation"] == 1
        page.goto(f"{address}/review")
        page.locator("form.settle", has_text="改名").locator("input[name=entity]").fill("agency/济南市教育局")
        page.locator("form.settle", has_text="改名").locator("input[name=name]").fill(
            "<img src=x onerror=alert(1)>"
        )
        with page.expect_navigation():
            page.locator("form.settle", has_text="改名").locator("button").click()
        assert page.request.get(f"{address}/api/v1/state").json()["generation"] == 2
        looked_at(page, f"{address}/agency/济南市教育局")
        context.close()
