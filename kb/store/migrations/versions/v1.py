"""Version 1, the first released one: where all migrations begin. A new store is made at the newest version at once."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Nothing comes before the first version."""
