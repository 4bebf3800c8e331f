"""What a new version of the strategy changes, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vitrino.domain.message import Message, say
from vitrino.strategy.models import Strategy, Voice
from vitrino.strategy.parts import LABELS, PARTS, TEXTS, Part, VoiceWords, name_of, voices_of


@dataclass(frozen=True)
class Sheet:
    """The words of a version, or of a draft."""

    texts: Mapping[str, str] = field(default_factory=dict)
    voices: tuple[VoiceWords, ...] = ()


@dataclass(frozen=True)
class Change:
    """One part that is different. texts: label, what it said, what it says. voices: sentences about the voice."""

    part: Part
    sentence: Message
    texts: tuple[tuple[str, str, str], ...]
    voices: tuple[Message, ...]


def sheet_of(strategy: Strategy) -> Sheet:
    return Sheet({name: getattr(strategy, name) for name in TEXTS}, voices_of(strategy))


def changes(before: Sheet, after: Sheet) -> list[Change]:
    """Every part that differs, in the order of the page."""
    found = []
    for part in PARTS:
        texts = tuple(
            (str(LABELS[name]), before.texts.get(name, ""), after.texts.get(name, ""))
            for name in part.fields
            if before.texts.get(name, "").strip() != after.texts.get(name, "").strip()
        )
        voices = tuple(_voices(before.voices, after.voices)) if part.key == "voice" else ()
        if texts or voices:
            found.append(Change(part, _sentence(part, before, after), texts, voices))
    return found


def _sentence(part: Part, before: Sheet, after: Sheet) -> Message:
    if not _says(part, before):
        return say("New: nothing stood here before.")
    return say("This part says something else now.") if _says(part, after) else say("Taken out.")


def _says(part: Part, sheet: Sheet) -> bool:
    return any(sheet.texts.get(name, "").strip() for name in part.fields) or (
        part.key == "voice" and bool(sheet.voices)
    )


def _voices(before: Iterable[VoiceWords], after: Iterable[VoiceWords]) -> Iterable[Message]:
    old, new = {one.platform: one for one in before}, {one.platform: one for one in after}
    for platform in sorted({*old, *new}):
        was, is_ = old.get(platform, VoiceWords(platform)), new.get(platform, VoiceWords(platform))
        for told in _voice(was, is_):
            yield say("{platform}: {change}", platform=name_of(platform), change=told)


def _voice(was: VoiceWords, is_: VoiceWords) -> Iterable[Message]:
    if was.formality != is_.formality:
        yield say("we address people so: {after} (before: {before})", after=_manner(is_), before=_manner(was))
    if was.in_answers != is_.in_answers:
        yield say("in answers we address people so: {after} (before: {before})", after=_in_answers(is_),
                  before=_in_answers(was))  # fmt: skip
    if was.emoji != is_.emoji:
        yield say("emoji in a text, at most: {after} (before: {before})", after=_count(is_), before=_count(was))
    if was.style != is_.style:
        yield say("sentences: {after} (before: {before})", after=_style(is_), before=_style(was))
    for label, before, after in (
        (say("words we use"), was.words, is_.words), (say("words we don't use"), was.not_words, is_.not_words),
        (say("this is how we sound"), was.do_example, is_.do_example),
        (say("we never sound like this"), was.dont_example, is_.dont_example),
    ):  # fmt: skip
        if before.split() != after.split():
            yield say("{label}: {after}", label=label, after=", ".join(after.splitlines()) or "–")


def _manner(voice: VoiceWords) -> str:
    return str(Voice.Formality(voice.formality).label)


def _in_answers(voice: VoiceWords) -> str:
    return str(Voice.InAnswers(voice.in_answers).label)


def _style(voice: VoiceWords) -> str:
    return str(Voice.Style(voice.style).label)


def _count(voice: VoiceWords) -> str:
    return "–" if voice.emoji is None else str(voice.emoji)
