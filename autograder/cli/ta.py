"""What a TA types, in the order of the work: grade a class, look at it, decide, explain, regrade, send marks on."""

from __future__ import annotations

from autograder.cli.decisions import comment, excuse, extend, override, received, settle
from autograder.cli.explaining import history, receipts, verify, why
from autograder.cli.gradebooks import export, report
from autograder.cli.grading import grade
from autograder.cli.learning import learn
from autograder.cli.regrading import publish, regrade
from autograder.cli.similar import similar

COMMANDS = (
    grade,
    report,
    export,
    override,
    comment,
    extend,
    received,
    excuse,
    settle,
    why,
    history,
    receipts,
    verify,
    regrade,
    publish,
    similar,
    learn,
)
