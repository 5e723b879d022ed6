"""A second, independent computation of every figure that package insight gives.

It works on lists of single answers with exact fractions, and follows the
definitions word for word. Written to be read beside them, not to be fast.
"""
import itertools
import json
import random
from fractions import Fraction as F


def agreement(answers, k):
    """van der Eijk's A, layer by layer, each triple of points looked at."""
    left = {p: answers.count(p) for p in range(1, k + 1)}
    n, a = len(answers), F(0)
    while any(left.values()):
        filled = [p for p in left if left[p]]
        take = min(left[p] for p in filled)
        pattern = [p in filled for p in range(1, k + 1)]
        tu = tdu = 0
        for t in itertools.combinations(pattern, 3):
            tu += t in ((True, True, False), (False, True, True))
            tdu += t == (True, False, True)
        if len(filled) == 1:
            u = F(1)
        elif tu + tdu == 0:
            u = F(0)
        else:
            u = F((k - 2) * tu - (k - 1) * tdu, (k - 2) * (tu + tdu))
        a += F(take * len(filled), n) * u * (1 - F(len(filled) - 1, k - 1))
        for p in filled:
            left[p] -= take
    return a


def lean(answers, k):
    return sum(F(2 * a - k - 1, k - 1) for a in answers) / len(answers)


def median(answers):
    s = sorted(answers)
    return F(s[(len(s) - 1) // 2] + s[len(s) // 2], 2)


def delta(one, two):
    signs = [(a > b) - (a < b) for a in one for b in two]
    return F(sum(signs), len(signs))


def by_positions(answers, k):
    """The finding by the rules of agreement and thirds alone."""
    middle = F(k + 1, 2)
    low, high = [a for a in answers if a < middle], [a for a in answers if a > middle]
    n = len(answers)
    if agreement(answers, k) < F(3, 10):
        return "views-differ"
    for half, far in ((high, 1), (low, k)):
        beyond = answers.count(far)
        if F(len(half), n) >= F(2, 3) and F(beyond, n) >= F(1, 5) and beyond >= 2:
            return "views-differ"
    if F(len(high), n) >= F(2, 3):
        return "strength"
    if F(len(low), n) >= F(2, 3):
        return "challenge"
    return "balanced"


def find(v):
    k, answers = len(v["points"]), spread(v["points"])
    n, missing = len(answers), v["unknown"] + v["unanswered"]
    shown = n >= v["minimum"]
    out = {"significant": False, "steady": "", "shown": shown, "reassured": False}
    answered = n + v["unknown"] + v["apart"]
    applies = answered + v["unanswered"] - v["apart"]
    many = applies > 0 and F(missing, applies) >= F(1, 3)
    if v["counting"] < v["minimum"]:
        return {**out, "kind": "withheld", "shown": False}
    if answered and F(v["apart"], answered) > F(1, 2):
        return {**out, "kind": "does-not-apply"}
    if many and v["unknown"] >= v["unanswered"]:
        return {**out, "kind": "not-yet-known"}
    if n < v["minimum"] or many:
        return {**out, "kind": "too-few-answers", "shown": False}
    kind = by_positions(answers, k)
    end = {"strength": k, "challenge": 1}.get(kind)
    steady = ""
    if n >= 8:
        others = {by_positions(answers[:i] + answers[i + 1:], k) for i in range(n)}
        steady = "steady" if others == {kind} else "close"
    return {
        "kind": kind,
        "significant": end is not None and F(answers.count(end), n) >= F(1, 2),
        "steady": steady,
        "shown": True,
        "reassured": kind == "strength" and F(v["evidence"], n) < F(1, 2),
    }


def shown_groups(groups, minimum):
    """Which groups are shown, as the rule is worded; groups are [submitted, counting]."""
    size = lambda part: sum(groups[i][1] for i in part)
    shown = [i for i, (_, counting) in enumerate(groups) if counting >= minimum]
    others = [i for i, (submitted, _) in enumerate(groups) if i not in shown and submitted]
    while others and size(others) < minimum and shown:
        joins = max(i for i in shown if groups[i][1] == min(groups[j][1] for j in shown))
        shown.remove(joins)
        others.append(joins)
    if len(shown) + bool(others) < 2:
        shown = []
    return [i in shown for i in range(len(groups))]


def groups_here(groups, shown, minimum):
    """Whether the shown groups are shown at a statement too. A group is a list of
    [answer, typed in by somebody else]; an answer is a point, or a word beside the scale."""
    others = [a for g, is_shown in zip(groups, shown) if not is_shown for a in g]
    parts = [g for g, is_shown in zip(groups, shown) if is_shown] + ([others] if others else [])
    for part in parts:
        if sum(isinstance(answer, int) and not typed for answer, typed in part) < minimum:
            return False
    everybody = [answer for g in groups for answer, _ in g]
    if others and max(everybody.count(a) for a in everybody) >= len(others):
        return False
    return any(shown) and len(parts) >= 2


def seen_differently(one, two):
    return abs(median(one) - median(two)) >= 1 and abs(delta(one, two)) >= F(33, 100)


def moved(before, now, kind_before, kind_now):
    if kind_before == kind_now or abs(delta(now, before)) < F(33, 100):
        return ""
    return "towards-strength" if delta(now, before) > 0 else "towards-challenge"


def chain_break(propositions):
    holds = [bool(p) and all(k == "strength" for k in p) for p in propositions]
    return holds.index(False) if False in holds else -1


def spread(points):
    return [p for p, count in enumerate(points, 1) for _ in range(count)]


def significant_lists(items):
    def order(item):
        answers, k = spread(item["points"]), len(item["points"])
        toward = lean(answers, k) * (1 if item["kind"] == "strength" else -1)
        return (not item["significant"], -toward, -agreement(answers, k), -F(item["evidence"], len(answers)))

    lists = {}
    for kind in ("strength", "challenge"):
        chosen = []
        for item in sorted((i for i in items if i["kind"] == kind), key=order):
            if len(chosen) < 5 and sum(c["domain"] == item["domain"] for c in chosen) < 3:
                chosen.append(item)
        lists[kind] = [c["statement"] for c in chosen]
    return lists


def draw(rnd):
    k = rnd.choice([4, 4, 4, 3, 5, 6, 7])
    n = rnd.choice([rnd.randint(3, 8), rnd.randint(5, 16), rnd.randint(8, 40), rnd.randint(40, 120)])
    shape = rnd.random()
    if shape < 0.3:  # gathered about one point, as boards often are
        at = rnd.randint(1, k)
        weights = [1 / (1 + 3 * abs(p - at)) for p in range(1, k + 1)]
    elif shape < 0.5:  # the two ends
        weights = [4] + [0.3] * (k - 2) + [rnd.choice([2, 4, 8])]
    else:
        weights = [rnd.random() ** 2 + 0.01 for _ in range(k)]
    answers = rnd.choices(range(1, k + 1), weights, k=n)
    few = lambda p: sum(rnd.random() < p for _ in range(n))
    points = [answers.count(p) for p in range(1, k + 1)]
    v = {
        "points": points,
        "unknown": few(rnd.choice([0, 0, 0.1, 0.5])),
        "apart": few(rnd.choice([0, 0, 0, 0.1, 1.3])),
        "unanswered": few(rnd.choice([0, 0, 0.1, 0.4])),
        "evidence": rnd.randint(0, n),
        "minimum": rnd.choice([5, 5, 5, 6, 8]),
    }
    if v["apart"] == n:
        v["apart"] += rnd.randint(0, 3)
    submitted = n + v["unknown"] + v["apart"] + v["unanswered"]
    v["counting"] = submitted if rnd.random() < 0.9 else rnd.randint(0, submitted)
    return v


def main():
    rnd = random.Random(20241122)
    vectors = []
    for _ in range(2000):
        v = draw(rnd)
        k, answers = len(v["points"]), spread(v["points"])
        other = spread([rnd.randint(0, 6) for _ in range(k - 1)] + [1])
        v |= {
            "agreement": float(agreement(answers, k)),
            "lean": float(lean(answers, k)),
            "median": float(median(answers)),
            "other": [other.count(p) for p in range(1, k + 1)],
            "delta": float(delta(answers, other)),
            "finding": find(v),
        }
        vectors.append(v)
    lists = []
    for _ in range(60):
        items = []
        for i in range(rnd.choice([6, 25, 70])):
            at, n = rnd.randint(1, 4), rnd.choice([9, 12])
            answers = rnd.choices(range(1, 5), [1 / (1 + 4 * (p - at) ** 2) for p in range(1, 5)], k=n)
            v = {"points": [answers.count(p) for p in range(1, 5)], "unknown": 0, "apart": 0, "unanswered": 0,
                 "evidence": rnd.choice([0, 4, n]), "minimum": 5, "counting": n}
            f = find(v)
            items.append({
                "statement": f"s{i + 1}", "domain": f"d{rnd.randint(1, 4)}", "points": v["points"],
                "evidence": v["evidence"], "kind": f["kind"], "significant": f["significant"],
            })
        lists.append({"items": items} | significant_lists(items))
    divisions = []
    for _ in range(2000):
        groups = []
        for _ in range(rnd.randint(1, 4)):
            submitted = rnd.choice([0, rnd.randint(1, 4), rnd.randint(3, 9), rnd.randint(5, 20)])
            typed = rnd.randint(0, submitted) if rnd.random() < 0.3 else 0
            groups.append([submitted, submitted - typed])
        minimum = rnd.choice([5, 5, 5, 6, 8])
        divisions.append({"groups": groups, "minimum": minimum, "shown": shown_groups(groups, minimum)})
    pairs = []
    for _ in range(2000):
        k = rnd.choice([4, 4, 4, 3, 5, 7])
        answers = []
        for _ in range(2):
            at, n = rnd.randint(1, k), rnd.choice([5, 6, 7, 8, 9, 12, 15, 40])
            answers.append(rnd.choices(range(1, k + 1), [1 / (1 + rnd.choice([0.5, 2, 6]) * abs(p - at)) for p in range(1, k + 1)], k=n))
        kinds = [by_positions(a, k) for a in answers]
        pairs.append({
            "first": [answers[0].count(p) for p in range(1, k + 1)], "second": [answers[1].count(p) for p in range(1, k + 1)],
            "kinds": kinds, "differently": seen_differently(*answers), "moved": moved(*answers, *kinds),
        })
    chains = []
    for _ in range(200):
        kind = lambda: "strength" if rnd.random() < 0.8 else rnd.choice(["challenge", "views-differ", "not-yet-known", "withheld"])
        propositions = [[kind() for _ in range(rnd.choice([0, 1, 1, 1, 1, 1, 1, 2]))] for _ in range(rnd.choice([0, 4, 4, 4]))]
        chains.append({"propositions": propositions, "break": chain_break(propositions)})
    statements = []
    for _ in range(2000):
        k, groups = 4, []
        favourite = rnd.randint(1, k)
        for _ in range(rnd.choice([2, 2, 3, 3, 4])):
            most = rnd.choice([3, 8, 8, 14])
            answers = []
            for _ in range(rnd.randint(0, most)):
                a = favourite if rnd.random() < 0.2 else rnd.randint(1, k)
                if rnd.random() < 0.12:
                    a = rnd.choice(["unknown", "apart", "unanswered"])
                answers.append([a, rnd.random() < 0.05])
            groups.append(answers)
        minimum = rnd.choice([5, 5, 6])
        shown = shown_groups([[len(g), sum(not typed for _, typed in g)] for g in groups], minimum)
        word = lambda g, w: sum(a == w for a, _ in g)
        statements.append({
            "groups": [{
                "points": [word(g, p) for p in range(1, k + 1)],
                "unknown": word(g, "unknown"), "apart": word(g, "apart"), "unanswered": word(g, "unanswered"),
                "enteredByOther": sum(typed and isinstance(a, int) for a, typed in g),
            } for g in groups],
            "shown": shown, "minimum": minimum, "here": groups_here(groups, shown, minimum),
        })
    row = lambda x: json.dumps(x, separators=(",", ":"))
    parts = {"vectors": vectors, "lists": lists, "divisions": divisions, "pairs": pairs, "chains": chains, "statements": statements}
    print("{" + ",\n".join(f'"{name}":[\n' + ",\n".join(map(row, rows)) + "\n]" for name, rows in parts.items()) + "}")


main()
