"""Golden average precisions of Pascal VOC for test/golden/voc.json, on fuzzed detections.

The formulas are those of the development kit, VOCevaldet.m of 2007 (eleven points) and of 2010 (all points), with areas in place of
whole pixels that count both ends, and with exact fractions in place of `0:0.1:1`, whose fourth number is above 0.3.

    python test/golden/make_voc.py [CASES] > test/golden/voc.json
"""
import json
import random
import sys
from fractions import Fraction


def drawn(r):
    truths, found = [], []
    scores = iter(r.sample(range(1, 1000), 200))
    for image in range(1, r.randint(1, 5) + 1):
        for _ in range(r.choice([0, 1, 2, 4])):
            size = r.choice([20, 60, 150])
            box = [r.randint(0, 100), r.randint(0, 100), r.randint(4, size), r.randint(4, size)]
            category = r.randint(1, 2)
            truths.append({"image": image, "category": category, "box": box, "ignored": r.random() < 0.15})
            for _ in range(r.choice([0, 1, 1, 2])):
                near = [v + r.randint(-4, 4) for v in box[:2]] + [max(1, v + r.randint(-8, 8)) for v in box[2:]]
                found.append({"image": image, "category": category, "box": near, "score": next(scores) / 1000})
        for _ in range(r.choice([0, 0, 1])):
            box = [r.randint(0, 100), r.randint(0, 100), r.randint(1, 90), r.randint(1, 90)]
            found.append({"image": image, "category": r.randint(1, 3), "box": box, "score": next(scores) / 1000})
    return {"truths": truths, "found": found}


def iou(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0, width) * max(0, height)
    return Fraction(shared, a[2] * a[3] + b[2] * b[3] - shared)


def evaluated(truths, found):
    """VOCevaldet.m, line by line: recall and precision after each detection."""
    npos = sum(not truth["ignored"] for truth in truths)
    detected = [False] * len(truths)
    tp, fp = [], []
    for d in sorted(found, key=lambda each: -each["score"]):
        ovmax, jmax = -1, None
        for j, truth in enumerate(truths):
            if truth["image"] == d["image"]:
                ov = iou(d["box"], truth["box"])
                if ov > ovmax:
                    ovmax, jmax = ov, j
        right = wrong = 0
        if ovmax >= Fraction(1, 2):
            if not truths[jmax]["ignored"]:
                right, wrong = (0, 1) if detected[jmax] else (1, 0)
                detected[jmax] = True
        else:
            wrong = 1
        tp.append(right + (tp[-1] if tp else 0))
        fp.append(wrong + (fp[-1] if fp else 0))
    rec = [Fraction(t, npos) for t in tp]
    prec = [Fraction(t, t + f) if t + f else Fraction(0) for t, f in zip(tp, fp)]
    return rec, prec


def eleven(rec, prec):
    ap = Fraction(0)
    for tenth in range(11):
        ap += max([p for r, p in zip(rec, prec) if r >= Fraction(tenth, 10)], default=0) / Fraction(11)
    return ap


def every(rec, prec):
    mrec, mpre = [0, *rec, 1], [0, *prec, 0]
    for i in range(len(mpre) - 2, -1, -1):
        mpre[i] = max(mpre[i], mpre[i + 1])
    return sum((mrec[i] - mrec[i - 1]) * mpre[i] for i in range(1, len(mrec)))


def measured(case):
    curves = []
    for category in (1, 2, 3):
        truths = [t for t in case["truths"] if t["category"] == category]
        if any(not truth["ignored"] for truth in truths):
            curves.append(evaluated(truths, [f for f in case["found"] if f["category"] == category]))

    def mean(formula):
        return float(sum(formula(*curve) for curve in curves) / len(curves)) if curves else None

    return {"elevenPoints": mean(eleven), "allPoints": mean(every)}


def main():
    r = random.Random(11)
    cases = [drawn(r) for _ in range(int(sys.argv[1] if len(sys.argv) > 1 else 240))]
    print(json.dumps([{**case, "value": measured(case)} for case in cases]))


main()
