"""The pack that new ones start from: small, valid, with comments that explain every key."""

from pathlib import Path

from questionnaires.loading import MAIN

STARTER = Path(__file__).parent / "starter"


def starter_files() -> dict[str, bytes]:
    """Return the files of the starter by name, pack.yaml first."""
    names = sorted((path.name for path in STARTER.glob("*.yaml")), key=lambda name: (name != MAIN, name))
    return {name: (STARTER / name).read_bytes() for name in names}
