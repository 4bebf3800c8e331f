"""One file for each rule: facts, a pure judgement, a loader, RULE."""
