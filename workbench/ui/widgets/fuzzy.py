"""How well a few typed letters fit a name: letters in order, word starts and runs count more."""


def match(query: str, name: str) -> tuple[float, tuple[int, ...]] | None:
    """Score and the matched places of `query` in `name`; None when a letter is missing. Higher is better."""
    wanted = [letter for letter in query.lower() if not letter.isspace()]
    lower = name.lower()
    if not wanted:
        return 0.0, ()
    whole = lower.find(query.lower().strip())
    if whole >= 0:
        start = 10.0 if whole == 0 or not lower[whole - 1].isalnum() else 4.0
        length = len(query.strip())
        return start + 2.0 * length - 0.01 * len(name), tuple(range(whole, whole + length))
    return _scattered(wanted, lower)


def _scattered(wanted: list[str], lower: str) -> tuple[float, tuple[int, ...]] | None:
    places: list[int] = []
    score = 0.0
    for letter in wanted:
        begin = places[-1] + 1 if places else 0
        starts = [at for at in range(begin, len(lower)) if lower[at] == letter]
        if not starts:
            return None
        at = next((place for place in starts if place == 0 or not lower[place - 1].isalnum()), starts[0])
        follows = bool(places) and starts[0] == places[-1] + 1
        at = starts[0] if follows else at
        score += 1.5 if follows else 1.0 if at == 0 or not lower[at - 1].isalnum() else 0.0
        places.append(at)
    return score - 0.05 * (places[-1] - places[0]) - 0.01 * len(lower), tuple(places)
