"""`/api/v1/openapi.json`: what the API answers, as an OpenAPI 3.1 document.

Paths and parameters stand in `web/data/openapi.yaml`; the schemas of facts are made from the dataclasses that
the API encodes, so that they cannot fall behind them.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import msgspec
import yaml
from flask import Response, jsonify

from corpus.model import Contact, Section, Table
from kb.model import Finding, Mention, Relation
from kb.store.rows import State, Summary
from web.api import blueprint

_REF = "#/components/schemas/{name}"
_ENCODED = (Contact, Section, Table, Finding, Relation, State, Summary, *Mention.__args__)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description of the API itself."""
    return jsonify(description())


@cache
def description() -> Mapping[str, Any]:
    """The OpenAPI document."""
    written = yaml.safe_load(files("web").joinpath("data/openapi.yaml").read_text(encoding="utf-8"))
    _, made = msgspec.json.schema_components(_ENCODED, ref_template=_REF)
    schemas = {name: _closed(schema) for name, schema in sorted(made.items())}
    components = {**written["components"], "schemas": {**schemas, **written["components"]["schemas"]}}
    info = {**written["info"], "version": version("suwen")}
    return {**written, "info": info, "components": components}


def _closed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a dataclass as it is encoded: every field is there, and nothing else."""
    if "properties" not in schema:
        return dict(schema)
    return {**schema, "required": list(schema["properties"]), "additionalProperties": False}
