"""A Gradescope export: `submission_<id>/…` beside `submission_metadata.yml`.

The keys of the metadata are Ruby symbols.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.model import Reason
from autograder.submissions.items import Claim, Item, LmsText, Owner
from autograder.submissions.layouts.parts import folders_above, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from autograder.submissions.items import LayoutContext

WORDS = re.compile(r"^submission_metadata\.ya?ml$")

_DEEPEST = 32
_EXPORT = re.compile(r"assignment_\d+_export")
_SUBMISSION = re.compile(r"submission_\w+")


def claims(items: Sequence[Item], course: LayoutContext) -> Iterator[Claim]:
    """A claim on each export's submissions and on its metadata.

    A folder that the metadata lacks is listed as nobody's.
    """
    stands_above = folders_above(items)
    exports = {
        item.parts[:-1]: _entries(item.content)
        for item in items
        if WORDS.match(item.parts[-1]) and (_is_export(item.parts[:-1]) or stands_above(item.parts[:-1]))
    }
    for item in items:
        above = next((item.parts[:end] for end in range(1, len(item.parts)) if item.parts[:end] in exports), None)
        if above is None:
            continue
        depth, folder = len(above), item.parts[len(above)]
        series = f"gradescope {'/'.join(above)}"
        if len(item.parts) == depth + 1 and WORDS.match(folder):
            yield Claim(item, Owner(""), depth, folder, series, aside=Reason.METADATA)
        elif len(item.parts) > depth + 1 and (folder in exports[above] or _SUBMISSION.fullmatch(folder)):
            entry = exports[above].get(folder, {})
            when = _when(entry.get(":created_at"), course)
            inside = "/".join(item.parts[depth + 1 :])
            for owner in _owners(entry, folder):
                yield Claim(item, owner, depth, inside, series, folder, when)


def _is_export(folder: tuple[str, ...]) -> bool:
    """Tell Gradescope's own folder from a student's upload with metadata in it."""
    return len(folder) == 1 or bool(_EXPORT.match(folder[-1]))


def _entries(content: object) -> Mapping[str, Mapping[str, object]]:
    """The entry of each folder; nothing where the metadata cannot be read."""
    tree = _tree(content.text) if isinstance(content, LmsText) else None
    if not isinstance(tree, dict):
        return {}
    return {folder: entry for folder, entry in tree.items() if isinstance(entry, dict)}


def _tree(text: str) -> object:
    """YAML as lists, dicts and strings, from the parser's events.

    No tag is obeyed, no alias followed, no depth endless.

    The loaders of the library recurse, and the fast one takes the process down with it when a file nests too deep.
    """
    import yaml  # noqa: PLC0415 - only where there is an export

    stack: list[list[object]] = [[]]
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            match event:
                case yaml.ScalarEvent():
                    stack[-1].append(event.value)
                case yaml.AliasEvent():
                    stack[-1].append("")
                case yaml.CollectionStartEvent() if len(stack) > _DEEPEST:
                    return None
                case yaml.CollectionStartEvent():
                    stack.append([])
                case yaml.SequenceEndEvent():
                    items = stack.pop()
                    stack[-1].append(items)
                case yaml.MappingEndEvent():
                    flat = stack.pop()
                    stack[-1].append(
                        {key: value for key, value in zip(flat[::2], flat[1::2], strict=False) if isinstance(key, str)}
                    )
    except yaml.YAMLError:
        return None
    return stack[0][0] if stack[0] else None


def _owners(entry: Mapping[str, object], folder: str) -> list[Owner]:
    """The submitters: a group's members hand in together, and each has the marks."""
    listed = entry.get(":submitters")
    people = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    found = []
    for person in people:
        ids, emails, names = ((str(person[key]),) if person.get(key) else () for key in (":sid", ":email", ":name"))
        label = next(iter((*ids, *emails, *names)), folder)
        found.append(Owner(label, ids, emails, names))
    return found or [Owner(folder)]


def _when(told: object, course: LayoutContext) -> datetime | None:
    return moment(told, course.zone) if isinstance(told, str) else None
