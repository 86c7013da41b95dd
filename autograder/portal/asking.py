"""A form that was not taken → the same form again, as it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.portal.rendering import came_from, html
from autograder.report.messages.catalog import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.responses import Response

    from autograder.portal.access import Visit
    from autograder.report.pages.choices import ChoiceGroup

_LABELS = {
    "points": "portal.points",
    "text": "portal.words",
    "reason": "portal.reason",
    "days": "portal.days",
    "until": "portal.until",
    "received": "portal.received_at",
    "on_time": "portal.came_on_time",
    "students": "portal.owners",
    "nobody": "portal.nobodys",
    "looks": "portal.how_many",
    "label": "portal.token_name",
    "why": "portal.why",
}
"""Fields that people type into, in the order of a form. The others a page fills in, and they come along hidden."""
_TYPES = {
    "points": "number",
    "days": "number",
    "looks": "number",
    "until": "datetime-local",
    "received": "datetime-local",
    "on_time": "checkbox",
    "nobody": "checkbox",
}
_LONG = {"text", "reason"}


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field as it was filled in. `type`: of an input; "" for several lines."""

    name: str
    label: str
    value: str
    type: str


def was_typed(visit: Visit) -> bool:
    """True for a form with words or numbers that nobody should type twice."""
    return visit.request.method == "POST" and any(visit.form.get(name, "").strip() for name in _LABELS)


def again(
    visit: Visit,
    *,
    status: int,
    refusal: str = "",
    news: Sequence[str] = (),
    questions: Sequence[str] = (),
    filled: Mapping[str, str] | None = None,
    choices: Sequence[ChoiceGroup] = (),
    whole: bool = True,
    about: str = "",
) -> Response:
    """The form as it was sent, to be sent again.

    `news`: what came while it was filled in. `questions`: to be answered by sending it again. `filled`: hidden fields as
    they are to be now. `choices`: checks to choose from, where none was chosen; `whole`:
    or the week.
    """
    typed = visit.form
    fields = [
        TypedField(name, say(label, visit.language), typed[name], "" if name in _LONG else _TYPES.get(name, "text"))
        for name, label in _LABELS.items()
        if name in typed
    ]
    hidden = {name: value for name, value in typed.items() if name not in _LABELS} | dict(filled or {})
    if choices:
        hidden.pop("check", None)
    asks = bool(news or questions)
    return html(
        visit,
        "portal/again.html.j2",
        status=status,
        refusal=refusal,
        news=news,
        questions=questions,
        fields=fields,
        hidden=hidden,
        choices=choices,
        whole=whole,
        about=about,
        to=visit.request.url.path,
        back=came_from(visit),
        button=say("portal.asks.anyway" if asks else "portal.asks.again", visit.language),
    )
