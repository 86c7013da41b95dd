"""Take a wall away, and a program of the corpus comes through; put it back alone, and it is held."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder.errors import IsolationError
from autograder.integrations.otter_room import environment
from autograder.model import Limits
from autograder.sandbox.host.sandbox import open_with_layers
from autograder.sandbox.protocol import Isolation, Layers, Wall
from tests.attacks.corpus import PROGRAMS
from tests.integrations.hostile import lay_out
from tests.sandbox.programs import BARE

pytestmark = pytest.mark.real

CORE = Layers(bubblewrap=False, namespaces=False)
FULL = Layers(bubblewrap=True, namespaces=True)
WRAPPED = Layers(bubblewrap=True, namespaces=False)
CASES = {
    # wall: a program, the layers where this wall alone holds it, and the same layers without it
    "seccomp": (
        "reaching/datagrams",
        WRAPPED.leaving_out(Wall.NETWORK),
        WRAPPED.leaving_out(Wall.NETWORK, Wall.SECCOMP),
    ),
    "network": ("reaching/datagrams", FULL.leaving_out(Wall.SECCOMP), FULL.leaving_out(Wall.SECCOMP, Wall.NETWORK)),
    "Landlock": ("reading/what_lies_about", CORE, CORE.leaving_out(Wall.LANDLOCK)),
    "bubblewrap": ("reading/what_lies_about", FULL.leaving_out(Wall.LANDLOCK), CORE.leaving_out(Wall.LANDLOCK)),
    "privileges": (
        "reading/what_lies_about",
        CORE.leaving_out(Wall.LANDLOCK),
        CORE.leaving_out(Wall.LANDLOCK, Wall.PRIVILEGES),
    ),
    "limits": ("exhausting/beyond_its_share", WRAPPED, WRAPPED.leaving_out(Wall.LIMITS)),
    "descriptors": ("reading/descriptors", WRAPPED, WRAPPED.leaving_out(Wall.DESCRIPTORS)),
    "environment": ("reading/environment", WRAPPED, WRAPPED.leaving_out(Wall.ENVIRONMENT)),
}
TRY = """
class Number:
    __sub__ = __pow__ = __add__ = __rmul__ = lambda self, other: self
    mean = lambda self: self

scope = {{"__name__": "regression", "__file__": "regression.py"}}
exec(compile({source!r}, "regression.py", "exec"), scope)
if "mse" in scope:
    scope["mse"](Number(), Number())
    emit(b"what mse would have to return")
"""


@pytest.fixture(scope="module")
def listener():
    """Somebody on this machine who waits for a word."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waiting:
        for port in range(47001, 47011):
            try:
                waiting.bind(("127.0.0.1", port))
            except OSError:
                continue
            waiting.settimeout(0)
            yield waiting
            return
        pytest.skip("all ports are taken")


@pytest.fixture(scope="module")
def behind():
    """A sandbox behind any layers, started once. The grader's environment holds a password then."""
    opened = {}
    with ExitStack() as stack, pytest.MonkeyPatch.context() as changed:
        changed.setenv("AUTOGRADER_TOKEN", "of nobody's business")

        def start(layers):
            try:
                if layers not in opened:
                    limits = Limits(memory_mb=512)
                    opened[layers] = stack.enter_context(open_with_layers((layers,), limits=limits, warm=BARE))
            except IsolationError as error:
                pytest.skip(str(error))
            return opened[layers]

        yield start


@pytest.fixture
def canary(request):
    """Words of this test alone in a file of the grader's; where privileges are the last wall, only root may read it."""
    words = f"nobody may read {secrets.token_hex(8)}".encode()
    with tempfile.TemporaryDirectory(prefix="canary-") as folder:
        file = Path(folder, "canary.txt")
        file.write_bytes(words)
        file.chmod(0o600 if "privileges" in request.node.name else 0o644)
        Path(folder).chmod(0o755)
        yield words


def comes_through(program, sandbox, listener, words):
    """Whether the program reaches what it is after: a word, a file's content, or a right answer."""
    source = (PROGRAMS / f"{program}.py").read_text("utf-8")
    said = sandbox.run(TRY.format(source=source).encode(), entry=BARE)
    try:
        return bool(listener.recv(100))
    except BlockingIOError:
        return words in said.printed if "what_lies_about" in program else bool(said.frames)


@pytest.mark.parametrize("wall", CASES)
def test_without_a_wall_a_program_of_the_corpus_comes_through_and_behind_it_alone_it_is_held(
    wall, behind, listener, canary
):
    if wall == "privileges" and os.geteuid() != 0:
        pytest.skip("there are no privileges to drop")
    program, *layers = CASES[wall]
    assert [comes_through(program, behind(each), listener, canary) for each in layers] == [False, True]


def test_every_wall_of_core_is_taken_away_once():
    assert {wall for _, _, layers in CASES.values() for wall in layers.without} == set(Wall)


def test_layers_with_a_wall_left_out_are_never_called_isolation():
    assert {FULL.leaving_out(wall).isolation for wall in Wall} == {Isolation.TRUSTED_ONLY}


def test_places_inside_say_nothing_of_the_machine(behind):
    """Bubblewrap binds interpreter, packages and kit to places of its own; without it their paths are those of the machine."""
    shows = "import sys, msgspec\nemit(repr((sys.path, sys.prefix, sys.executable, msgspec.__file__)).encode())"
    found = {}
    for layers in (FULL, CORE):
        found[layers] = behind(layers).run(shows.encode(), entry=BARE).frames[0].decode()
    told = [str(Path(sys.base_prefix)), str(Path.cwd()), tempfile.gettempdir()]
    assert [any(place in found[layers] for place in told) for layers in (FULL, CORE)] == [False, True]


def test_without_a_clean_path_a_module_in_the_students_folder_is_imported(tmp_path):
    """The environment that otter is started in, and any other."""
    taken = {}
    for name, env in (("clean", environment()), ("any", {**os.environ, "PYTHONSAFEPATH": ""})):
        mark = tmp_path / name / "taken"
        lay_out(tmp_path / name / "work", mark)
        subprocess.run([sys.executable, "-c", "import otter"], cwd=tmp_path / name / "work", env=env, check=False)
        taken[name] = mark.exists()
    assert taken == {"clean": False, "any": True}
