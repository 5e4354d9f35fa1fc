"""Opens `.keras` files and says what is in them and what they predict: a JSON line each.

Reads from standard input, a JSON line a file: `{"file", "inputs": {name: {"shape", "values"}}}`; with `"into"` it is a
`.weights.h5`, for the model that the package in that folder makes.
"""

import hashlib
import importlib
import json
import os
import sys
import traceback

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402


def leaves(model):
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from leaves(layer)
        else:
            yield layer


def made(folder):
    sys.path[:1] = [os.path.dirname(folder)]
    return importlib.import_module(os.path.basename(folder)).create_model()


def answer(job):
    if "into" in job:
        model = made(job["into"])
        model.load_weights(job["file"])
    else:
        model = keras.saving.load_model(job["file"])
    given = {
        name: np.array(each["values"], "float32").reshape(each["shape"])
        for name, each in job["inputs"].items()
    }
    # Not `predict`, which compiles a graph for each model.
    found = model(given, training=False)
    if not isinstance(found, dict):
        found = {"": found}
    found = {name: keras.ops.convert_to_numpy(x) for name, x in found.items()}
    told = {
        "name": model.name,
        "inputs": [tensor.name for tensor in model.inputs],
        "predictions": {name: {"shape": x.shape, "values": np.ravel(x).tolist()} for name, x in found.items()},
        "weights": {
            f"{layer.name}/{weight.name}": hashlib.sha256(np.asarray(weight, "<f4").tobytes()).hexdigest()
            for layer in leaves(model)
            for weight in layer.weights
        },
    }
    keras.backend.clear_session()
    return told


for line in sys.stdin:
    try:
        told = answer(json.loads(line))
    except Exception:
        told = {"error": traceback.format_exc(limit=-6)}
    print(json.dumps(told), flush=True)
