"""Writes fsrs7.json: FSRS-7 computed with 40 digits, straight from the formulas.

It shares nothing with fsrs7.go, so that the two can disagree. Formulas:
srs-benchmark, models/fsrs_v7.py.
Run: python3 fsrs7.py > fsrs7.json
"""
import json
from decimal import Decimal as D, getcontext

getcontext().prec = 40

WEIGHTS = {
    # srs-benchmark models/fsrs_v7.py, init_w
    "default": "0.1104 2.2395 3.9221 11.7841 6.1686 0.6457 3.6807 1.9795 0 1.3826 0.7024 0.5999 0.8146 0.6398 1 "
               "1.3207 0.6707 3.8668 0.4416 0.0934 1.8631 0.6162 1.0869 "
               "0.1567 0.0801 0.2421 0.9464 0.1433 0.7145 0 0.5667 0.3734 0.5333 0.3048",
    # nowhere near the defaults, and every power at work
    "other": "0.3 1.1 2.9 30 5 0.9 2.2 1.4 0.31 1.9 0.5 0.7 1.1 0.4 1.6 1.9 0.4 2.8 0.7 0.25 1.1 0.8 1.5 "
             "0.11 0.31 0.41 0.88 0.31 0.52 0.21 0.44 0.62 0.21 0.47",
    # every weight at its upper bound (fsrs-rs src/parameter_clipper_v7.rs): all clamps at work
    "upper": "50 100 100 100 10 4 4 4 1.2 3 1.5 1 3.5 1 7 4 2 6 1.5 1 5 1 7 "
             "0.25 0.95 0.85 0.99 1 1 0.9 1.1 1 0.6 0.6",
}

# (days since the answer before, grade 1 to 4)
SEQUENCES = {
    "good": [("0", 3), ("0.01", 3), ("1", 3), ("3.2", 3), ("8.1", 3), ("21.7", 3)],
    "lapses": [("0", 1), ("0.0069", 1), ("0.007", 3), ("0.9", 3), ("8.5", 1), ("0.02", 3), ("4.1", 2), ("9", 4)],
    "hard": [("0", 2), ("0.5", 2), ("1.5", 2), ("40.25", 2), ("1", 1), ("0.125", 2)],
    "easy": [("0", 4), ("8", 4), ("60", 4), ("500", 4), ("4000", 4), ("30000", 4)],
    "late": [("0", 3), ("900.5", 3), ("0.001", 1), ("2500", 1), ("36500", 2)],
}


def clamp(x, low, high):
    return max(D(low), min(D(high), x))


def fast_curve(w, t, f):
    decay = -clamp(w[23] * f ** (w[33] - D("0.3")), "0.01", "0.95")
    factor = min(w[25].ln() / decay, D(60)).exp() - 1
    return (1 + factor * t / f) ** decay


def recall(w, t, s, f, d):
    decay = -clamp(w[24], "0.01", "0.95")
    factor = w[26] ** (1 / decay) - 1
    slow = (1 + factor * t / s * ((d - 5) * (w[32] - D("0.3"))).exp()) ** decay
    a = w[27] * f ** -w[29]
    b = w[28] * s ** w[30] * ((d - 5) * (w[31] - D("0.5"))).exp()
    return (a * fast_curve(w, t, f) + b * slow) / (a + b) * (1 - D("2e-5")) + D("1e-5")


def trace(w, k, x, d, q, g):
    lapse = min(x, w[k + 3] * ((x + 1) ** w[k + 4] - 1) * ((1 - q) * w[k + 5]).exp())
    if g == 1:
        return lapse
    grow = (w[k] - D("1.5")).exp() * (11 - d) * x ** -w[k + 1] * (((1 - q) * w[k + 2]).exp() - 1)
    return max(lapse, x * (1 + grow * (w[k + 6] if g == 2 else 1) * (w[k + 7] if g == 4 else 1)))


def step(w, memory, t, g):
    d0 = lambda grade: w[4] - (w[5] * (grade - 1)).exp() + 1
    if memory is None:
        return (clamp(w[g - 1], "1e-4", 36500), clamp(D("0.8") * w[g - 1], "1e-4", 36500), clamp(d0(g), 1, 10))
    s, f, d = memory
    r = recall(w, t, s, f, d)
    slow = trace(w, 7, s, d, r, g)
    fast = trace(w, 15, f, d, fast_curve(w, t, f), g)
    if g == 1:
        fast = min(fast, D("0.8") * slow)
    moved = -w[6] * (g - 3) * (r + D("0.1") if g == 1 else 1)
    d = D("0.01") * d0(4) + D("0.99") * (d + (10 - d) / 9 * moved)
    return clamp(slow, "1e-4", 36500), clamp(fast, "1e-4", 36500), clamp(d, 1, 10)


sequences = []
for weights, numbers in WEIGHTS.items():
    w = [D(x) for x in numbers.split()]
    for name, answers in SEQUENCES.items():
        memory = None
        steps = []
        for t, g in answers:
            before = 0 if memory is None else recall(w, D(t), *memory)
            memory = step(w, memory, D(t), g)
            steps.append({"days": float(t), "grade": g, "recall": round(float(before), 12),
                          "s": float(f"{memory[0]:.12g}"), "f": float(f"{memory[1]:.12g}"), "d": float(f"{memory[2]:.12g}")})
        sequences.append({"name": name + " " + weights, "weights": [float(x) for x in w], "steps": steps})

text = ",\n".join(
    '{"name": %s, "weights": %s, "steps": [\n  %s]}' % (
        json.dumps(q["name"]), json.dumps(q["weights"]), ",\n  ".join(map(json.dumps, q["steps"])))
    for q in sequences)
print("[" + text + "]")
