"""A handout and a template → text for students, language by language.

The words are in templates/<language>/.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import jinja2

from autograder.model import LIBRARIES, Exercise, Handout

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, handout: Handout, languages: Sequence[str], exercise: Exercise | None = None) -> str:
    """Fill the template in each language, with a rule between them."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown of the instructor's own words
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"points": _points, "moment": _moment, "cell": _cell}
    parts = [
        environment.get_template(f"{language}/{template}.j2").render(
            handout=handout, exercise=exercise, language=language, libraries=(*LIBRARIES, *handout.packages)
        )
        for language in languages
    ]
    return "\n\n---\n\n".join(part.strip() for part in parts) + "\n"


def _points(points: float) -> str:
    return f"{points:g}"


def _moment(moment: datetime) -> str:
    """Write a time with its offset: `2022-10-05 23:59 (UTC+09:00)`."""
    return f"{moment:%Y-%m-%d %H:%M} ({moment.tzname()})"


def _cell(text: str) -> str:
    """Take the first line, fit for a table."""
    return text.partition("\n")[0].replace("|", "\\|")
