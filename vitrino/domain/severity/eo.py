"""Esperantaj vortoj pri gazetaro kaj revoko. Steleto estas iu ajn finaĵo."""

PRESS = (
    "ĵurnalist*", "raportist*", "gazetaro*", "en la gazeto", "al la gazeto", "gazetoj", "televid*", "redakci*",
    "en la novaĵoj", "radiostacio*", "en la radio", "amaskomunikil*",
)  # fmt: skip
RECALL = (
    "revok* de produkto", "produkto revokita", "revokita*", "revokis la produkton", "retirita* el vendado",
    "forprenita* el vendado", "malpermes* vendi", "vendmalpermes*", "salmonel*", "listeri*", "poluita*",
    "venenita produkto",
)  # fmt: skip
