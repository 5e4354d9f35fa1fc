"""Golden average precisions of pycocotools for test/golden/coco.json, on fuzzed detections.

    python test/golden/make_coco.py [CASES] > test/golden/coco.json
"""
import contextlib
import io
import json
import random
import sys

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def drawn(r):
    truths, found = [], []
    for image in range(1, r.randint(1, 4) + 1):
        for _ in range(r.choice([0, 1, 2, 4])):
            size = r.choice([20, 60, 150])
            box = [r.randint(0, 100), r.randint(0, 100), r.randint(4, size), r.randint(4, size)]
            category = r.randint(1, 2)
            truths.append({"image": image, "category": category, "box": box, "ignored": r.random() < 0.15})
            for _ in range(r.choice([0, 1, 1, 2])):
                near = [v + r.randint(-3, 3) for v in box[:2]] + [max(1, v + r.randint(-6, 6)) for v in box[2:]]
                found.append({"image": image, "category": category, "box": near, "score": r.randint(1, 9) / 10})
        for _ in range(r.choice([0, 0, 1])):
            box = [r.randint(0, 100), r.randint(0, 100), r.randint(1, 90), r.randint(1, 90)]
            found.append({"image": image, "category": r.randint(1, 2), "box": box, "score": r.randint(1, 9) / 10})
    return {"truths": truths, "found": found, "most": r.choice([1, 3, 100])}


def measured(case):
    truths = [
        {"id": i + 1, "image_id": t["image"], "category_id": t["category"], "bbox": t["box"],
         "area": t["box"][2] * t["box"][3], "iscrowd": int(t["ignored"])}
        for i, t in enumerate(case["truths"])
    ]
    found = [
        {"image_id": f["image"], "category_id": f["category"], "bbox": f["box"], "score": f["score"]}
        for f in case["found"]
    ]
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        images = [{"id": i} for i in range(1, 5)]
        coco.dataset = {"info": {}, "images": images, "annotations": truths, "categories": [{"id": 1}, {"id": 2}]}
        coco.createIndex()
        ev = COCOeval(coco, coco.loadRes(found), "bbox")
        ev.params.maxDets = [case["most"]] * 3
        ev.evaluate()
        ev.accumulate()
    p = ev.eval["precision"][:, :, :, :, 2]

    def mean(values):
        values = values[values > -1]
        return float(values.mean()) if values.size else None

    sizes = {name: mean(p[:, :, :, i]) for i, name in [(1, "small"), (2, "medium"), (3, "large")]}
    return {"ap": mean(p[..., 0]), "ap50": mean(p[0, :, :, 0]), "ap75": mean(p[5, :, :, 0]), **sizes}


def main():
    r = random.Random(7)
    cases = []
    while len(cases) < int(sys.argv[1] if len(sys.argv) > 1 else 480):
        case = drawn(r)
        if case["found"]:
            cases.append({**case, "value": measured(case)})
    print(json.dumps(cases))


main()
