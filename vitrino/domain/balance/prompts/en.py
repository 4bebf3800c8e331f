"""English."""

from __future__ import annotations

from vitrino.domain.balance.kinds import Kind
from vitrino.domain.balance.prompts.prompt import Prompt

ASKS, TEACHES, NEWS, CARE = Kind.ASKS, Kind.TEACHES, Kind.NEWS, Kind.CUSTOMERS

ENGLISH: dict[str, tuple[Prompt, ...]] = {
    "": (
        Prompt(ASKS, "What should we show you next: how we work, whom we work with, or what went wrong last week?",
               ("How you work", "Whom you work with", "What went wrong")),
        Prompt(ASKS, "What is the best thing somebody behind a counter ever said to you?"),
        Prompt(ASKS, "Morning person or night owl? We ask because of our opening hours.", ("Morning", "Night")),
        Prompt(ASKS, "Two true things about our shop and one that is not. Which one is invented? (write yours in"
               " here)"),
        Prompt(NEWS, "Behind the scenes: one picture of the place nobody sees, and one sentence about who works"
               " there."),
        Prompt(NEWS, "The mistake we learnt most from this year, and what we do differently since."),
        Prompt(TEACHES, "Three words of our trade that sound strange, and what they mean."),
        Prompt(TEACHES, "The question we hear most often at the counter, and the whole answer."),
        Prompt(CARE, "To everybody who has {product} at home: how it keeps longest, and what to do when something is"
               " wrong"
                     " with it. Write to us, we help."),
        Prompt(CARE, "Show us your {product}! We pass on the nicest pictures, with your name if you like."),
    ),
    "food": (
        Prompt(ASKS, "Sweet or savoury on a Sunday morning?", ("Sweet", "Savoury")),
        Prompt(ASKS, "Quiz: how many hands touch this before it lies on your plate? Guess below, the answer comes"
               " tonight."),
        Prompt(ASKS, "What did you eat at your grandparents' that nobody makes any more?"),
        Prompt(TEACHES, "How to keep it fresh for a day longer: the trick we use ourselves at home."),
        Prompt(TEACHES, "Yesterday's leftovers, today's lunch: a recipe in four sentences."),
        Prompt(CARE, "You took {product} home? This is how it tastes best, and how it keeps until tomorrow."),
    ),
    "plants": (
        Prompt(ASKS, "Which plant survives with you although you forget it? Show us."),
        Prompt(ASKS, "Light or water: what do your plants get too little of?", ("Light", "Water", "Neither")),
        Prompt(TEACHES, "How to see in ten seconds whether a plant wants water. No app needed."),
        Prompt(CARE, "For everybody with {product}: the one thing it wants this month, and what to leave alone."),
    ),
    "clothes": (
        Prompt(ASKS, "Which piece in your wardrobe is the oldest, and why do you still wear it?"),
        Prompt(ASKS, "Mend it or let it go?", ("Mend it", "Let it go")),
        Prompt(TEACHES, "How to wash wool so that it stays as big as it was: three rules."),
        Prompt(CARE, "You have {product}? How to wash, dry and store it so that it lives for years."),
    ),
    "beauty": (
        Prompt(ASKS, "Mornings: five minutes or half an hour in the bathroom?", ("Five minutes", "Half an hour")),
        Prompt(ASKS, "Which scent brings you back to a place at once?"),
        Prompt(TEACHES, "How to read the small print on the back: three words explained."),
        Prompt(CARE, "You use {product}? How much is enough, and how to store it so that it keeps."),
    ),
    "home": (
        Prompt(ASKS, "Quiz: how many hours are in this piece? Guess below, the answer comes tonight."),
        Prompt(ASKS, "Old or new: what stands in your kitchen?", ("Old", "New", "A mix")),
        Prompt(TEACHES, "How to tell solid work from a pretty surface: where to look."),
        Prompt(CARE, "You have {product} at home? How to clean it, and what it does not like."),
    ),
    "books": (
        Prompt(ASKS, "Which one did you give away and still miss?"),
        Prompt(ASKS, "On paper or on a screen?", ("Paper", "Screen", "Both")),
        Prompt(TEACHES, "Three for a rainy weekend, none of them new: why we come back to them."),
        Prompt(CARE, "You finished {product}? What to try after it, from people who did."),
    ),
    "pets": (
        Prompt(ASKS, "Who wakes whom at your place?", ("I wake the pet", "The pet wakes me")),
        Prompt(ASKS, "What is your animal's strangest habit? Pictures welcome."),
        Prompt(TEACHES, "How to tell that an animal has had enough: three small signs."),
        Prompt(CARE, "You have {product}? How to get your animal used to it without haste."),
    ),
}  # fmt: skip
