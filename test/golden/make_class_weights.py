"""Golden losses of Keras 3 with `class_weight` for test/golden/class_weights.json.

    python test/golden/make_class_weights.py > test/golden/class_weights.json

Weights and batches are drawn from the hash of test/support/hashed.ts.
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
import numpy as np

BATCH, STEPS, CLASSES = 8, 5, 3


def uniform(seed, count):
    with np.errstate(over="ignore"):
        h = np.arange(count, dtype=np.uint32) + np.uint32((seed * 0x9E3779B9) & 0xFFFFFFFF)
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x85EBCA6B)
        h ^= h >> np.uint32(13)
        h *= np.uint32(0xC2B2AE35)
        h ^= h >> np.uint32(16)
    return h.astype(np.float64) / 4294967296.0


# Many of the first class, few of the last.
labels = np.floor(uniform(7, BATCH * STEPS) ** 2 * CLASSES).astype("int32")
counts = np.bincount(labels)
weights = len(labels) / (len(counts) * counts)

x = inputs = keras.Input((4, 4, 1))
x = keras.layers.Flatten()(x)
model = keras.Model(inputs, keras.layers.Dense(CLASSES, activation="softmax")(x))
kernel, bias = model.weights
kernel.assign((uniform(1, 16 * CLASSES).reshape(16, CLASSES) - 0.5).astype("float32"))
model.compile(keras.optimizers.SGD(0.5, momentum=0.9), loss="sparse_categorical_crossentropy")
losses = []
for step in range(STEPS):
    images = uniform(100 + step, BATCH * 16).astype("float32").reshape(BATCH, 4, 4, 1)
    batch = labels[step * BATCH :][:BATCH]
    given = {label: float(weight) for label, weight in enumerate(weights)}
    model.reset_metrics()
    told = model.train_on_batch(images, batch, class_weight=given, return_dict=True)
    losses.append(float(told["loss"]))
print(json.dumps({
    "keras": keras.__version__, "labels": labels.tolist(), "weights": weights.tolist(), "losses": losses,
    "kernel": keras.ops.convert_to_numpy(kernel).ravel().tolist(),
}))
