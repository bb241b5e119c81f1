"""Container, service unit and wheel: what they name is there, and what is promised of them stands in them.

No image is built here: where there is a builder, `docker build .` is one line away; these are the rules that a linter
of Dockerfiles would hold (hadolint's names are given), and what compose and systemd must say.
"""

import re
import tomllib
from configparser import RawConfigParser

import pytest
import yaml

from tests.conftest import ROOT
from web.settings import from_environment

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
INSTRUCTIONS = [
    tuple(line.split(None, 1))
    for line in re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8")).splitlines()
    if line and not line.startswith("#")
]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
CLUSTER = yaml.safe_load((ROOT / "compose.cluster.yaml").read_text(encoding="utf-8"))
SERVER = COMPOSE["services"]["suwen"]


def said(name: str) -> list[str]:
    """The arguments of each instruction of this name."""
    return [rest for word, rest in INSTRUCTIONS if word == name]


def unit() -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ROOT / "deploy" / "suwen.service", encoding="utf-8")
    return parser


def test_what_is_copied_is_there_and_all_that_is_installed_is_copied() -> None:
    copied = [rest.split() for rest in said("COPY") if not rest.startswith("--from=")]
    sources = {source for *names, _ in copied for source in names}
    ignored, *kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert ignored == "*"
    for source in sources:
        assert (ROOT / source).exists(), source
        assert f"!{source}" in kept, source
    assert set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= sources
    assert {"pyproject.toml", PROJECT["project"]["readme"]} <= sources


def test_the_image_is_of_a_python_that_the_project_takes() -> None:
    images = [re.fullmatch(r"python:(\d+)\.(\d+)-slim(?: AS \w+)?", rest) for rest in said("FROM")]
    assert len(images) == 2
    assert all(images)
    (version,) = {(int(image[1]), int(image[2])) for image in images if image}
    least = re.fullmatch(r">=(\d+)\.(\d+)", PROJECT["project"]["requires-python"])
    assert least
    assert version >= (int(least[1]), int(least[2]))


def test_everything_installed_is_locked_by_hash() -> None:
    """And nothing from elsewhere: no package manager's cache, no pipe into a shell, no ADD of an address."""
    pips = [part for rest in said("RUN") for part in rest.split("&&") if "pip install" in part]
    assert pips
    for line in pips:
        assert "--no-cache-dir" in line  # DL3042
        assert "--no-deps" in line
        assert "--require-hashes" in line or line.strip().endswith("--no-build-isolation .")
    assert not said("ADD")  # DL3020
    assert not any(
        re.search(r"curl|wget|sudo|\| *sh|apt-get", rest) for rest in said("RUN")
    )  # DL4006, DL3004


def test_the_container_runs_as_a_user_without_rights() -> None:
    words = [word for word, _ in INSTRUCTIONS]
    assert said("USER") == ["suwen"]  # DL3002
    assert words.index("USER") > max(at for at, word in enumerate(words) if word in ("RUN", "COPY"))
    assert re.search(r"useradd --system --uid 1\d{4} .*suwen", " ".join(said("RUN")))
    assert said("VOLUME") == ["/data"]
    assert all(rest.startswith("[") for name in ("ENTRYPOINT", "CMD") for rest in said(name))  # DL3025
    assert not any("TOKEN" in rest or "PASSWORD" in rest for rest in said("ENV"))


def test_the_service_has_a_read_only_root_and_one_volume() -> None:
    assert SERVER["read_only"] is True
    assert SERVER["volumes"] == ["data:/data"]
    assert "data" in COMPOSE["volumes"]
    assert SERVER["cap_drop"] == ["ALL"]
    assert SERVER["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "network_mode", "pid", "user"} & SERVER.keys()
    assert [mount.split(":")[0] for mount in SERVER["tmpfs"]] == ["/tmp"]


@pytest.mark.parametrize("service", [*COMPOSE["services"].values(), *CLUSTER["services"].values()])
def test_only_this_machine_is_served(service: dict) -> None:
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "latest" not in service.get("image", ":latest" if "build" not in service else "")  # DL3007


def test_the_settings_that_are_named_are_understood() -> None:
    """Each variable of container and unit is one that the program reads, and what they set is taken."""
    fixed = dict(pair.split("=", 1) for rest in said("ENV") for pair in rest.split() if "SUWEN" in pair)
    defaults = {
        name: re.sub(r"\$\{\w+:-(.*)\}", r"\1", value) for name, value in SERVER["environment"].items()
    }
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for name in {**fixed, **defaults}:
        assert f"`{name}`" in told, name
    assert from_environment({**fixed, **defaults}).rate == 600
    assert unit()["Service"]["Environment"].split()[0] == "SUWEN_LOG=json"


def test_the_unit_lets_the_server_write_its_home_alone() -> None:
    service = unit()["Service"]
    assert service["User"] == "suwen"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == service["ProtectHome"] == service["PrivateTmp"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    home = re.search(r"--home (\S+)", service["ExecStart"])
    assert home
    assert home[1] == f"/var/lib/{service['StateDirectory']}"
    assert "ReadWritePaths" not in service


def test_the_search_engine_of_the_cluster_is_the_one_that_is_tested() -> None:
    nodes = (ROOT / ".ci" / "cluster" / "nodes").read_text(encoding="utf-8")
    tested = re.search(r"^VERSION=(\S+)$", nodes, re.M)
    assert tested
    assert CLUSTER["services"]["search"]["image"] == f"opensearchproject/opensearch:{tested[1]}"
