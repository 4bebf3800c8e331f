"""What Vitrino is for, as data: the mistakes shops make, what prevents each, and the rules that notice it anyway."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """page: URL name of the page on which it is prevented. test: the file that walks that capability. rules: ids."""

    key: str
    name: str
    capability: str
    page: str
    test: str
    rules: tuple[str, ...]


MISTAKES = (
    Mistake(
        "M1", "No goals", "Goals that can be counted, followed day by day with an honest chance",
        "goals:home", "tests/journeys/test_goals.py",
        ("goals.none", "goals.not-measurable", "goals.off-track", "goals.unserved"),
    ),
    Mistake(
        "M2", "No strategy", "A strategy in force, written in half an hour and read by everybody it concerns",
        "guidance:home", "tests/journeys/test_strategy.py",
        ("strategy.none", "strategy.incomplete", "strategy.stale", "strategy.unread"),
    ),
    Mistake(
        "M3", "Wrong platforms", "Which platforms fit the people, the formats and the time, and what each one brings",
        "fit:home", "tests/journeys/test_fit.py",
        ("platforms.missing-fit", "platforms.poor-fit", "platforms.not-worth-it"),
    ),
    Mistake(
        "M4", "Promoting channels that are dead", "A look at the website: which profiles it links, how awake they are",
        "channels:list", "tests/journeys/test_first_day.py",
        ("channels.linked-but-stale", "channels.linked-but-not-connected", "channels.broken-link",
         "channels.active-but-not-linked"),
    ),
    Mistake(
        "M5", "Irregular posting", "A rhythm for each channel, a week planned in one sitting, a warning before the gap",
        "planner:week", "tests/journeys/test_planning.py",
        ("cadence.below", "cadence.gap-ahead", "cadence.above"),
    ),
    Mistake(
        "M6", "The same content everywhere", "One idea, one text for each channel, with exact counters and previews",
        "posts:new", "tests/journeys/test_composer.py",
        ("variants.duplicate", "variants.off-format", "variants.over-limit", "voice.inconsistent",
         "voice.wrong-formality"),
    ),
    Mistake(
        "M7", "Missed mentions", "Every form of the shop's names is watched, and somebody is told at once",
        "listening:watches", "tests/journeys/test_thread.py",
        ("listening.variant-unwatched", "listening.no-instant-notice", "listening.missed", "listening.source-silent"),
    ),
    Mistake(
        "M8", "Customers treated badly", "Complaints walk a playbook: sorry, aside, a promise, kept, asked afterwards",
        "complaints:list", "tests/journeys/test_complaint.py",
        ("care.unanswered", "care.promise-broken", "care.no-follow-up", "care.argument", "care.stays-public"),
    ),
    Mistake(
        "M9", "Abuse tolerated", "Stated rules and a ladder of steps, each written down",
        "conduct:home", "tests/journeys/test_abuse.py",
        ("abuse.no-policy", "abuse.unhandled", "abuse.criticism-removed"),
    ),
    Mistake(
        "M10", "All about us, overselling, spam", "A rolling balance for each channel, with ideas for the other side",
        "balance:home", "tests/journeys/test_balance.py",
        ("balance.overselling", "balance.all-about-us", "balance.nothing-for-customers", "balance.no-curation"),
    ),
    Mistake(
        "M11", "Nothing of value", "Contests with a draw anyone can check, quizzes, polls, kinds of content that give",
        "contests:home", "tests/journeys/test_contest.py",
        ("content.no-value", "content.no-interaction"),
    ),
    Mistake(
        "M12", "Multimedia unused", "A library of pictures and films, cut for each platform, with words for the blind",
        "media:library", "tests/journeys/test_library.py",
        ("media.share-low", "media.no-video", "media.no-alt-text"),
    ),
    Mistake(
        "M13", "Risky topics, false promises", "Topics to avoid and claims are noticed before a post goes out",
        "ledger:home", "vitrino/ledger/tests/test_ledger.py",
        ("risk.avoided-topic", "risk.unsupported-claim", "risk.promise-open"),
    ),
    Mistake(
        "M14", "Comments and messages unanswered", "One inbox with targets, the next who waits on top",
        "inbox:list", "tests/journeys/test_inbox_desk.py",
        ("care.unanswered", "care.slow", "care.unread-source"),
    ),
    Mistake(
        "M15", "Automation without a person", "Saved answers that do not go out unpersonalised or twice in a row",
        "inbox:saved-replies", "tests/journeys/test_inbox_desk.py",
        ("care.impersonal", "care.repeated-reply"),
    ),
    Mistake(
        "M16", "No regular, proactive contact", "Ten minutes a day: whom to answer, whose talk to join, what to ask",
        "balance:today", "tests/journeys/test_balance.py",
        ("engagement.none", "engagement.one-way"),
    ),
    Mistake(
        "M17", "Bad opinions ignored", "Criticism first, answered once in public; what many criticise is worked on",
        "complaints:causes", "tests/journeys/test_complaint.py",
        ("care.criticism-unanswered", "reputation.theme-unaddressed"),
    ),
    Mistake(
        "M18", "Defensive or aggressive answers", "Every answer is heard before it goes, and a second person looks",
        "inbox:rules", "tests/journeys/test_inbox_desk.py",
        ("care.tone", "care.unapproved-risky-reply"),
    ),
    Mistake(
        "M19", "No crisis plan", "A plan with roles and statements, one button that stops everything, a drill",
        "crisis:home", "tests/journeys/test_crisis.py",
        ("crisis.no-plan", "crisis.not-drilled", "crisis.unattended"),
    ),
    Mistake(
        "M20", "Reviews and ratings neglected", "Reviews of all places in one list; everybody is asked, once",
        "reviews:home", "tests/journeys/test_reviews.py",
        ("reviews.unanswered", "reviews.not-asked", "reviews.praise-unused", "reviews.rating-falling"),
    ),
    Mistake(
        "M21", "Not authentic", "Claims with proof and a ledger of what was promised in public",
        "ledger:home", "vitrino/ledger/tests/test_ledger.py",
        ("risk.unsupported-claim", "risk.promise-open"),
    ),
    Mistake(
        "M22", "Nobody looks at the results", "A regular look back, with answers in words and honest uncertainty",
        "lookback:home", "tests/journeys/test_looking_back.py",
        ("analysis.no-review", "analysis.metrics-missing", "analysis.not-enough-data"),
    ),
    Mistake(
        "M23", "Nothing is adapted", "What was found becomes a change at one press, tried as an experiment",
        "lookback:experiments", "tests/journeys/test_looking_back.py",
        ("analysis.finding-ignored", "analysis.repeats-what-fails"),
    ),
    Mistake(
        "M24", "Campaigns run blind", "Campaigns with links that count, costs, and an early alarm",
        "attribution:list", "tests/journeys/test_campaign.py",
        ("campaigns.blind", "campaigns.underperforming", "campaigns.spend-without-result"),
    ),
)  # fmt: skip

RULES = frozenset(rule for mistake in MISTAKES for rule in mistake.rules)
