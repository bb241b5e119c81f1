"""What a run over files reports."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """What became of the files: how many were read anew, updated (known path, other bytes or a newer reader),
    unchanged; which failed, with the reason; which were passed over because there is no reader for them.
    """

    read: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All files looked at."""
        return self.read + self.updated + self.unchanged + len(self.failed) + len(self.skipped)
