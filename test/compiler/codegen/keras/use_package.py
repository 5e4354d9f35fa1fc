"""Uses packages as their documents say, and wrongly; tells what came of it as a line of JSON.

Takes the folder of the packages, and the example of the documents from standard input.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
folder = sys.argv[1]
os.chdir(folder)
sys.path.insert(0, folder)

import keras  # noqa: E402
import locator  # noqa: E402
import numpy as np  # noqa: E402


def error_of(action, *given):
    try:
        action(*given)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "no error"


def shapes(outputs):
    return {name: list(values.shape) for name, values in outputs.items()}


random = np.random.default_rng(0)
pictures = random.integers(0, 256, (5, 16, 16, 1))
model = locator.create_model()
one, all_of_them = locator.predict(model, pictures[1]), locator.predict(model, pictures)
boxes = random.random((5, 4)).astype("float32")
decoded = np.asarray(locator.decode_box(locator.encode_box(boxes)))
inputs = locator.preprocess(pictures)
targets = {"shape": np.zeros(5), "box": np.asarray(locator.encode_box(boxes))}
Path("none").write_bytes(b"PK\x03\x04\xff\xff\xff\x7f no tensors")
Path("cut").write_bytes(Path("run/weights.safetensors").read_bytes()[:-8])
Path("list").write_bytes((2).to_bytes(8, "little") + b"[]")
Path("short").write_bytes(b"\x02")
history = locator.train(model, (inputs, targets), (inputs, targets))
locator.load_weights(model, "run")
loaded = locator.predict(model, pictures)
locator.load_weights(model, "run/weights.safetensors")
told = {
    "one": shapes(one),
    "all": shapes(all_of_them),
    "differs": max(float(np.abs(one[name] - all_of_them[name][1]).max()) for name in one),
    "decoded": float(np.abs(decoded - boxes).max()),
    "loaded": float(np.abs(locator.predict(model, pictures)["box"] - loaded["box"]).max()),
    "history": sorted(history),
    "classes": len(locator.CLASSES),
    "augmented": [list(x.shape) for x in locator.augment(inputs, targets["box"])],
    "errors": {
        "flat": error_of(locator.predict, model, pictures[0, ..., 0]),
        "channels": error_of(locator.predict, model, np.zeros((2, 16, 16, 3))),
        "larger": error_of(locator.predict, model, np.zeros((20, 20, 1))),
        "tuple": error_of(locator.train, model, (inputs, (targets["shape"], boxes))),
        "array": error_of(locator.train, model, (inputs, boxes), None),
        "missing": error_of(locator.train, model, (inputs, {"shape": boxes[:, 0]})),
        "fewer": error_of(locator.train, model, (inputs[:4], targets)),
        "three": error_of(locator.train, model, (inputs, targets, boxes)),
        "valid": error_of(locator.train, model, (inputs, targets), (inputs, boxes)),
        **{name: error_of(locator.load_weights, model, name) for name in ("none", "cut", "list", "short")},
    },
}
keras.utils.set_random_seed(0)
names = {"pictures": random.integers(0, 256, (8, 32, 32, 1)), "labels": np.arange(8) % 4, "print": lambda *_: None}
exec(sys.stdin.read(), names)
told["saved"] = Path("shapes.keras").stat().st_size > 0
print(json.dumps(told))
