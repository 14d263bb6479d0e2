"""What every app of a test run has alike, made once: its templates, its routes and its empty database."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

import workshop
from workshop.migrations import migrate


class _Compiled(BytecodeCache):
    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._held[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def made_once(tmp_path_factory: pytest.TempPathFactory):
    """Let each app after the first take over what was compiled for it, and begin with a copied database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": _Compiled()})
        patch.setattr(Rule, "_compile_builder", builders_kept(Rule._compile_builder))
        patch.setattr(workshop, "migrate", beginning_with(tmp_path_factory.mktemp("empty") / "workshop.db"))
        yield


def builders_kept(compiled: Callable) -> Callable:
    """Return what compiles how a rule's addresses are built, for rules that are alike only once."""
    kept: dict[tuple, Callable] = {}

    def builder(rule: Rule, append_unknown: bool = True) -> Callable:
        key = (rule.rule, repr(rule.defaults), tuple(rule._trace), append_unknown)
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    return builder


def beginning_with(empty: Path) -> Callable[[Path], None]:
    """Return a migration that copies a database which all changes were made to, where there is none yet."""

    def from_a_copy(path: Path) -> None:
        if not empty.exists():
            migrate(empty)
        if not path.exists():
            shutil.copy(empty, path)
        migrate(path)

    return from_a_copy
