"""Which region a document comes from, when its issuer does not say: what in it points where, weighed."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from corpus.model import Document
from kb.regions.find import region_names
from kb.regions.table import Region, divisions, named

HOST = re.compile(r"(?:https?://|www\.|@)(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){1,6})")
PHONE = re.compile(r"(?<![\d-])[(（]?(?P<code>0(?:10|2\d|[3-9]\d\d))[)）]?\s?[-—－–]?\s?\d{7,8}(?!\d)")
SITE = re.compile(
    r"""
    [省市县区旗州]?(?:人民政府|政府)?
    (?:(?:官方|公众|门户|政府信息公开|信息公开|政务公开)?网站|(?:政务服务|政务|政府信息公开|信息公开|政府)网|门户网|政府信息公开平台)
    """,
    re.VERBOSE,
)
"""After a division's name: its government's site (凤县|人民政府网站, 东乡县|政务服务网)."""
BY = re.compile(r"(?:通过|利用|依托|在|从|由|于|和|及|、|我[省市县区旗州盟局委])[“「]?$")
"""Before a site through which the issuer publishes; one that its readers are sent to may be anyone's (请登录…)."""
PUBLISHES = re.compile(r"[^，。；\n]{0,2}(?:公开|发布|公布|更新)")
"""The same after it."""
CONTACT_WEIGHT = 8.0
"""An address on the web or a telephone number is the issuer's own; names in the text may be anyone's."""

Path = tuple[str, ...]


@cache
def _by_pinyin() -> dict[str, tuple[Region, ...]]:
    table: dict[str, tuple[Region, ...]] = {}
    for region in divisions():
        sound = "".join(region.pinyin)
        table[sound] = (*table.get(sound, ()), region)
    return table


@cache
def _by_area_code() -> dict[str, Region]:
    return {region.area_code: region for region in divisions() if region.area_code}


def _of_host(host: str) -> Iterator[Path]:
    """Divisions that a host's labels spell: wh.zibo.gov.cn → 淄博市; zb.shandong.cn → 淄博市 by its initials."""
    labels = host.lower().split(".")
    provinces = [r for label in labels for r in _by_pinyin().get(label, ()) if r.level == "province"]
    for label in labels:
        for region in _by_pinyin().get(label, ()):
            if not provinces or region.path[0] == provinces[0].path[0]:
                yield region.path
        if provinces and 2 <= len(label) <= 3:
            within = (r for r in divisions() if r.level == "city" and r.path[0] == provinces[0].name)
            yield from (r.path for r in within if "".join(s[0] for s in r.pinyin) == label)


def evidence(document: Document) -> Counter[Path]:
    """Path → weight of what points to it: web hosts, mail domains, area codes, names in the text."""
    return _weights(document.text, document.meta.url or "")


@lru_cache(maxsize=4)
def _weights(text: str, url: str) -> Counter[Path]:
    weights: Counter[Path] = Counter()
    for host in {m["host"] for m in HOST.finditer(f"{text}\nhttp://{url}")}:
        for path in _of_host(host):
            weights[path] += CONTACT_WEIGHT  # type: ignore[assignment]
    for code in {m["code"] for m in PHONE.finditer(text)}:
        if code in _by_area_code():
            weights[_by_area_code()[code].path] += CONTACT_WEIGHT  # type: ignore[assignment]
    for start, name in region_names(text):
        found = [r for r in named(name) if r.until is None]
        if len(found) == 1:
            site = SITE.match(text, start + len(name))
            own = site and (BY.search(text[max(0, start - 4) : start]) or PUBLISHES.match(text, site.end()))
            path = found[0].path[:-1] if found[0].level == "zone" else found[0].path
            weights[path] += CONTACT_WEIGHT if own else 1  # type: ignore[assignment]
    return weights


def likely(document: Document, fits: tuple[str, ...], under: Path = ()) -> Path | None:
    """The one path below `under` whose last name ends with one of `fits` and that the evidence clearly points to.

    What points to a part of a division points to the division too. Clearly: two at least, and twice as much as
    for any other; then on to a part that has most of the weight (枣庄市 → 滕州市). `None` if that is not so.
    """
    weights: Counter[Path] = Counter()
    for path, weight in evidence(document).items():
        for length in range(len(under) + 1, len(path) + 1):
            if path[: len(under)] == under and path[length - 1].endswith(fits):
                weights[path[:length]] += weight
    widest = [p for p in weights if not any(p[:n] in weights for n in range(1, len(p)))]
    ranked = sorted(widest, key=lambda p: (-weights[p], p))
    if (
        not ranked
        or weights[ranked[0]] < 2
        or (len(ranked) > 1 and weights[ranked[0]] < 2 * weights[ranked[1]])
    ):
        return None
    return _narrowed(ranked[0], weights)


def nearest(document: Document, paths: tuple[Path, ...]) -> Path | None:
    """The one of `paths` that the evidence points to more than to any other, or `None`."""
    if len(paths) < 2:
        return next(iter(paths), None)
    weights = evidence(document)
    ranked = sorted(((sum(weights[p[:n]] for n in range(1, len(p) + 1)), p) for p in paths), reverse=True)
    (best, path), (second, _) = ranked[:2]
    return path if best > second else None


def _narrowed(path: Path, weights: Counter[Path]) -> Path:
    """`path`, or the part of it that has most of its weight."""
    parts = [p for p in weights if len(p) > len(path) and p[: len(path)] == path]
    best = max(parts, key=lambda p: (weights[p], p), default=None)
    return best if best and weights[best] >= 0.6 * weights[path] else path
