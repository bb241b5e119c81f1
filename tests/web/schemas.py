"""A small checker of JSON Schema: as much of 2020-12 as the description of the API uses, and no more.

An unknown keyword is an error, so that nothing is believed to be checked that is not.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

TYPES = {
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: type(v) is int,
    "number": lambda v: type(v) in (int, float),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}
SAID = {"title", "description", "default", "example", "format"}


class Checker:
    """Checks values against schemas with references into one document."""

    def __init__(self, document: Schema) -> None:
        self.document = document

    def resolve(self, schema: Schema) -> Schema:
        """The schema that a reference means."""
        if "$ref" not in schema:
            return schema
        found: Any = self.document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return self.resolve(found)

    def faults(self, value: Any, schema: Schema, at: str = "$") -> Iterator[str]:
        """What is wrong with `value`, as sentences."""
        schema = self.resolve(schema)
        for keyword, given in schema.items():
            if keyword not in SAID:
                check: Callable[..., Iterator[str]] = getattr(self, f"_{keyword}")
                yield from check(value, given, schema, at)

    def _type(self, value: Any, given: Any, _schema: Schema, at: str) -> Iterator[str]:
        kinds = given if isinstance(given, list) else [given]
        if not any(TYPES[kind](value) for kind in kinds):
            yield f"{at}: {value!r:.60} is no {given}"

    def _enum(self, value: Any, given: Any, _schema: Schema, at: str) -> Iterator[str]:
        if value not in given:
            yield f"{at}: {value!r:.60} is none of {given}"

    def _const(self, value: Any, given: Any, _schema: Schema, at: str) -> Iterator[str]:
        if value != given:
            yield f"{at}: {value!r:.60} is not {given}"

    def _pattern(self, value: Any, given: str, _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, str) and not re.search(given, value):
            yield f"{at}: {value!r:.60} does not match {given}"

    def _minimum(self, value: Any, given: int, _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, int) and value < given:
            yield f"{at}: {value} < {given}"

    def _maximum(self, value: Any, given: int, _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, int) and value > given:
            yield f"{at}: {value} > {given}"

    def _minItems(self, value: Any, given: int, _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, list) and len(value) < given:
            yield f"{at}: fewer than {given}"

    def _maxItems(self, value: Any, given: int, _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, list) and len(value) > given:
            yield f"{at}: more than {given}"

    def _maxLength(self, value: Any, given: int, _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, str) and len(value) > given:
            yield f"{at}: longer than {given}"

    def _required(self, value: Any, given: list[str], _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (f"{at}: lacks {name}" for name in given if name not in value)

    def _properties(self, value: Any, given: Schema, _schema: Schema, at: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name in given.keys() & value.keys():
                yield from self.faults(value[name], given[name], f"{at}.{name}")

    def _additionalProperties(self, value: Any, given: Any, schema: Schema, at: str) -> Iterator[str]:
        for name in value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ():
            if given is False:
                yield f"{at}: {name} is not described"
            else:
                yield from self.faults(value[name], given, f"{at}.{name}")

    def _prefixItems(self, value: Any, given: list[Schema], _schema: Schema, at: str) -> Iterator[str]:
        for number, schema in enumerate(given):
            if isinstance(value, list) and number < len(value):
                yield from self.faults(value[number], schema, f"{at}[{number}]")

    def _items(self, value: Any, given: Any, schema: Schema, at: str) -> Iterator[str]:
        rest = value[len(schema.get("prefixItems", ())) :] if isinstance(value, list) else []
        if given is False and rest:
            yield f"{at}: too many"
        elif given is not False:
            for number, item in enumerate(rest):
                yield from self.faults(item, given, f"{at}[{number}]")

    def _allOf(self, value: Any, given: list[Schema], _schema: Schema, at: str) -> Iterator[str]:
        for schema in given:
            yield from self.faults(value, schema, at)

    def _anyOf(self, value: Any, given: list[Schema], _schema: Schema, at: str) -> Iterator[str]:
        if all(any(True for _ in self.faults(value, schema, at)) for schema in given):
            yield f"{at}: {value!r:.60} is of none of the kinds"
