"""The folder `.venv`: when it is left alone, when it is made anew, when a person is asked."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from scripts.start import prepare, trouble
from scripts.start.environment import Environment, Kind, only_one
from scripts.start.system import ROOT
from scripts.start.trouble import Trouble


class Recorder:
    """An installer that makes a real environment and notes what it was asked to install."""

    name = "recorder"

    def __init__(self) -> None:
        self.installed: list[str] = []

    def make(self, environment: Environment) -> None:
        venv.create(environment.folder, symlinks=True)

    def install(self, environment: Environment, lock: Path) -> None:
        self.installed.append(lock.name)


class Failing(Recorder):
    def __init__(self, problem: Trouble | OSError) -> None:
        super().__init__()
        self.problem = problem

    def install(self, environment: Environment, lock: Path) -> None:
        raise self.problem


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A clone without `.venv`."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text("django==5.2\n")
    return Environment(tmp_path)


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(prepare, "ladder", lambda: iter([recorder]))
    return recorder


def test_the_second_start_installs_nothing(environment: Environment, recorder: Recorder) -> None:
    prepare.prepare(environment)
    prepare.prepare(environment)
    assert recorder.installed == ["requirements.lock"]


def test_the_tools_for_development_are_enough_for_the_product(environment: Environment, recorder: Recorder) -> None:
    prepare.prepare(environment, "dev")
    prepare.prepare(environment)
    assert recorder.installed == ["requirements-dev.lock"]


def test_a_changed_lock_is_installed(environment: Environment, recorder: Recorder) -> None:
    prepare.prepare(environment)
    environment.lock("app").write_text("django==5.3\n")
    prepare.prepare(environment)
    assert recorder.installed == ["requirements.lock"] * 2


@pytest.mark.parametrize("kind", ["app", "dev"])
def test_an_interrupted_set_up_is_taken_up_again(
    environment: Environment, recorder: Recorder, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    monkeypatch.setattr(prepare, "ladder", lambda: iter([Failing(Trouble("killed", is_final=True))]))
    with pytest.raises(Trouble):
        prepare.prepare(environment, kind)
    monkeypatch.setattr(prepare, "ladder", lambda: iter([recorder]))
    prepare.prepare(environment, kind)
    assert len(recorder.installed) == 1


class Killed(Recorder):
    """Stopped in the middle of making the environment, as by the power switch."""

    def make(self, environment: Environment) -> None:
        (environment.folder / "bin").mkdir(parents=True)
        raise KeyboardInterrupt


def test_what_a_killed_set_up_left_behind_is_not_trusted(
    environment: Environment, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "ladder", lambda: iter([Killed()]))
    with pytest.raises(KeyboardInterrupt):
        prepare.prepare(environment)
    monkeypatch.setattr(prepare, "ladder", lambda: iter([recorder]))
    prepare.prepare(environment)
    assert environment.is_ready("app")


def test_an_update_that_failed_leaves_the_environment_for_another_try(
    environment: Environment, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare.prepare(environment)
    kept = environment.folder / "kept"
    kept.touch()
    environment.lock("app").write_text("django==5.3\n")
    monkeypatch.setattr(prepare, "ladder", lambda: iter([Failing(Trouble("no network", is_final=True))]))
    with pytest.raises(Trouble):
        prepare.prepare(environment)
    monkeypatch.setattr(prepare, "ladder", lambda: iter([recorder]))
    prepare.prepare(environment)
    assert kept.exists()


def test_an_environment_whose_python_is_gone_is_made_anew(environment: Environment, recorder: Recorder) -> None:
    prepare.prepare(environment)
    environment.python.unlink()
    environment.python.symlink_to("/nowhere/python3")
    prepare.prepare(environment)
    assert environment.python.exists()
    assert len(recorder.installed) == 2


def test_an_environment_of_an_old_python_is_made_anew(environment: Environment, recorder: Recorder) -> None:
    prepare.prepare(environment)
    (environment.folder / "pyvenv.cfg").write_text("version = 3.9.2\n")
    prepare.prepare(environment)
    assert environment.version[:2] == sys.version_info[:2]


def test_a_folder_that_is_something_else_is_not_deleted(environment: Environment, recorder: Recorder) -> None:
    environment.folder.mkdir()
    (environment.folder / "holiday.jpg").write_text("precious")
    with pytest.raises(Trouble, match="move it away"):
        prepare.prepare(environment)
    assert (environment.folder / "holiday.jpg").read_text() == "precious"


def test_the_next_installer_is_tried_when_one_can_not(
    environment: Environment, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "ladder", lambda: iter([Failing(Trouble("no uv here")), recorder]))
    prepare.prepare(environment)
    assert recorder.installed == ["requirements.lock"]


def test_a_full_disk_is_not_tried_again_with_another_installer(
    environment: Environment, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = trouble.explain("error: No space left on device (os error 28)", "Installing")
    monkeypatch.setattr(prepare, "ladder", lambda: iter([Failing(full), recorder]))
    with pytest.raises(Trouble, match="disk is full"):
        prepare.prepare(environment)
    assert recorder.installed == []


def test_a_full_disk_while_writing_our_own_files_is_a_sentence_too(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "ladder", lambda: iter([Failing(OSError(28, "No space left on device"))]))
    with pytest.raises(Trouble, match="disk is full"):
        prepare.prepare(environment)


@pytest.mark.usefixtures("recorder")
def test_the_product_can_be_imported_from_any_folder(environment: Environment, tmp_path: Path) -> None:
    (environment.root / "vitrino").mkdir()
    (environment.root / "vitrino" / "__main__.py").write_text("print('open for business')")
    prepare.prepare(environment)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    said = subprocess.run([environment.python.with_name("vitrino")], cwd=elsewhere, capture_output=True, text=True)
    assert said.stdout == "open for business\n"


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    lock = tmp_path / "build" / "start.lock"
    wait = (
        "import sys, pathlib, scripts.start.environment as e\nwith e.only_one(pathlib.Path(sys.argv[1])): print('mine')"
    )
    with only_one(lock):
        second = subprocess.Popen([sys.executable, "-c", wait, lock], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert "waiting for it" in second.stdout.readline()
        assert second.poll() is None
    assert second.communicate(timeout=10)[0] == "mine\n"
