"""Writes fsrs6.json: FSRS-6 computed with 40 digits, straight from the formulas.

It shares nothing with srs.go, so that the two can disagree. Formulas: fsrs-rs
6.6.1, src/model.rs. Run: python3 fsrs6.py > fsrs6.json
"""
import json
from decimal import Decimal as D, getcontext

getcontext().prec = 40

WEIGHTS = {
    # fsrs-rs src/inference.rs, DEFAULT_PARAMETERS
    "default": "0.212 1.2931 2.3065 8.2956 6.4133 0.8334 3.0194 0.001 1.8722 0.1666 0.796 1.4835 "
               "0.0614 0.2629 1.6483 0.6014 1.8729 0.5425 0.0912 0.0658 0.1542",
    # fitted to one real learner's log of 12,580 reviews
    "fitted": "0.172610 0.832628 2.485108 6.307899 6.538307 0.524085 3.181562 0.026912 1.662885 0.261159 "
              "0.619440 1.580852 0.042339 0.383262 1.797980 0.601371 1.872900 0.831336 0.101124 0.146279 0.243266",
    # every weight at its upper bound (src/parameter_clipper.rs): all clamps at work
    "upper": "100 100 100 100 10 4 4 0.75 4.5 0.8 3.5 5 0.25 0.9 4 1 6 2 2 0.8 0.8",
}

# (whole days since the answer before, grade 1 to 4)
SEQUENCES = {
    "good": [(0, 3), (0, 3), (2, 3), (11, 3), (46, 3), (163, 3)],
    "lapses": [(0, 1), (0, 3), (1, 3), (3, 3), (8, 1), (0, 3), (4, 2), (9, 4)],
    "hard": [(0, 2), (0, 2), (1, 2), (1, 2), (2, 2), (40, 2), (1, 1), (0, 2)],
    "easy": [(0, 4), (0, 4), (8, 4), (60, 4), (500, 4), (4000, 4), (30000, 4)],
    "never": [(0, 1), (0, 1), (0, 1), (1, 1), (0, 1), (1, 1), (3, 1), (3000, 1)],
    "late": [(0, 3), (900, 3), (1, 1), (2500, 4), (36500, 2)],
}


def clamp(x, low, high):
    return max(D(low), min(D(high), x))


def recall(w, s, t):
    decay = -w[20]
    return (1 + (D("0.9") ** (1 / decay) - 1) * t / s) ** decay


def step(w, s, d, t, g):
    d0 = lambda grade: w[4] - (w[5] * (grade - 1)).exp() + 1
    if s is None:
        return clamp(w[g - 1], "0.001", 36500), clamp(d0(g), 1, 10)
    if t == 0:
        inc = (w[17] * (g - 3 + w[18])).exp() * s ** -w[19]
        new = s * (max(inc, D(1)) if g >= 2 else inc)
    elif g == 1:
        new = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * (w[14] * (1 - recall(w, s, t))).exp()
        new = min(new, s / (w[17] * w[18]).exp())
    else:
        grow = w[8].exp() * (11 - d) * s ** -w[9] * ((w[10] * (1 - recall(w, s, t))).exp() - 1)
        new = s * (1 + grow * (w[15] if g == 2 else 1) * (w[16] if g == 4 else 1))
    moved = d + (10 - d) * (-w[6] * (g - 3)) / 9
    return clamp(new, "0.001", 36500), clamp(w[7] * d0(4) + (1 - w[7]) * moved, 1, 10)


sequences = []
for weights, numbers in WEIGHTS.items():
    w = [D(x) for x in numbers.split()]
    for name, answers in SEQUENCES.items():
        s = d = None
        steps = []
        for t, g in answers:
            before = 0 if s is None else recall(w, s, t)
            s, d = step(w, s, d, t, g)
            steps.append({"days": t, "grade": g, "recall": round(float(before), 12),
                          "s": float(f"{s:.12g}"), "d": float(f"{d:.12g}")})
        sequences.append({"name": name + " " + weights, "weights": [float(x) for x in w], "steps": steps})

text = ",\n".join(
    '{"name": %s, "weights": %s, "steps": [\n  %s]}' % (
        json.dumps(q["name"]), json.dumps(q["weights"]), ",\n  ".join(map(json.dumps, q["steps"])))
    for q in sequences)
print("[" + text + "]")
