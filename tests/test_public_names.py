import ast
import inspect
import json
import subprocess
import sys
from importlib import import_module
from types import FunctionType

import pytest
from numpydoc.docscrape import FunctionDoc

import feedback_nlp
from feedback_nlp import errors

NAMES = feedback_nlp.__all__
FUNCTIONS = [name for name in NAMES if isinstance(getattr(feedback_nlp, name), FunctionType)]
CLASSES = [name for name in NAMES if inspect.isclass(getattr(feedback_nlp, name))]
ERRORS = [name for name in CLASSES if issubclass(getattr(feedback_nlp, name), Exception)]


def test_public_names_are_sorted_and_stand_once():
    assert sorted(set(NAMES)) == NAMES


def test_public_names_are_those_loaded_lazily_and_those_shown_to_type_checkers():
    assert list(feedback_nlp._HOME) == NAMES
    source = ast.parse(inspect.getsource(feedback_nlp))
    [guarded] = [node for node in source.body if isinstance(node, ast.If)]
    shown = {alias.name: node.module for node in guarded.body for alias in node.names}
    assert shown == {name: f"feedback_nlp.{home}" for name, home in feedback_nlp._HOME.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_made_in_the_module_it_is_loaded_from(name):
    home = f"feedback_nlp.{feedback_nlp._HOME[name]}"
    thing = getattr(feedback_nlp, name)
    assert thing is getattr(import_module(home), name)
    assert thing.__module__ == home
    assert thing.__name__ == name


def test_public_names_are_functions_and_classes():
    assert sorted(FUNCTIONS + CLASSES) == NAMES


def test_all_names_are_listed_and_unknown_ones_refused():
    assert set(NAMES) <= set(dir(feedback_nlp))
    with pytest.raises(AttributeError, match="module 'feedback_nlp' has no attribute 'nothing'"):
        feedback_nlp.nothing  # noqa: B018


def test_every_error_is_public_and_derives_from_one():
    assert sorted(ERRORS) == sorted(errors.__all__)
    assert all(issubclass(getattr(errors, name), feedback_nlp.FeedbackNlpError) for name in ERRORS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_says_what_it_takes_and_gives_and_shows_it(name):
    function = getattr(feedback_nlp, name)
    signature = inspect.signature(function)
    sections = FunctionDoc(function)
    documented = [name for entry in sections["Parameters"] for name in entry.name.split(", ")]
    assert "".join(sections["Summary"]).endswith(".")
    assert documented == list(signature.parameters)
    assert bool(sections["Returns"] or sections["Yields"]) == (
        signature.return_annotation is not None
    )
    assert ">>> " in "\n".join(sections["Examples"])


@pytest.mark.parametrize("name", [name for name in CLASSES if name not in ERRORS])
def test_a_public_class_says_what_it_is(name):
    lines = inspect.getdoc(getattr(feedback_nlp, name)).splitlines()
    assert lines[0].endswith(".")
    assert {"Parameters", "Attributes"} & set(lines)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_says_when_it_is_raised(name):
    assert inspect.getdoc(getattr(feedback_nlp, name)).endswith(".")


def test_importing_the_package_imports_nothing_heavy():
    code = "import json, sys, feedback_nlp; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = {name.partition(".")[0] for name in json.loads(run.stdout)}
    assert "feedback_nlp" in modules
    heavy = {
        "pandas",
        "spacy",
        "sklearn",
        "numpy",
        "scipy",
        "pydantic",
        "pyarrow",
        "altair",
        "typer",
    }
    assert not heavy & modules
