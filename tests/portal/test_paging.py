"""A long list, part by part."""

from __future__ import annotations

from autograder.portal.paging import part


def test_a_long_list_is_shown_in_parts_that_keep_what_was_asked_for():
    rows = range(95)
    asked = {"sort": "pass", "q": "", "from": "40", "other": "x"}
    middle = part(rows, asked, 40, kept=("sort", "q"))
    assert (middle.rows, middle.first, middle.found) == (range(40, 80), 40, 95)
    assert (middle.before, middle.after) == ("?sort=pass&from=0", "?sort=pass&from=80")


def test_a_part_beyond_the_list_or_made_up_is_one_that_is_there():
    for text, first in (("9999", 80), ("-1", 0), ("²", 0), ("1" * 40, 0), ("79", 40)):
        shown = part(range(95), {"from": text}, 40, kept=())
        assert (shown.first, bool(shown.before), bool(shown.after)) == (first, first > 0, first < 80)
    assert part((), {}, 40, kept=()).rows == ()
