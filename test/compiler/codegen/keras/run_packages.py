"""Makes models of packages, and tells what they are, predict and lose: a JSON line each.

Reads what to do from standard input, a JSON line a model: `{"folder", "package", "model", "create", "heads", "inputs", "targets"}`.
"""

import importlib
import json
import os
import sys
import traceback

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

batch = 2


class Watch(keras.callbacks.Callback):
    """Keeps the loss of each batch, and ends after the first epoch."""

    def __init__(self):
        super().__init__()
        self.phases = []

    def on_train_begin(self, logs=None):
        trainable = sum(int(np.prod(w.shape)) for w in self.model.trainable_weights)
        self.phases.append({"name": "", "trainable": trainable, "losses": [], "metrics": []})
        self.means = [0]

    def on_train_batch_end(self, index, logs=None):
        self.means.append(logs["loss"] * (index + 1))
        self.phases[-1]["losses"].append(float(self.means[-1] - self.means[-2]))

    def on_epoch_end(self, epoch, logs=None):
        self.phases[-1]["metrics"] = sorted(logs)
        self.model.stop_training = True


def leaves(model):
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from leaves(layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            yield layer


def run(job):
    sys.path[:1] = [os.path.dirname(job["folder"])]
    package = importlib.import_module(job["package"])
    parts = importlib.import_module(job["package"] + ".parts")
    model = getattr(package, job["create"])()
    path = os.path.join(job["folder"], job["model"])
    package.load_weights(model, f"{path}.weights.safetensors")
    data = parts.read_safetensors(f"{path}.data.safetensors")
    inputs = {tensor.name: data[job["inputs"].get(tensor.name, tensor.name)] for tensor in model.inputs}
    told = {"params": model.count_params(), "phases": [], "layers": [layer.name for layer in leaves(model)]}
    results = model.predict({name: x[:batch] for name, x in inputs.items()}, verbose=0, batch_size=batch)
    if not isinstance(results, dict):
        results = {job["heads"][0]: results}
    told["predictions"] = {name: np.ravel(x).tolist() for name, x in results.items()}
    if job["targets"]:
        targets = {head: data[field] for head, field in job["targets"].items()}
        whole = {head: x.astype("int32") if x.ndim == 1 else x for head, x in targets.items()}
        y = whole if len(job["heads"]) > 1 else next(iter(whole.values()))
        x = inputs if len(inputs) > 1 else next(iter(inputs.values()))
        watch = Watch()
        batches = tf.data.Dataset.from_tensor_slices((x, y)).batch(batch)
        package.train(model, batches, callbacks=[watch])
        told["phases"] = watch.phases
    keras.backend.clear_session()
    return told


for line in sys.stdin:
    try:
        told = run(json.loads(line))
    except Exception:
        told = {"error": traceback.format_exc(limit=-6)}
    print(json.dumps(told), flush=True)
