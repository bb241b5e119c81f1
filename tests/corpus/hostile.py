"""Makers of files that do harm; each as small as it can be."""

import zipfile
import zlib
from io import BytesIO


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def rewritten(raw: bytes, name: str, content: bytes) -> bytes:
    """An archive with one part put in the place of another."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(part.filename, content if part.filename == name else source.read(part))
    return out.getvalue()


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalogue; without a table of places."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, content) for n, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def page(content: bytes, resources: bytes = b"<<>>", *more: bytes) -> bytes:
    """A PDF of one page whose content is object 4; `more` are objects from 5 on."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %s>>" % resources,
        content,
        *more,
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %s>>stream\n%s\nendstream" % (len(data), entries, data)


def drawing_itself() -> bytes:
    """A form that draws itself."""
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    return page(stream(b"/X Do"), b"<</XObject<</X 5 0 R>>>>", form)


def content_bomb(size: int, of: bytes = b"\0") -> bytes:
    """A page whose content is `size` bytes of `of` over and over, packed."""
    packer = zlib.compressobj(9)
    block = of * (2**20 // len(of))
    packed = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    return page(stream(packed, b"/Filter/FlateDecode"))
