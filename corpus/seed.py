"""The bundled documents."""

from importlib.resources import files
from pathlib import Path


def seed_folder() -> Path:
    """The folder with the five bundled reports, as a path on the file system."""
    return Path(str(files("corpus"))) / "seed"
