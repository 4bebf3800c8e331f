"""English signs. Stems match the beginning of a word, phrases anywhere in the text; both are compared folded."""

COMPLAINT = (
    "complain", "disappoint", "refund", "broken", "damaged", "mouldy", "moldy", "stale", "spoiled", "rude", "awful",
    "terrible", "horrible", "disgust", "unacceptable", "worst", "scam", "rip-off", "ripoff", "cheated", "defect",
    "faulty", "overcharg", "late again",
)  # fmt: skip
COMPLAINT_PHRASES = (
    "still waiting", "never arrived", "not arrived", "did not arrive", "didn't arrive", "has not come", "where is my",
    "wrong order", "wrong size", "not working", "does not work", "doesn't work", "stopped working", "no reply",
    "nobody answers", "fell apart", "made me ill", "food poisoning", "money back", "never again",
)  # fmt: skip
COURTESY = (
    "thanks",
    "thank",
    "thx",
    "ty",
    "ok",
    "okay",
    "bye",
    "cheers",
    "great",
    "perfect",
    "super",
    "cool",
    "lovely",
)
FILLER = ("you", "so", "very", "much", "a", "lot", "have", "nice", "good", "day", "and", "then", "it", "all",
          "for", "the",
          "help", "see", "soon", "that's", "that", "is", "sounds", "evening", "weekend")  # fmt: skip
