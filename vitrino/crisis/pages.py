"""What the pages of the crisis desk show, in finished words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.channels import queries as channels
from vitrino.crisis import book, drills, logbook, queries
from vitrino.crisis.models import Drill, Entry, Incident, Lesson, Statement
from vitrino.crisis.pausing import Choice
from vitrino.crisis.wording import CONTACTS, LABELS, PUBLIC_STATES, ROLES, STATES, WANTED
from vitrino.domain import crisis
from vitrino.domain.crisis import IncidentEvent, Situation
from vitrino.domain.crisis.plan import CONTACT_KINDS, Contact, Holder, Plan
from vitrino.domain.crisis.scenario import LENGTH_S, Calls, Said, Where
from vitrino.domain.message import Message, say
from vitrino.publishing import pages as publishing
from vitrino.publishing import queries as published
from vitrino.publishing.queries import Publication
from vitrino.ui.formats import day
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

OPEN = [state.value for state in crisis.OPEN]
ROWS_FREE = 3
LOG_SHOWN = 200
SHOWN = 100
# Steps that want a reason beside the button.
_WITH_REASON = frozenset({IncidentEvent.DISMISS, IncidentEvent.STAY_QUIET, IncidentEvent.REOPEN})
_ELSEWHERE = frozenset({IncidentEvent.DECLARE, IncidentEvent.SAY, IncidentEvent.REVIEW})
_ICONS: Mapping[str, str] = {
    Entry.Kind.NOTE: "pencil", Entry.Kind.STATE: "history", Entry.Kind.STATEMENT: "speakerphone",
    Entry.Kind.PAUSE: "player-pause", Entry.Kind.OUT: "send", Entry.Kind.WAVE: "alert-triangle",
    Entry.Kind.ROLE: "user",
}  # fmt: skip
_WHERE: Mapping[Where, Message] = {
    "comment": say("Comment"), "message": say("Message"), "review": say("Review"), "telephone": say("Telephone"),
    "inside": say("From inside"),
}  # fmt: skip
_ACTS: Mapping[str, Message] = {
    "declare": say("Crisis declared"), "pause": say("Everything planned stopped"),
    "statement": say("First statement out"), "answer": say("Answered in public"),
    "private": say("Answered in a message"), "handover": say("Handed on to the one who speaks"),
    "leave": say("Left without an answer"), "note": say("Written into the log"),
}  # fmt: skip


_RIGHT: Mapping[Calls, str] = {
    "public": "answer", "private": "private", "speaker": "handover", "leave": "leave", "note": "note",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An incident in a list."""

    incident: Incident
    title: str
    state: Message
    tone: str
    line: Message | str

    @property
    def is_open(self) -> bool:
        return self.incident.state in crisis.OPEN


def readiness(workspace: Workspace, now: datetime) -> Message:
    """How ready the shop is, in one sentence."""
    gaps, drilled = queries.plan_gaps(workspace), queries.last_drill_at(workspace)
    if queries.open_incident(workspace) is not None:
        return say("Something is going on. One thing after the other.")
    if gaps is None:
        return say("Nobody has written down yet what happens when things go wrong. Half an hour is enough.")
    if gaps:
        return say("There is a plan. What it lacks: {n}.", n=gaps)
    if drilled is None:
        return say("There is a plan. Nobody has tried it yet: a drill takes fifteen minutes.")
    return say("You are ready. Last drill: {day}.", day=day(drilled))


def row_of(incident: Incident) -> Line:
    state, tone = STATES[incident.state]
    return Line(incident, incident.title, state, tone, incident.get_kind_display())


def wanting(workspace: Workspace) -> list[Line]:
    """The crisis that runs, or the one that is over and not looked back on; for Today."""
    states = [*OPEN, crisis.IncidentState.CLOSED.value]
    return [row_of(one) for one in queries.incidents_of(workspace).filter(state__in=states)[:2]]


def drill_row(drill: Drill) -> dict[str, Any]:
    """A drill in a list."""
    return {"drill": drill, "title": drills.scenario_of(drill).title, "is_open": drill.ended_at is None}


def plan_fields(plan: Plan) -> dict[str, Any]:
    """The plan as fields to be filled in, with free rows for contacts."""
    kinds = dict(Incident.Kind.choices)
    free = [Contact() for _row in range(ROWS_FREE)]
    return {
        "plan": plan,
        "roles": [(role, words(name), plan.holder(role)) for role, name in ROLES.items()],
        "statements": [(kind.value, kinds[kind.value], plan.statements.get(kind, "")) for kind in crisis.CrisisKind],
        "contacts": list(enumerate([*plan.contacts, *free], 1)),
        "contact_kinds": [(kind, words(CONTACTS[kind])) for kind in CONTACT_KINDS],
        "steps": "\n".join(plan.steps),
    }


def plan_words(plan: Plan) -> dict[str, Any]:
    """The plan to be read."""
    kinds = dict(Incident.Kind.choices)
    return {
        "roles": roles_of(plan.roles),
        "statements": [(kinds[kind.value], plan.statements[kind]) for kind in crisis.CrisisKind
                       if plan.statements.get(kind)],
        "contacts": [(words(CONTACTS[one.kind]), one) for one in plan.contacts],
    }  # fmt: skip


def roles_of(roles: Mapping[str, Any]) -> list[tuple[str, Holder]]:
    """Name of a role, who has it."""
    found = []
    for role, name in ROLES.items():
        holder = roles.get(role) or Holder()
        found.append((words(name), holder if isinstance(holder, Holder) else Holder(**holder)))
    return found


def incident_page(row: Incident, now: datetime) -> dict[str, Any]:
    """Everything of one incident."""
    facts, plan = queries.facts_of(row), queries.plan_in_force(row.workspace)
    state, tone = STATES[row.state]
    log = list(queries.log_of(row)[:LOG_SHOWN])
    told = list(queries.statements_of(row))
    return {
        "incident": row,
        "state": state,
        "tone": tone,
        "severities": Incident.Severity.choices,
        "dues": [(WANTED[due.wanted], due.at, due.at <= now) for due in crisis.dues(facts)],
        "is_suspected": row.state == crisis.IncidentState.SUSPECTED,
        "is_running": row.state in crisis.RUNNING,
        "is_over": row.state in (crisis.IncidentState.CLOSED, crisis.IncidentState.REVIEWED),
        "ways": _ways(facts, row),
        "roles": roles_of(row.roles),
        "steps": _ticked(plan.told if plan else Plan(), log),
        "contacts": [(words(CONTACTS[one.kind]), one) for one in plan.told.contacts] if plan else [],
        "has_plan": plan is not None,
        "words_ready": _ready(plan.told) if plan else [],
        "statements": told,
        "link": queries.public_link(row.workspace),
        "is_paused": facts.is_stopped,
        "waiting": _waiting(row, facts.is_stopped),
        "paused": row.paused.count(),
        "log": [_line(one) for one in log],
        "posts": _posts(told),
    }


def proposed_words(row: Incident) -> str:
    """What the plan says for this kind of crisis, while nothing was said yet."""
    if row.statements.exists():
        return ""
    plan = queries.plan_in_force(row.workspace)
    if plan is None:
        plan_words = book.plan_for(row.workspace.language, row.workspace.name, {})
        return str(plan_words.statements.get(row.kind, ""))
    return str(plan.told.statements.get(row.kind, ""))


def going_on_page(row: Incident, sent: Mapping[int, Choice], now: datetime) -> dict[str, Any]:
    """Each that was held back with what may become of it; nothing is chosen for what is late."""
    through = channels.let_through(row.workspace)
    rows = [one for one in queries.held_back(row) if one.key not in through]
    shown = []
    for one, of in zip(rows, publishing.rows_of(rows), strict=True):
        usual = "" if one.publish_at <= now else "keep"
        choice = sent.get(one.pk)
        shown.append({"row": of, "pk": one.pk, "at": one.publish_at, "is_late": one.publish_at <= now,
                      "wish": choice.wish if choice else usual})  # fmt: skip
    return {"rows": shown}


def review_page(row: Incident) -> dict[str, Any]:
    """The look back with what Vitrino knows of it."""
    log = list(queries.log_of(row)[:LOG_SHOWN])
    return {
        "incident": row,
        "log": [_line(one) for one in reversed(log)],
        "lessons": list(row.lessons.select_related("plan", "by").order_by("pk")),
        "open_state": Lesson.State.OPEN,
        "is_closed": row.state == crisis.IncidentState.CLOSED,
        "is_reviewed": row.state == crisis.IncidentState.REVIEWED,
    }


def public_page(told: Iterable[Incident]) -> list[dict[str, Any]]:
    """What the public reads: incidents with their statements, newest first."""
    return [
        {"title": one.get_kind_display(), "state": PUBLIC_STATES.get(one.state, PUBLIC_STATES["holding"]),
         "statements": list(queries.statements_of(one))}
        for one in told
    ]  # fmt: skip


def drills_page(workspace: Workspace) -> dict[str, Any]:
    """What can be drilled, what is left, what was."""
    found = [drill_row(one) for one in queries.drills_of(workspace)[:20]]
    return {
        "scenarios": list(book.scenarios(workspace.language).values()),
        "left": next((one for one in found if one["is_open"]), None),
        "done": [one for one in found if not one["is_open"]],
    }


def drill_page(drill: Drill) -> dict[str, Any]:
    """The drill while it runs."""
    scenario, done = drills.scenario_of(drill), drill.acts
    handled = {one["to"]: _ACTS[one["kind"]] for one in done if one["to"]}
    kinds = {one["kind"] for one in done}
    plan = queries.plan_in_force(drill.workspace)
    statements = plan.told.statements if plan else book.plan_for(drill.language, drill.workspace.name, {}).statements
    return {
        "drill": drill,
        "scenario": scenario,
        "minute": int(drill.ran_s // 60),
        "minutes": LENGTH_S // 60,
        "heard": [_heard(one, handled) for one in reversed(scenario.heard(drill.ran_s))],
        "is_declared": "declare" in kinds,
        "is_paused": "pause" in kinds,
        "is_said": "statement" in kinds,
        "severities": Incident.Severity.choices,
        "proposal": statements.get(scenario.kind, ""),
        "log": [{"text": _act_words(one), "who": "", "icon": "check"} for one in reversed(done)],
    }


def drill_result(drill: Drill) -> dict[str, Any]:
    """How it went."""
    result, scenario = drills.result_of(drill), drills.scenario_of(drill)
    return {"drill": drill, "scenario": scenario, "result": result, "marks": result.marks,
            "better": [mark for mark in result.marks if mark.better is not None],
            "reactions": [_reaction(one, drill) for one in scenario.said if one.calls != "note"]}  # fmt: skip


def _reaction(one: Said, drill: Drill) -> tuple[str, Message, Message]:
    """Who it was, what was done about it, what would have been right."""
    done = next((act["kind"] for act in drill.acts if act["to"] == one.number), None)
    return one.author, _ACTS[done] if done else say("Nothing"), _ACTS[_RIGHT[one.calls]]


def _ways(facts: crisis.Incident, row: Incident) -> list[dict[str, Any]]:
    """The buttons of the way on, with why one can't be pressed yet."""
    found = []
    for event in crisis.ways_on(row.state):
        if event in _ELSEWHERE:
            continue
        guard = crisis.INCIDENT.unmet(event, Situation(facts, person="1", reason="x"))
        why = crisis.INCIDENT.rules[guard].refusal if guard else None
        found.append({"event": event.value, "label": LABELS[event], "why": why, "wants_reason": event in _WITH_REASON})
    return found


def _ticked(plan: Plan, log: Iterable[Entry]) -> list[tuple[int, str, bool]]:
    done = {one.about for one in log}
    return [(number, step, logbook.step_key(step) in done) for number, step in enumerate(plan.steps)]


def _waiting(row: Incident, is_paused: bool) -> list[dict[str, Any]]:
    """What waits because of the stop, and what was let through in spite of it."""
    if not is_paused:
        return []
    through = channels.let_through(row.workspace)
    changed = list(published.being_changed(row.workspace)[:SHOWN])
    rows = [*changed, *queries.held_back(row)[:SHOWN]]
    found = publishing.rows_of(rows)
    return [{"row": of, "pk": one.pk, "is_through": one.key in through, "is_out": one in changed}
            for one, of in zip(rows, found, strict=True)]  # fmt: skip


def _ready(plan: Plan) -> list[tuple[str, str]]:
    """What the plan has for others to read, with its name."""
    told = ((say("Notice to customers"), plan.customers), (say("Notice to the press"), plan.press),
            (say("Who may say what"), plan.guidelines))  # fmt: skip
    return [(words(name), text) for name, text in told if text]


def _posts(told: Iterable[Statement]) -> dict[int, list[Any]]:
    """Id of a statement -> its publications."""
    by_post = {one.post_id: one.pk for one in told if one.post_id}
    found: dict[int, list[Publication]] = {}
    for row in published.of_posts(list(by_post)).select_related("variant"):
        found.setdefault(by_post[row.variant.post_id if row.variant else 0], []).append(row)
    return {pk: publishing.rows_of(rows) for pk, rows in found.items()}


def _line(one: Entry) -> dict[str, Any]:
    said = Message(one.template, one.values) if one.template else None
    return {"text": said or one.text, "more": one.text if said else "", "at": one.at, "who": str(one.by or ""),
            "icon": _ICONS[one.kind]}  # fmt: skip


def _heard(one: Said, handled: Mapping[int, Message]) -> dict[str, Any]:
    return {"said": one, "where": _WHERE[one.where], "is_inside": one.where == "inside",
            "done": handled.get(one.number)}  # fmt: skip


def _act_words(one: Mapping[str, Any]) -> Message | str:
    return _ACTS[one["kind"]] if not one["text"] else f"{words(_ACTS[one['kind']])}: {one['text']}"
