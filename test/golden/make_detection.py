"""Writes detection.json: what `Detections` and `FCOSLoss` of `cnn:detection` are, for test/compiler/library/detection.test.ts.

Run with PyTorch 2 and TensorFlow 2: `python test/golden/make_detection.py`. The loss is written from the paper (Tian et al. 2019) and
torchvision's formulas, row by row, apart from how the blocks compute it; gradients by the maps are PyTorch's. What is found in the
rows is what TensorFlow's CombinedNonMaxSuppression finds.
"""

import json
import math
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
import torch  # noqa: E402
from torch.nn.functional import binary_cross_entropy_with_logits as bce  # noqa: E402

draw = np.random.default_rng(14)
ENDLESS = 1e6


def rows_of(maps, reach):
    levels = []
    for index, level in enumerate(maps):
        height, width, channels = level.shape
        y, x = np.meshgrid((np.arange(height) + 0.5) / height, (np.arange(width) + 0.5) / width, indexing="ij")
        center = torch.tensor(np.stack([x, y], -1).reshape(-1, 2))
        cell = torch.tensor([1 / width, 1 / height], dtype=torch.float64).expand(height * width, 2)
        least = 0 if index == 0 else reach * width / maps[index - 1].shape[1]
        most = ENDLESS if index == len(maps) - 1 else reach
        flat = level.reshape(-1, channels)
        box = torch.cat([center - flat[:, :2] * cell, center + flat[:, 2:4] * cell], -1)
        known = torch.tensor([least, most], dtype=torch.float64).expand(height * width, 2)
        levels.append(torch.cat([box, center, cell, known, flat[:, 4:]], -1))
    return torch.cat(levels)


def match(row, boxes, radius):
    """The number of the box that a row is for, or none."""
    x, y, width, height, least, most = (float(value) for value in row[4:10])
    best, smallest = None, math.inf
    for number, (left, top, right, bottom, label) in enumerate(boxes):
        if label < 0:
            continue
        sides = [(x - left) / width, (y - top) / height, (right - x) / width, (bottom - y) / height]
        if min(sides) <= 0 or not least < max(sides) <= most:
            continue
        middle = ((left + right) / 2, (top + bottom) / 2)
        if abs(x - middle[0]) >= radius * width or abs(y - middle[1]) >= radius * height:
            continue
        area = (right - left) * (bottom - top)
        if area < smallest:
            best, smallest = number, area
    return best


def giou(a, b):
    low, high = torch.maximum(a[:2], b[:2]), torch.minimum(a[2:], b[2:])
    area = lambda low, high: torch.relu(high - low).prod()  # noqa: E731
    shared = area(low, high)
    union = area(a[:2], a[2:]) + area(b[:2], b[2:]) - shared
    around = area(torch.minimum(a[:2], b[:2]), torch.maximum(a[2:], b[2:]))
    return shared / union - (around - union) / around


def loss_of(rows, boxes, radius, alpha, gamma):
    classes = rows.shape[1] - 11
    total, positives = torch.zeros((), dtype=torch.float64), 0
    for row in rows:
        number = match(row.detach().numpy(), boxes, radius)
        target = torch.zeros(classes, dtype=torch.float64)
        if number is not None:
            positives += 1
            box = torch.tensor(boxes[number][:4])
            target[int(boxes[number][4])] = 1
            total = total + 1 - giou(row[:4], box)
            center = row[4:6].detach()
            before, after = center - box[:2], box[2:] - center
            share = (torch.minimum(before, after) / torch.maximum(before, after)).prod().sqrt()
            total = total + bce(row[10], share)
        p = torch.sigmoid(row[11:])
        right = p * target + (1 - p) * (1 - target)
        weight = alpha * target + (1 - alpha) * (1 - target)
        total = total + (weight * bce(row[11:], target, reduction="none") * (1 - right) ** gamma).sum()
    return total / max(1, positives), positives


def boxes_of(count, most, classes):
    boxes = np.zeros((most, 5))
    boxes[:, 4] = -1
    for index in range(count):
        size = draw.uniform(0.1, 0.9, 2)
        low = draw.uniform(0, 1 - size)
        boxes[index] = [*low, *(low + size), draw.integers(0, classes)]
    # As a float32 has them.
    return boxes.astype("float32").astype("float64")


def values(array):
    return [float(np.float32(value)) for value in np.asarray(array).ravel()]


def case(sizes, classes, counts, most, reach=8, radius=1.5, alpha=0.25, gamma=2, boxes=None):
    batch = len(counts)
    maps = []
    for height, width in sizes:
        level = draw.normal(0, 1.5, (batch, height, width, 5 + classes))
        level[..., :4] = draw.uniform(0.2, reach, (batch, height, width, 4))
        maps.append(torch.tensor(level.astype("float32").astype("float64"), requires_grad=True))
    given = boxes if boxes is not None else [boxes_of(count, most, classes) for count in counts]
    rows = [rows_of([level[index] for level in maps], reach) for index in range(batch)]
    found = [loss_of(each, boxes, radius, alpha, gamma) for each, boxes in zip(rows, given)]
    sum(loss for loss, _ in found).backward()
    return {
        "sizes": sizes,
        "classes": classes,
        "reach": reach,
        "arguments": {"radius": radius, "alpha": alpha, "gamma": gamma},
        "maps": [values(level.detach()) for level in maps],
        "boxes": [[values(row) for row in each] for each in given],
        "rows": values(torch.stack(rows).detach()),
        "positives": [positives for _, positives in found],
        "loss": [float(loss.detach()) for loss, _ in found],
        "gradients": [values(level.grad) for level in maps],
    }


def finding(sizes, classes, confidence, overlap, most):
    """What is found in the rows of a picture, the surest first."""
    levels = []
    for height, width in sizes:
        level = draw.normal(-1, 1.5, (height, width, 5 + classes))
        level[..., :4] = draw.uniform(0.2, 4, (height, width, 4))
        levels.append(torch.tensor(level.astype("float32").astype("float64")))
    rows = rows_of(levels, 4).numpy().astype("float32")
    sigmoid = lambda x: 1 / (1 + np.exp(-x.astype("float64")))  # noqa: E731
    scores = np.sqrt(sigmoid(rows[:, 11:]) * sigmoid(rows[:, 10:11])).astype("float32")
    found = tf.image.combined_non_max_suppression(
        np.clip(rows[None, :, None, :4], 0, 1),
        scores[None],
        max_output_size_per_class=most,
        max_total_size=most,
        iou_threshold=overlap,
        score_threshold=confidence,
    )
    count = int(found.valid_detections[0])
    return {
        "classes": classes,
        "confidence": confidence,
        "overlap": overlap,
        "most": most,
        "rows": values(rows),
        "boxes": [values(box) for box in found.nmsed_boxes[0][:count]],
        "scores": values(found.nmsed_scores[0][:count]),
        "labels": [int(label) for label in found.nmsed_classes[0][:count]],
    }


def main():
    # Of two boxes of the same size, of which a cell lies in both, the first counts.
    same = np.zeros((3, 5))
    same[0] = [0.125, 0.125, 0.625, 0.625, 1]
    same[1] = [0.125, 0.125, 0.625, 0.625, 0]
    same[2] = [0, 0, 0, 0, -1]
    cases = [
        case([(4, 4), (2, 2)], 3, [2, 0], 3, reach=2),
        case([(8, 8), (4, 4), (2, 2)], 2, [5], 6, reach=4, radius=2.5, alpha=0.4, gamma=1.5),
        case([(3, 5), (2, 3), (1, 2)], 1, [3, 1, 2], 3, reach=3),
        case([(6, 6)], 4, [4], 4, radius=9),
        case([(4, 4)], 2, [2], 3, reach=4, boxes=[same]),
    ]
    for each in cases:
        print(each["sizes"], each["positives"], each["loss"])
    found = [
        finding([(4, 4), (2, 2)], 3, 0.05, 0.5, 100),
        finding([(8, 8), (4, 4)], 2, 0.3, 0.3, 10),
        finding([(3, 5)], 1, 0.2, 0.6, 5),
        finding([(8, 8), (4, 4), (2, 2)], 4, 0.05, 0.6, 40),
    ]
    for each in found:
        print(len(each["boxes"]), "found")
    Path(__file__).with_name("detection.json").write_text(json.dumps({"cases": cases, "found": found}) + "\n")


main()
