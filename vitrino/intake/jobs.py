"""Reading what was delivered, as soon as it is there."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import every, work
from vitrino.intake import actions, glances, knocks, listening, samples, streams
from vitrino.intake.models import Stream
from vitrino.intake.writer import BELL


@every("intake.read", 60, bell=BELL)
def read(now: datetime) -> None:
    actions.read_waiting(now)


@every("intake.listening", 60)
def note_listening(now: datetime) -> None:
    actions.note_listening(now)


@every("intake.forget", 3600)
def forget(now: datetime) -> None:
    actions.forget_old(now)
    while samples.forget_old(now):
        pass


@every("intake.knocks", 5)
def answer_knocks(now: datetime) -> None:
    knocks.answer()


@every("intake.glances", 5)
def look_round(now: datetime) -> None:
    glances.look_round()


@every("intake.silence", 600)
def look_for_silence(now: datetime) -> None:
    listening.alarm(now)
    listening.ask_the_quiet(now)


@every("intake.terms", 900)
def refresh_terms(now: datetime) -> None:
    listening.refresh_terms()


@every("intake.streams", 30, bell="places")
def ensure_streams(now: datetime) -> None:
    streams.ensure(now)


@work("intake.stream", streams.claimable, lease_s=30)
def follow(stream: Stream, now: datetime) -> datetime | None:
    return streams.follow(stream, now)
