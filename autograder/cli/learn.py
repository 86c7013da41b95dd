"""`learn`: an unknown mistake of the class → a known one with a hint."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.report.messages import say
from autograder.report.pages.ownerless import options_as_given
from autograder.workflows.name_mistake import Lesson, name_mistake


@click.command()
@click.argument("week")
@click.argument("student")
@click.argument("exercise")
@click.option("--name", required=True, metavar="WORDS", help="What it does, in words_like_these: the file's name.")
@click.option(
    "--hint-ko", required=True, metavar="TEXT", help="What the student reads in Korean: what happened, what to look at."
)
@click.option("--hint-en", required=True, metavar="TEXT", help="The same in English.")
@click.option("--step", metavar="STEP", help="A step of the week. Default: that of the first check it fails.")
@click.option(
    "--store",
    "--from",
    "store",
    metavar="RECORD",
    help="Path or URL of the record. Default: autograder.db in the course folder.",
)
@options.trusted_only
@options.course
@options.language
@options.as_json
def learn(
    *,
    week: str,
    student: str,
    exercise: str,
    name: str,
    hint_ko: str,
    hint_en: str,
    step: str | None,
    store: str | None,
    trusted_only: bool,
    course: Path,
    language: str,
    as_json: bool,
) -> int:
    """Turn the mistake that STUDENT made in EXERCISE into a known one.

    Everyone who makes it from then on reads your hint. The function is taken from the student's own work and must
    show, in the sandbox, just what that work showed. It is written to learnt/ with its tapes: a student wrote it, so
    it never runs on our side. Regrade to name it for the class.

    \b
    autograder learn week04 20201234 fit_mse --name clears_every_other_epoch \\
        --hint-ko "기울기가 두 에폭에 한 번만 지워집니다." --hint-en "The gradient is cleared in every other epoch only."

    Next: `regrade` names it for the class.
    """  # noqa: D301 - click reads the \\b
    for words, option in ((name, "--name"), (hint_ko, "--hint-ko"), (hint_en, "--hint-en")):
        options.refuse_placeholder(words, option)
    lesson = Lesson(student, exercise, name, {"ko": hint_ko, "en": hint_en}, step)
    learnt = name_mistake(week, lesson, course=course, store=store, trusted_only=trusted_only)
    if as_json:
        options.print_json({"file": str(learnt.path), "students": learnt.students, "source": learnt.source})
        return 0
    click.echo(f"{learnt.path}\n\n{learnt.source}")
    click.echo(say("learnt.students", language, count=len(learnt.students), students=", ".join(learnt.students)))
    there = options_as_given(None, course)
    audit = f"autograder audit {week}{there} --only {exercise} --calibrate"
    regrade = f"autograder regrade {week}{options_as_given(store, course)}"
    click.echo(say("learnt.next", language, audit=audit, regrade=regrade))
    return 0
