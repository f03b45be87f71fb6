"""Makes ../icons/*.svg (filled outlines) of the strokes drawn in this folder.

Why: Fyne's SVG renderer (fyne-io/oksvg v0.2.0, svg_path.go) does not scale the
width of a stroke with the picture, so that strokes look thin on a sharp screen,
and Fyne tints fills only. Run by hand after drawing:

    python3 assets/strokes/expand.py
"""
import glob, math, os, re

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 16  # line segments of a curve or a round end

def arc(x0, y0, r, large, sweep, x1, y1):
    """Points of a circular arc after its first (SVG 1.1, F.6.5, rx = ry)."""
    dx, dy = (x0 - x1) / 2, (y0 - y1) / 2
    d2 = dx * dx + dy * dy
    r = max(r, math.sqrt(d2))
    k = math.sqrt(max(0, (r * r - d2) / d2)) * (-1 if large == sweep else 1)
    cx, cy = k * dy + (x0 + x1) / 2, -k * dx + (y0 + y1) / 2
    a0, a1 = math.atan2(y0 - cy, x0 - cx), math.atan2(y1 - cy, x1 - cx)
    if sweep and a1 < a0:
        a1 += 2 * math.pi
    if not sweep and a1 > a0:
        a1 -= 2 * math.pi
    return [(cx + r * math.cos(a0 + (a1 - a0) * i / STEPS), cy + r * math.sin(a0 + (a1 - a0) * i / STEPS)) for i in range(1, STEPS + 1)]


def lines(d):
    """The polylines of path data with absolute M L H V A C Z."""
    out, cur, x, y = [], [], 0.0, 0.0
    for op, rest in re.findall(r"([MLHVACZ])([^MLHVACZ]*)", d):
        n = [float(v) for v in re.findall(r"-?\d*\.?\d+", rest)]
        step = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "C": 6, "Z": 1}[op]
        if op == "Z":
            cur.append(cur[0])
            x, y = cur[0]
            continue
        for i in range(0, len(n), step):
            v = n[i:i + step]
            if op == "M":
                cur = [(v[0], v[1])]
                out.append(cur)
            elif op == "L":
                cur.append((v[0], v[1]))
            elif op == "H":
                cur.append((v[0], y))
            elif op == "V":
                cur.append((x, v[0]))
            elif op == "A":
                cur += arc(x, y, v[0], v[3] == 1, v[4] == 1, v[5], v[6])
            else:
                p = [(x, y), (v[0], v[1]), (v[2], v[3]), (v[4], v[5])]
                for s in range(1, STEPS + 1):
                    t = s / STEPS
                    w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3)
                    cur.append(tuple(sum(w[j] * p[j][k] for j in range(4)) for k in (0, 1)))
            x, y = cur[-1]
    return out


def area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1])) / 2


def turned(ring, positive):
    """The ring in the wanted direction: overlapping shapes must turn alike, holes the other way."""
    return ring if (area(ring) > 0) == positive else ring[::-1]


def fan(c, a0, a1, r):
    n = max(2, math.ceil(abs(a1 - a0) / (math.pi / STEPS)))
    return [(c[0] + r * math.cos(a0 + (a1 - a0) * i / n), c[1] + r * math.sin(a0 + (a1 - a0) * i / n)) for i in range(n + 1)]


def side(pts, half, closed):
    """The line at the left of pts: round where it bends outward, mitred where inward."""
    out, n = [], len(pts)
    for i, p in enumerate(pts):
        if not closed and i in (0, n - 1):
            q, r = (pts[0], pts[1]) if i == 0 else (pts[-2], pts[-1])
            a = math.atan2(r[1] - q[1], r[0] - q[0]) + math.pi / 2
            out.append((p[0] + half * math.cos(a), p[1] + half * math.sin(a)))
            continue
        q, r = pts[i - 1], pts[(i + 1) % n]
        a0 = math.atan2(p[1] - q[1], p[0] - q[0])
        turn = (math.atan2(r[1] - p[1], r[0] - p[0]) - a0 + math.pi) % (2 * math.pi) - math.pi
        if turn < -0.35:  # to the right: the left side is the outside
            out += fan(p, a0 + math.pi / 2, a0 + math.pi / 2 + turn, half)
        else:
            k, a = half / math.cos(turn / 2), a0 + turn / 2 + math.pi / 2
            out.append((p[0] + k * math.cos(a), p[1] + k * math.sin(a)))
    return out


def outline(pts, half, filled):
    """The rings around a polyline of the given half width."""
    pts = [p for i, p in enumerate(pts) if i == 0 or math.dist(p, pts[i - 1]) > 1e-6]
    if math.dist(pts[0], pts[-1]) < 1e-6:
        loop = turned(pts[:-1], True)
        outer, inner = side(loop[::-1], half, True), side(loop, half, True)
        if abs(area(outer)) < abs(area(inner)):
            outer, inner = inner, outer
        return [turned(outer, True)] + ([] if filled else [turned(inner, False)])
    (x0, y0), (x1, y1) = pts[-2], pts[-1]
    end = math.atan2(y1 - y0, x1 - x0)
    (x0, y0), (x1, y1) = pts[0], pts[1]
    start = math.atan2(y1 - y0, x1 - x0)
    ring = side(pts, half, False) + fan(pts[-1], end + math.pi / 2, end - math.pi / 2, half)[1:-1]
    ring += side(pts[::-1], half, False) + fan(pts[0], start - math.pi / 2, start - 3 * math.pi / 2, half)[1:-1]
    return [turned(ring, True)]


def circle(x, y, r):
    k = f"A{r:g} {r:g} 0 0 "
    return lambda sweep: f"M{x:g} {y - r:g}{k}{sweep} {x:g} {y + r:g}{k}{sweep} {x:g} {y - r:g}Z"


def ring(pts):
    return "M" + "L".join(f"{round(x, 2):g} {round(y, 2):g}" for x, y in pts) + "Z"


for name in sorted(glob.glob(HERE + "/*.svg")):
    d = ""
    for tag, attrs in re.findall(r"<(path|circle) ([^>]*)/>", open(name).read()):
        a = dict(re.findall(r'([\w-]+)="([^"]*)"', attrs))
        half, filled = float(a["stroke-width"]) / 2, a["fill"] != "none"
        if tag == "circle":
            x, y, r = float(a["cx"]), float(a["cy"]), float(a["r"])
            d += circle(x, y, round(r + half, 2))(1)
            if not filled:
                d += circle(x, y, round(r - half, 2))(0)
            continue
        for line in lines(a["d"]):
            d += "".join(ring(r) for r in outline(line, half, filled))
    with open(f"{HERE}/../icons/{os.path.basename(name)}", "w") as f:
        f.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="{d}"/></svg>\n')
