"""Writes coco-annotations.json: a small file in COCO's format, and the boxes that pycocotools finds in it. Run with pycocotools."""

import json
import pathlib
import random
import tempfile

from pycocotools.coco import COCO

random.seed(11)
categories = [{"id": 7, "name": "dog"}, {"id": 3, "name": "cat"}, {"id": 90, "name": "bird"}]
images = [
    {"id": 100 + at, "file_name": f"{at:02}.png", "height": 30 + at, "width": 40 + 2 * at} for at in range(8)
]
annotations = []
for image in images[1:]:
    for _ in range(random.randint(1, 4)):
        width, height = random.uniform(2, 20), random.uniform(2, 15)
        left, top = random.uniform(0, image["width"] - width), random.uniform(0, image["height"] - height)
        annotations.append(
            {
                "id": len(annotations) + 1,
                "image_id": image["id"],
                "category_id": random.choice([3, 7, 90]),
                "bbox": [round(value, 2) for value in (left, top, width, height)],
                "area": width * height,
                "iscrowd": int(random.random() < 0.2),
            }
        )
random.shuffle(annotations)
file = {"images": images, "annotations": annotations, "categories": categories}
with tempfile.NamedTemporaryFile("w", suffix=".json") as written:
    json.dump(file, written)
    written.flush()
    coco = COCO(written.name)
numbers = {identity: number for number, identity in enumerate(sorted(coco.getCatIds()))}
expected = {}
for image in coco.loadImgs(coco.getImgIds()):
    rows = []
    for found in coco.loadAnns(coco.getAnnIds(imgIds=image["id"], iscrowd=False)):
        left, top, width, height = found["bbox"]
        across, down = image["width"], image["height"]
        box = [left / across, top / down, (left + width) / across, (top + height) / down]
        rows.append([*box, numbers[found["category_id"]]])
    expected[image["file_name"]] = rows
names = [coco.loadCats(identity)[0]["name"] for identity in sorted(coco.getCatIds())]
path = pathlib.Path(__file__).with_name("coco-annotations.json")
path.write_text(json.dumps({"file": file, "names": names, "expected": expected}) + "\n")
