"""A week as a whole: its mistakes, its checks as items, its regrade."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.responses import Response

from autograder.model import RegradeState
from autograder.portal.asking import again
from autograder.portal.paging import part
from autograder.portal.rendering import clock, html, see
from autograder.portal.seen import reasoned, seen, shown, signed, whole_class
from autograder.portal.student import opened
from autograder.report.messages.catalog import pick, say
from autograder.report.messages.sentences import by_name
from autograder.report.pages import item_analysis
from autograder.report.pages.choices import named_choices
from autograder.report.terminal.decisions import cause, check_moved
from autograder.store.decided import Decided
from autograder.store.glances import Glances
from autograder.store.regrades import Regrades
from autograder.workflows import decide
from autograder.workflows.opening import week_in_force

if TYPE_CHECKING:
    from autograder.model import AskedRegrade, Assignment
    from autograder.portal.access import Visit
    from autograder.report.messages.sentences import AssignmentIndex

_MOVES_SHOWN = 500
_PEOPLE_SHOWN = 60
_ITEMS_SHOWN = 40


def mistakes(visit: Visit) -> Response:
    """Everybody who shows a symptom, by mistake, and one decision for all of them."""
    assignment = opened(visit)
    may, made = seen(visit), Glances(visit.course.store).mistakes(assignment.week)
    mine = {name: [each for each in who if may(each[0])] for name, who in made.items()}
    people = shown(visit, filter(may, visit.course.store.students(assignment.week)))
    index = by_name(week_in_force(assignment, visit.course.store).assignment if people else assignment)
    names = {mistake.name: pick(mistake.hint, visit.language) for mistake in assignment.mistakes}
    groups = [
        (
            name,
            names.get(name, ""),
            students := [people[student] for student in dict.fromkeys(student for student, _ in who)],
            named_choices(sorted({check for _, check in who}), index, visit.language),
            max(len(students) - _PEOPLE_SHOWN, 0),
        )
        for name, who in mine.items()
        if who
    ]
    groups.sort(key=lambda group: -len(group[2]))
    return html(
        visit,
        "portal/mistakes.html.j2",
        week=assignment.week,
        groups=groups,
        sections=sorted({one.section for one in people.values() if one.section}),
        unknown=sum(map(may, decide.of_unknown_time(visit.course.store, assignment.week))) if people else 0,
    )


def items(visit: Visit) -> Response:
    """Each check as an item of a test, and the fates of mistakes."""
    index = _graded(visit, opened(visit))
    tried = Glances(visit.course.store).tried(index.assignment.week)
    found = item_analysis.items(tried, index)
    order, down = visit.request.query_params.get("sort", ""), visit.request.query_params.get("down") == "1"
    return html(
        visit,
        "portal/items.html.j2",
        week=index.assignment.week,
        part=part(
            item_analysis.in_order(found, order, down=down),
            visit.request.query_params,
            _ITEMS_SHOWN,
            kept=("sort", "down"),
        ),
        sorts=[
            (each, f"?sort={each}" + ("&down=1" if each == order and not down else ""), each == order)
            for each in item_analysis.COLUMNS
        ],
        down=down,
        odd=[
            (code, [item for item in found if item.suspicion == code])
            for code in item_analysis.SUSPICIONS
            if any(item.suspicion == code for item in found)
        ],
        mistakes=item_analysis.mistakes(tried, index),
        drawn=item_analysis.picture(found, [visit.language]),
    )


def items_table(visit: Visit) -> Response:
    """The same as a table to take."""
    index = _graded(visit, opened(visit))
    tried = Glances(visit.course.store).tried(index.assignment.week)
    content = item_analysis.items_csv(item_analysis.items(tried, index))
    name = f'attachment; filename="{index.assignment.week}_items.csv"'
    return Response("\ufeff" + content, media_type="text/csv", headers={"Content-Disposition": name})


def regrade(visit: Visit) -> Response:
    """Who would move and why; then the button that does it."""
    whole_class(visit)
    assignment = opened(visit)
    asked = Regrades(visit.course.store).latest(assignment.week)
    changes = asked.changes if asked else None
    moves = changes.moves[:_MOVES_SHOWN] if changes else ()
    people = shown(visit, [moved.student for moved in moves])
    return html(
        visit,
        "portal/regrade.html.j2",
        week=assignment.week,
        asked=asked,
        at=clock(asked.signed.at, ZoneInfo(assignment.zone)) if asked else "",
        changes=changes,
        causes=[cause(one, visit.language) for one in changes.causes] if changes else [],
        moves=[
            (
                people[moved.student],
                moved,
                [check_moved(check, visit.language) for check in moved.checks]
                or [cause(one, visit.language) for one in moved.causes],
            )
            for moved in moves
        ],
        changed=_changed(visit, assignment),
        since=_since(visit, asked) if asked and asked.state is RegradeState.PREVIEWED else (0, 0),
    )


def _since(visit: Visit, asked: AskedRegrade) -> tuple[int, int]:
    """Works and decisions that came after a preview was begun."""
    return Decided(visit.course.store).counts_since(asked.week, asked.signed.at)


def ask_regrade(visit: Visit) -> Response:
    """Ask a grader who would move."""
    whole_class(visit)
    assignment = opened(visit)
    visit.course.store.version(assignment.week)
    Regrades(visit.course.store).ask(assignment.week, signed(visit, visit.form.get("why", "")))
    return see(f"/class/{assignment.week}/regrade")


def confirm_regrade(visit: Visit) -> Response:
    """Have the marks moved as the page showed it."""
    whole_class(visit)
    assignment, number = opened(visit), visit.form.get("preview", "")
    if not number.isdecimal():
        raise HTTPException(422)
    regrades, why = Regrades(visit.course.store), reasoned(visit)
    asked = regrades.latest(assignment.week)
    if asked and asked.id == int(number) and asked.state is RegradeState.PREVIEWED:
        works, decisions = _since(visit, asked)
        sure = f"{works}.{decisions}"
        if works + decisions and visit.form.get("sure") != sure:
            at = clock(asked.signed.at, ZoneInfo(assignment.zone))
            question = say("portal.asks.regrade", visit.language, at=at, works=works, decisions=decisions)
            return again(visit, status=409, questions=[question], filled={"sure": sure}, about=assignment.week)
    regrades.confirm(assignment.week, int(number), why)
    return see(f"/class/{assignment.week}/regrade")


def _graded(visit: Visit, assignment: Assignment) -> AssignmentIndex:
    return by_name(week_in_force(assignment, visit.course.store).assignment)


def _changed(visit: Visit, assignment: Assignment) -> bool:
    """True where the week's folder is not what its marks rest on."""
    graded = bool(visit.course.store.students(assignment.week))
    return graded and week_in_force(assignment, visit.course.store).changed
