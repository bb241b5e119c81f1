"""`/api/admin`: corrections and uploads for programs, with the token in the header Authorization."""

from collections.abc import Mapping
from typing import Any

import msgspec
from flask import Response, jsonify, request

from corpus.errors import SuwenError
from corpus.limits import limits
from index.build.correct import Value
from web.admin import blueprint
from web.admin.access import require_token
from web.admin.work import correction, upload
from web.texts import english, text
from web.visits import home


@blueprint.post("/api/admin/corrections")
def corrections() -> tuple[Response, int]:
    """`{"kind": "merge", "from": ["agency/…"], "into": "agency/…", "why": "…", "by": "…"}`."""
    require_token()
    try:
        entry: dict[str, Any] = dict(msgspec.json.decode(request.get_data(), type=dict[str, str | list[str]]))
    except msgspec.MsgspecError as error:
        raise SuwenError(text("admin.json"), english("admin.json")) from error
    kind = str(entry.pop("kind", ""))
    return jsonify(generation=correction(home(), kind, _values(entry))), 201


@blueprint.post("/api/admin/documents")
def documents() -> tuple[Response, int]:
    """The bytes of one file, named by `name`; read at once."""
    request.max_content_length = limits().file
    require_token()
    return jsonify(source=upload(home(), request.args.get("name", ""), request.get_data())), 201


def _values(entry: Mapping[str, Any]) -> Mapping[str, Value]:
    return entry
