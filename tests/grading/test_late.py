"""Lateness is a fact: days by the calendar of a zone, a deadline's own minute included, an unknown time asked about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.clock import end_of_day as end_of_that_day
from autograder.clock import zone
from autograder.errors import UsageError
from autograder.grading.final import final
from autograder.grading.late import days_late, end_of_day, how_late, minutes_late
from autograder.model import AdjustmentKind, Circumstances, DecisionKind, LatePolicy, LmsLateness, Status
from tests.store.builders import DAY, DUE, UNHURRIED, decision, report

MINUTE = timedelta(minutes=1)
NEW_YORK = ZoneInfo("America/New_York")
AUTUMN = datetime(2024, 11, 2, 23, 59, tzinfo=NEW_YORK)  # the clocks go back in the night after the next
SPRING = datetime(2024, 3, 9, 23, 59, tzinfo=NEW_YORK)
TEN_PERCENT = LatePolicy(per_day=0.1)


# ---------------------------------------------------------------------- minutes


@pytest.mark.parametrize(
    ("after", "minutes"),
    [
        (timedelta(seconds=59, microseconds=999_999), 0),
        (MINUTE, 1),
        (5 * MINUTE, 5),
        (5 * MINUTE + timedelta(seconds=59), 5),
    ],
)
def test_a_deadline_to_the_minute_includes_its_minute(after, minutes):
    assert minutes_late(DUE + after, DUE) == minutes


def test_a_deadline_to_the_second_includes_its_second():
    due = DUE + timedelta(seconds=59)
    assert (minutes_late(due + timedelta(milliseconds=999), due), minutes_late(due + timedelta(seconds=1), due)) == (
        0,
        1,
    )


# ---------------------------------------------------------------------- days


@pytest.mark.parametrize(("due", "hours"), [(AUTUMN, 25), (SPRING, 23)])
def test_a_day_is_as_long_as_it_is_in_the_zone(due, hours):
    last = due.astimezone(UTC) + timedelta(hours=hours)
    assert (days_late(last, due), days_late(last + MINUTE, due)) == (1, 2)


def test_days_are_of_the_weeks_zone_however_the_deadline_is_written():
    """On record a deadline stands in UTC; its days are still those of New York."""
    due = AUTUMN.astimezone(UTC)
    assert days_late(due + timedelta(hours=25), due, zone_name="America/New_York") == 1


def test_a_day_that_a_zone_left_out_costs_nothing():
    """Samoa had no 30 December 2011."""
    due = datetime(2011, 12, 29, 23, 59, tzinfo=ZoneInfo("Pacific/Apia"))
    assert days_late(datetime(2011, 12, 31, 12, 0, tzinfo=ZoneInfo("Pacific/Apia")), due) <= 2


EARLIEST, LATEST = datetime(1971, 1, 1), datetime(2037, 1, 1)  # noqa: DTZ001 - hypothesis gives them a zone
zones = st.sampled_from(sorted(available_timezones()))
moments = st.datetimes(EARLIEST, LATEST).map(lambda moment: moment.replace(tzinfo=UTC))
spans = st.timedeltas(-40 * DAY, 40 * DAY)
graces = st.integers(0, 3000).map(lambda minutes: minutes * MINUTE)


@UNHURRIED
@given(zones, moments, spans, graces)
def test_the_days_explain_themselves(name, due, span, grace):
    """Work is on time after so many days, and was not after one fewer."""
    days = days_late(due + span, due, grace=grace, zone_name=name)
    ends = [end_of_day(due, each, grace=grace, zone_name=name) for each in (days - 1, days)]
    assert due + span < ends[1]
    assert days == 0 or due + span >= ends[0]


@UNHURRIED
@given(zones, moments, spans, spans, graces)
def test_later_is_never_fewer_days(name, due, one, other, grace):
    early, late = (days_late(due + span, due, grace=grace, zone_name=name) for span in sorted([one, other]))
    assert early <= late


@UNHURRIED
@given(zones, moments, spans)
def test_on_time_is_the_same_in_every_zone(name, due, span):
    here, there = days_late(due + span, due, zone_name=name), days_late(due + span, due)
    assert (here == 0) == (there == 0) == (minutes_late(due + span, due) == 0)


@UNHURRIED
@given(zones, moments, spans)
def test_no_zone_makes_more_than_a_day_of_difference(name, due, span):
    assert abs(days_late(due + span, due, zone_name=name) - days_late(due + span, due)) <= 1


@UNHURRIED
@given(zones, moments, st.integers(0, 40))
def test_a_day_ends_when_the_clock_shows_the_deadline_again(name, due, days):
    where = ZoneInfo(name)
    local = due.astimezone(where).replace(second=0, microsecond=0)
    last = end_of_day(local, days, zone_name=name).astimezone(where) - timedelta(microseconds=1)
    wanted = local.replace(tzinfo=None) + days * DAY
    jumped = wanted.replace(tzinfo=where).astimezone(UTC).astimezone(where).replace(tzinfo=None) != wanted
    assert jumped or last.replace(tzinfo=None, second=0, microsecond=0) == wanted


@UNHURRIED
@given(zones, st.dates(EARLIEST.date(), LATEST.date()))
def test_the_end_of_a_day_is_its_last_second_there(name, day):
    end = end_of_that_day(day, ZoneInfo(name))
    after = (end.astimezone(UTC) + timedelta(seconds=1)).astimezone(ZoneInfo(name))
    assert after.date() > day or end.astimezone(UTC).astimezone(ZoneInfo(name)).date() != day


@pytest.mark.parametrize("name", ["Asia/Seoul", "+09:00"])
def test_a_zone_is_named_or_an_offset(name):
    assert datetime(2024, 1, 1, tzinfo=zone(name)).utcoffset() == timedelta(hours=9)


@pytest.mark.parametrize("name", ["", "Seoul", "/etc/passwd", "../x", "9"])
def test_what_is_no_zone_is_refused(name):
    with pytest.raises(UsageError, match="no time zone"):
        zone(name)


# ---------------------------------------------------------------------- times that nobody knows


def worth(*decisions, received=None, mark=LmsLateness.NONE, late=TEN_PERCENT):
    circumstances = Circumstances(received, decisions, lms_mark=mark)
    return final(report("s"), circumstances, due=DUE, late=late)


def came(moment):
    return decision(DecisionKind.RECEIVED, received=moment)


def test_an_unknown_time_is_never_on_time():
    whole = worth()
    assert (whole.status, whole.lateness.unknown) == (Status.LATENESS_UNKNOWN, True)
    assert AdjustmentKind.LATENESS_UNKNOWN in whole.reasons


def test_an_unknown_time_is_asked_about_only_where_it_costs_something():
    whole = worth(late=LatePolicy())
    assert (whole.status, whole.lateness.unknown) == (Status.GRADED, True)


def test_a_cut_off_is_a_cost_too():
    assert worth(late=LatePolicy(cutoff_days=3)).status is Status.LATENESS_UNKNOWN


def test_work_that_the_lms_marks_late_is_late_by_an_unknown_time():
    whole = worth(mark=LmsLateness.LATE)
    assert (whole.status, whole.lateness.marked) == (Status.LATENESS_UNKNOWN, True)
    assert AdjustmentKind.MARKED_LATE in whole.reasons


def test_work_that_the_lms_does_not_mark_late_is_on_time():
    whole = worth(mark=LmsLateness.ON_TIME)
    assert (whole.status, whole.lateness.unknown, whole.points) == (Status.GRADED, False, 1.0)


def test_a_time_is_better_than_a_mark():
    assert worth(received=DUE + DAY, mark=LmsLateness.ON_TIME).lateness.days == 1


def test_a_time_that_a_person_gives_counts():
    whole = worth(came(DUE + DAY), mark=LmsLateness.LATE)
    assert (whole.status, whole.lateness.days, whole.points) == (Status.GRADED, 1, 0.9)
    assert whole.reasons == (AdjustmentKind.EARNED, AdjustmentKind.RECEIVED, AdjustmentKind.LATE)


def test_a_time_that_a_person_gives_counts_more_than_that_of_the_files():
    assert worth(came(DUE), received=DUE + 9 * DAY).points == 1.0


def test_points_for_the_whole_week_need_no_time():
    assert worth(decision(DecisionKind.POINTS, points=1.0)).status is Status.GRADED


def test_without_a_deadline_no_time_is_asked_for():
    assert final(report("s"), Circumstances(), due=None, late=TEN_PERCENT).status is Status.GRADED


def test_of_whom_nothing_came_no_time_is_asked():
    nothing = report("s", status=Status.MISSING, submission=None)
    assert final(nothing, Circumstances(), due=DUE, late=TEN_PERCENT).status is Status.MISSING


def test_lateness_names_the_deadline_that_counted():
    extended = decision(DecisionKind.EXTENSION, until=DUE + DAY)
    assert how_late(Circumstances(DUE, (extended,)), due=DUE, late=TEN_PERCENT).deadline == DUE + DAY
