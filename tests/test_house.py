"""The rules of the house that no linter knows: where relations point, why an import hides in a function."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField, Model

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "guiju"
REASONS = {"start-up", "optional", "django-setup"}


def _order() -> list[set[str]]:
    """The layers of the first import contract, the highest first."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "domains")
    return [{name.strip(" ()") for name in layer.split("|")} for layer in contract["layers"]]


def _height(model: type[Model]) -> int:
    return next(-index for index, layer in enumerate(_order()) if _package(model) in layer)


Relation: TypeAlias = "ForeignKey[Any, Any] | ManyToManyField[Any, Any]"


def _relations() -> list[tuple[str, type[Model], Relation]]:
    return [
        (f"{model.__name__}.{field.name}", model, field)
        for model in apps.get_app_config("guiju").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model._meta.app_label == "guiju"
    ]


def _package(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def _crossing() -> list[tuple[str, type[Model], Relation]]:
    return [found for found in _relations() if _package(found[1]) != _package(found[2].related_model)]


def test_relations_between_sub_domains_point_downwards() -> None:
    assert [name for name, model, field in _crossing() if _height(field.related_model) >= _height(model)] == []


def test_relations_are_found_at_all() -> None:
    """The walk above would pass on nothing; this relation crosses packages and must be seen by it."""
    assert "CheckLine.standard" in [name for name, _, _ in _crossing()]


def test_relations_that_cross_packages_leave_no_name_behind() -> None:
    assert [name for name, _, field in _crossing() if not field.remote_field.hidden] == []


def _sources() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def test_foreign_keys_are_written_with_the_class() -> None:
    by_name = []
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "").endswith(("ForeignKey", "OneToOneField")):
                target = node.args[0]
                if isinstance(target, ast.Constant) and target.value != "self":
                    by_name.append(f"{path.name}:{node.lineno}")
    assert by_name == []


def test_imports_inside_functions_give_a_reason_of_the_closed_list() -> None:
    without = []
    for path in [*_sources(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for function in ast.walk(ast.parse(text)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        reason = re.search(r"# lazy: ([a-z-]+)", lines[node.lineno - 1])
                        if reason is None or reason[1] not in REASONS:
                            without.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert without == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "manager", "managers"])
def test_no_module_is_a_drawer(name: str) -> None:
    assert [path for path in PACKAGE.rglob("*") if path.stem == name] == []


FORBIDDEN = [a + b for a, b in (("python", "hosted"), ("pypi", ".org"), ("registry", ".npmjs"), ("/ro", "ot/"))]


def test_no_committed_text_names_a_registry_or_a_path_of_one_machine() -> None:
    suffixes = {".py", ".md", ".toml", ".lock", ".txt", ".html", ".csv", ".css", ".js", ".json", ".po", ".tsv", ""}
    hits = []
    for folder in ("src", "tests", "docs", "bench", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in suffixes:
                text = path.read_text(encoding="utf-8")
                hits += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    for path in ROOT.glob("*.*"):
        if path.is_file() and path.suffix in suffixes:
            hits += [f"{path.name}: {word}" for word in FORBIDDEN if word in path.read_text(encoding="utf-8")]
    assert hits == []


def test_the_store_under_test_is_the_one_asked_for() -> None:
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    assert engine in {"sqlite3", "postgresql"}
