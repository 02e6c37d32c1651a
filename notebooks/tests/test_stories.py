"""Every notebook runs from top to bottom against a running demonstration."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

STORIES = sorted((Path(__file__).parent.parent / "stories").glob("*.ipynb"))


def test_there_is_a_story() -> None:
    assert STORIES


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_stories_are_kept_without_outputs(story: Path) -> None:
    notebook = nbformat.read(story, as_version=4)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]


@pytest.mark.demo
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_story_runs(story: Path) -> None:
    assert os.environ.get("ARQUIPELAGO_PORTAL"), "start ./arquipelago demo and set ARQUIPELAGO_PORTAL to its address"
    notebook = nbformat.read(story, as_version=4)
    NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
    refusal = notebook.cells[-2].outputs[0]["text"]
    assert refusal.startswith("[gate."), refusal
