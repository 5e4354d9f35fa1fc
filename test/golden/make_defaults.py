"""Writes defaults.json: what Keras's constructors take where they are told nothing, for test/compiler/catalogue/defaults.test.ts.

Run with Keras 3.15: `python test/golden/make_defaults.py`. Of each public class the parameters whose defaults are
numbers, words, tuples of them, or nothing.
"""

import inspect
import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras  # noqa: E402

ROOMS = ["layers", "initializers", "regularizers", "constraints", "optimizers", "losses", "metrics"]


def is_plain(value):
    if isinstance(value, (list, tuple)):
        return all(is_plain(each) for each in value)
    return value is None or isinstance(value, (bool, int, float, str))


def defaults(kind):
    parameters = inspect.signature(kind.__init__).parameters.values()
    return {
        each.name: each.default
        for each in parameters
        if each.name not in ("name", "dtype") and each.default is not each.empty and is_plain(each.default)
    }


def room(name):
    module = getattr(keras, name)
    kinds = {key: getattr(module, key) for key in sorted(dir(module))}
    return {key: defaults(kind) for key, kind in kinds.items() if inspect.isclass(kind) and defaults(kind)}


golden = {name: room(name) for name in ROOMS}
Path(__file__).with_name("defaults.json").write_text(json.dumps(golden, indent=1) + "\n")
