"""A person with a keyboard, a browser without JavaScript, and nothing else; and all that each part has to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from autograder.model import (
    Changes,
    Check,
    DecisionKind,
    Fate,
    Grade,
    Intake,
    JobState,
    Mark,
    Outcome,
    Provenance,
    Received,
    RegradeState,
    Signed,
    Status,
    Student,
    Submission,
    Verdict,
    WeekVersion,
)
from autograder.store.regrades import Regrades
from tests.portal.conftest import MEMBERS
from tests.portal.looking import follow

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from autograder.portal.access import Course
    from autograder.store.store import Store

KIM, LEE = MEMBERS["student"], MEMBERS["classmate"]
MOST_TABS = 150
RENEWED = 20_000
"""Milliseconds within which a page without JavaScript has renewed itself."""
LABELS = {
    DecisionKind.POINTS: "Give points",
    DecisionKind.COMMENT: "Comment",
    DecisionKind.EXTENSION: "Give more time",
    DecisionKind.RECEIVED: "Set the time of receipt",
    DecisionKind.EXCUSE: "Excuse",
}
KEYED: dict[DecisionKind, dict[str, str]] = {
    DecisionKind.POINTS: {"Check": "the", "Points": "1", "Reason": "seen"},
    DecisionKind.COMMENT: {"Check": "the", "Words to the student": "well done"},
    DecisionKind.EXTENSION: {"Days after": "3", "Reason": "ill"},
    DecisionKind.RECEIVED: {"It came on time": "", "Reason": "by mail"},
    DecisionKind.EXCUSE: {"Reason": "ill"},
}
"""The fields of each decision, in the order of the form; "": a box to tick. `the`: the whole week."""
NAME = """() => {
  const here = document.activeElement;
  const label = here.labels && here.labels.length ? here.labels[0].innerText : "";
  return (label || here.getAttribute("aria-label") || here.innerText || here.value || "").replace(/\\s+/g, " ").trim();
}"""


class Keyboard:
    """Every step is a key. A place is found by the name that a screen reader says, Tab by Tab."""

    def __init__(self, page: Page, address: str, course: Course) -> None:
        self.page, self.address, self.course = page, address, course

    def come_in(self, part: str) -> None:
        """Sign in to the demo."""
        self.page.goto(f"{self.address}/signin")
        self.enter(part)

    def to(self, name: str, *, exactly: bool = False) -> None:
        """Tab to whatever begins with a name."""
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            passed.append(self.page.evaluate(NAME))
            if passed[-1] == name or (passed[-1].startswith(name) and not exactly):
                return
        raise AssertionError(
            f"{name!r} is not reached by Tab on {self.page.url}, but {list(dict.fromkeys(passed))} are"
        )

    def enter(self, name: str, *, exactly: bool = False) -> None:
        """Tab there and press Enter, and wait for the page that it leads to."""
        self.to(name, exactly=exactly)
        follow(self.page, lambda: self.page.keyboard.press("Enter"))

    def renewed(self, words: str) -> None:
        """Wait until the page, which renews itself, says something and stands."""
        self.page.get_by_text(words).wait_for(timeout=RENEWED)
        self.page.wait_for_load_state()

    def unfold(self, name: str) -> None:
        """Open what is folded up."""
        self.to(name)
        self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Tab to a field and write into it."""
        self.to(name)
        self.page.keyboard.type(text)

    def tick(self, name: str) -> None:
        """Tab to a box and tick it."""
        self.to(name)
        self.page.keyboard.press("Space")

    def download(self, name: str) -> str:
        """Tab to a file and take it → what it is called."""
        self.to(name)
        with self.page.expect_download() as file:
            self.page.keyboard.press("Enter")
        return file.value.suggested_filename

    def choose_files(self, name: str, *paths: object) -> None:
        """Open the file dialog by a key; what it is given stands for a choice in it."""
        self.to(name)
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Space")
        asked.value.set_files([str(path) for path in paths])


def a_student_does_everything(by: Keyboard, work: list[Path]) -> None:
    """Hand in, wait, read, ask, make a token, take the data, choose a language, leave."""
    page, uploads = by.page, by.course.uploads
    by.come_in("Student")
    by.enter("week03")
    by.to("Take the handout")
    by.choose_files("Your files", *work)
    by.enter("Hand in")
    assert "Before you in the queue: 0" in page.content()
    (taken,) = uploads.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1), most=1)
    some_failed(by.course.store, KIM.id, taken.at)
    uploads.finish("w", taken.id, JobState.DONE, now=datetime.now(UTC))
    by.renewed("See the result")
    by.enter("See the result")
    by.unfold("Ask for a second look")
    by.to("Check")
    page.keyboard.press("ArrowDown")
    by.write("What did the check get wrong?", "I did sum them.")
    by.enter("Ask for a second look")
    assert "I did sum them." in page.content()
    by.enter(KIM.name)
    by.write("Name of the token", "laptop")
    by.enter("Make a token")
    assert "shown this once" in page.content()
    assert by.download("Everything kept of me") == "my-data.zip"
    by.enter("한국어")
    by.enter("English")
    by.enter("Sign out")
    page.go_back()
    page.wait_for_url("**/signin**")  # what stood there is not shown again


def decides(by: Keyboard, kind: DecisionKind, steps: dict[str, str]) -> None:
    """Fill in the form of a decision, send it, and answer what is asked first."""
    if kind is not DecisionKind.POINTS:
        by.unfold(LABELS[kind])
    for field, text in steps.items():
        by.write(field, text) if text else by.tick(field)
    by.enter(LABELS[kind])
    if kind is DecisionKind.EXCUSE:
        by.enter("Yes, do it")


def a_ta_does_everything(by: Keyboard) -> None:
    """Answer, sort, search, decide, take back, decide for many, settle, regrade, look for somebody."""
    page, store = by.page, by.course.store
    by.come_in("TA")
    by.unfold("Answer")
    by.write("Answer", "You did. Full points.")
    by.enter("Answer")
    by.enter("week03", exactly=True)
    by.enter("Points")
    by.to("Search")  # of the whole course; the next is this list's
    by.write("Search", "nobody of that name")
    by.enter("Show")
    assert "0 students" in page.content()
    page.go_back()
    by.enter("Hide names")
    assert KIM.id not in page.content()
    by.enter("Show names again")
    by.enter(KIM.id)
    for kind, steps in KEYED.items():
        decides(by, kind, steps)
        assert store.circumstances_of("week03", KIM.id).decisions[-1].kind is kind
    by.enter("Take back")
    by.enter("Restore")
    by.enter("week03")
    by.enter("Who did what")
    assert "well done" in page.content()
    by.enter("Mistakes")
    by.unfold("For all of them")
    by.write("Words to the student", "the sum, not the mean")
    by.enter("Comment")
    by.enter("Received files")
    by.to("Student ids")
    page.keyboard.press("Control+a")
    page.keyboard.type(LEE.id)
    by.write("Reason", "their README says so")
    by.enter("Say whose it is")
    assert store.settled("week03") == {"in/lost.py": LEE.id}
    by.enter("Regrade")
    by.enter("See who would move")
    asked = Regrades(store).claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1))
    assert asked
    Regrades(store).finish("w", asked.id, RegradeState.PREVIEWED, changes=Changes("week03", (), (), same=1))
    by.renewed("Move them as shown")
    by.write("Reason", "the check was too strict")
    by.enter("Move them as shown")
    by.enter("Search")
    by.write("Id, name", LEE.name)
    by.enter("Search")
    by.enter(f"week03 {LEE.id}")
    by.enter("Sign out")


def an_instructor_does_everything(by: Keyboard, roster: Path) -> None:
    """See the calendar, audit and release, read the items, publish, take a gradebook, enrol, connect an LMS."""
    page, store = by.page, by.course.store
    by.come_in("Instructor")
    by.enter("Calendar")
    by.enter("handed out")
    assert "Kept secret" in page.content()
    by.enter("Item analysis")
    by.enter("Publish")
    by.enter("Show what is new to students")
    by.enter("Yes, do it")
    assert KIM.id in store.published("week03").shown
    assert by.download("csv") == "week03_csv.csv"
    roster.write_text("student_id,name,email\n20230003,박셋,park@example.org\n", "utf-8")
    by.enter("Members")
    by.choose_files("Roster", roster)
    by.enter("Read the roster")
    assert "박셋" in page.content()
    by.enter("LMS")
    by.enter("Make an address")
    assert "/lti/register/" in page.content()
    by.enter("Sign out")


def an_observer_reads_and_changes_nothing(by: Keyboard) -> None:
    """Read a class, a student, the mistakes and who did what: names can be hidden, and nothing can be decided."""
    by.come_in("Observer")
    by.enter("week03", exactly=True)
    by.enter(KIM.id)
    for name in ("week03", "Mistakes", "Who did what"):
        by.enter(name)
        forms = by.page.locator("main form[method=post]:not([action='/class/blind'])")
        assert forms.count() == 0, forms.first.inner_text()
    by.enter("Sign out")


def some_failed(store: Store, student: str, at: datetime) -> None:
    """A grade with a known mistake in one check, and a file that has no owner."""
    signed = Signed("autograder", at)
    checks = tuple(Check(f"sse.{name}", "sse", 1.0, "sse/lecture", {"en": name, "ko": name}) for name in ("a", "b"))
    store.adopt(WeekVersion("week03", "v1", checks, {"sse": "four_steps"}), signed)
    failed = Verdict("sse.a", Outcome.FAILED, mistakes=("sse__averages_instead_of_summing",))
    marks = (Mark(failed, 0.0, 1.0), Mark(Verdict("sse.b", Outcome.PASSED), 1.0, 1.0))
    made_from = Provenance("d" * 64, "v1", "1", "2", "full")
    work = Submission(student, "week03", (), made_from.submission, received=at)
    store.save(Grade(student, "week03", Status.GRADED, marks, made_from, work), signed)
    files = (Received("in/lost.py", Fate.UNMATCHED, likely=student),)
    store.keep_intake(Intake("week03", (Student(student), Student(LEE.id)), files), signed)
