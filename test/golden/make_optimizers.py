"""Golden figures of Keras 3 (TensorFlow) and PyTorch for test/golden/optimizers.json.

    python test/golden/make_optimizers.py > test/golden/optimizers.json

Each case trains 20 steps from weights and batches that both sides draw from one integer hash (`uniform` here and in
test/laws/training/draws.ts), and tells the losses, and of each weight at the end its norm and its product with a drawn vector; where
weights are averaged, those of the averages, too, and the loss of the averaged model. `schedules` has rates by step, `plateaus` rates by
epoch, of a measure that is given.
"""
import json
import os
import warnings

warnings.simplefilter("ignore")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
import numpy as np
import tensorflow as tf
import torch
from keras import layers as L

tf.config.threading.set_intra_op_parallelism_threads(1)
STEPS, BATCH = 20, 8
S = keras.optimizers.schedules


def uniform(seed, count):
    """`count` numbers in [0, 1): the MurmurHash3 finalizer of index + seed * 0x9E3779B9."""
    with np.errstate(over="ignore"):
        h = np.arange(count, dtype=np.uint32) + np.uint32((seed * 0x9E3779B9) & 0xFFFFFFFF)
        h ^= h >> np.uint32(16)
        h *= np.uint32(0x85EBCA6B)
        h ^= h >> np.uint32(13)
        h *= np.uint32(0xC2B2AE35)
        h ^= h >> np.uint32(16)
    return h.astype(np.float64) / 4294967296.0


def initial(name, shape, seed):
    u = uniform(seed, int(np.prod(shape))).reshape(shape) - 0.5
    scale = 2 * np.sqrt(6 / int(np.prod(shape[:-1]))) if name == "kernel" else 0.1
    return (u * scale).astype("float32")


def short(value):
    """Numbers to seven digits, wherever they are in a value."""
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, (list, tuple)):
        return [short(each) for each in value]
    return {key: short(each) for key, each in value.items()} if isinstance(value, dict) else value


RATES = {"SGD": 0.05, "Adam": 0.01, "AdamW": 0.01, "Nadam": 0.01, "Adamax": 0.01, "RMSprop": 0.005, "Adagrad": 0.05,
         "Adadelta": 1.0, "Ftrl": 0.05, "Lion": 0.002, "Lamb": 0.01, "Adafactor": 0.02, "Muon": 0.01}
CLIPPINGS = [{}, {"clipnorm": 0.1}, {"clipvalue": 0.01}, {"global_clipnorm": 0.2}]
DECAYS = [{}, {"weight_decay": 0.1}]
AVERAGES = [{}, {"use_ema": True, "ema_momentum": 0.8}, {"use_ema": True, "ema_momentum": 0.7, "ema_overwrite_frequency": 6}]
SCHEDULES = [
    ("ExponentialDecay", {"decay_steps": 7, "decay_rate": 0.5}),
    ("ExponentialDecay", {"decay_steps": 4, "decay_rate": 0.6, "staircase": True}),
    ("CosineDecay", {"decay_steps": 15, "alpha": 0.1}),
    ("CosineDecay", {"decay_steps": 10, "warmup_target": 1.5, "warmup_steps": 5}),
    ("CosineDecayRestarts", {"first_decay_steps": 4, "t_mul": 2.0, "m_mul": 0.8, "alpha": 0.05}),
    ("CosineDecayRestarts", {"first_decay_steps": 6, "t_mul": 1.0, "m_mul": 0.5}),
    ("PolynomialDecay", {"decay_steps": 12, "end_learning_rate": 0.2, "power": 2.0}),
    ("PolynomialDecay", {"decay_steps": 6, "end_learning_rate": 0.1, "cycle": True}),
    ("InverseTimeDecay", {"decay_steps": 5, "decay_rate": 0.8}),
    ("InverseTimeDecay", {"decay_steps": 5, "decay_rate": 0.8, "staircase": True}),
    ("PiecewiseConstantDecay", {"boundaries": [3, 9], "values": [1.0, 0.5, 0.2]}),
]
VARIANTS = [
    ("SGD", {"momentum": 0.9}),
    ("SGD", {"momentum": 0.9, "nesterov": True}),
    ("Adam", {"amsgrad": True}),
    ("AdamW", {"amsgrad": True, "weight_decay": 0.05, "beta_1": 0.8}),
    ("RMSprop", {"momentum": 0.5, "centered": True}),
    ("Adagrad", {"initial_accumulator_value": 0.02, "epsilon": 0.001}),
    ("Adadelta", {"rho": 0.8}),
    ("Ftrl", {"l1_regularization_strength": 0.001, "l2_regularization_strength": 0.01, "beta": 0.1}),
    ("Ftrl", {"learning_rate_power": -0.7, "l2_shrinkage_regularization_strength": 0.02,
              "initial_accumulator_value": 0.3}),
    ("Lion", {"beta_1": 0.8, "beta_2": 0.9}),
    ("Adafactor", {"clip_threshold": 0.5, "beta_2_decay": -0.6, "epsilon_2": 0.1}),
    ("Adafactor", {"relative_step": False}),
    ("Muon", {"nesterov": False, "rms_rate": None, "momentum": 0.8, "ns_steps": 3, "adam_lr_ratio": 0.5}),
    ("Muon", {"adam_weight_decay": 0.2, "weight_decay": 0.05, "muon_a": 3.0, "muon_b": -3.2, "muon_c": 1.2}),
]
SCALED = ("initial_learning_rate", "warmup_target", "end_learning_rate", "values", "max_learning_rate")


def scaled(arguments, rate):
    """Rates among the arguments as they are for an optimizer: they are written as shares of its rate."""
    return {key: ([each * rate for each in value] if isinstance(value, list) else value * rate) if key in SCALED else value
            for key, value in arguments.items()}


def schedule_arguments(kind, arguments, rate):
    start = {} if kind == "PiecewiseConstantDecay" else {"initial_learning_rate": 1.0}
    return scaled({**start, **arguments}, rate)


def cases():
    """Every optimizer with every clipping, with decay and without, averages in turn; then schedules, accumulation and parameters."""
    for kind, arguments in VARIANTS:
        yield kind, {"learning_rate": RATES[kind], **arguments}, None, 1
    for turn, (kind, rate) in enumerate(RATES.items()):
        others = {**CLIPPINGS[1 + turn % 3], **DECAYS[1]}
        yield kind, {"learning_rate": rate, **others}, None, 2
        for index in range(turn, turn + 4):
            schedule, arguments = SCHEDULES[(3 * index) % len(SCHEDULES)]
            others = {**CLIPPINGS[index % 4], **DECAYS[(index + 1) % 2], **AVERAGES[(index + 2) % 3]}
            yield kind, others, (schedule, schedule_arguments(schedule, arguments, rate)), 1
        for index, clipping in enumerate(CLIPPINGS):
            for other, decay in enumerate(DECAYS):
                yield kind, {"learning_rate": rate, **clipping, **decay, **AVERAGES[(turn + index + other) % 3]}, None, 1


def network():
    x = inputs = keras.Input((6, 6, 2))
    x = L.Conv2D(4, 3, activation="tanh")(x)
    x = L.Flatten()(x)
    x = L.Dense(6, activation="tanh")(x)
    return keras.Model(inputs, L.Dense(5, activation="softmax", name="label")(x))


MODEL = network()
LOSS = keras.losses.SparseCategoricalCrossentropy()


def batch(step):
    x = uniform(1000 + step, BATCH * 72).astype("float32").reshape(BATCH, 6, 6, 2)
    return x, np.floor(uniform(2000 + step, BATCH) * 5).astype("int32")


def told(values):
    """Of each weight its norm and its product with a drawn vector."""
    return [[float(np.linalg.norm(value)), float(np.dot(value.reshape(-1), uniform(7000 + index, value.size) - 0.5))]
            for index, value in enumerate(values)]


def train(kind, arguments, schedule, accumulate):
    for seed, weight in enumerate(MODEL.trainable_weights, start=1):
        weight.assign(initial(weight.name, tuple(weight.shape), seed))
    given = dict(arguments)
    if schedule is not None:
        given["learning_rate"] = getattr(S, schedule[0])(**schedule[1])
    if accumulate > 1:
        given["gradient_accumulation_steps"] = accumulate
    optimizer = getattr(keras.optimizers, kind)(**given)
    optimizer.build(MODEL.trainable_weights)

    @tf.function(reduce_retracing=True)
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = LOSS(y, MODEL(x, training=True))
        optimizer.apply(tape.gradient(loss, MODEL.trainable_weights), MODEL.trainable_weights)
        return loss

    losses = [float(step(*map(tf.constant, batch(index)))) for index in range(STEPS)]
    found = {"optimizer": kind, "arguments": arguments, "losses": losses,
             "weights": told([weight.numpy() for weight in MODEL.trainable_weights])}
    if schedule is not None:
        found["schedule"] = schedule
    if accumulate > 1:
        found["accumulate"] = accumulate
    if given.get("use_ema"):
        optimizer.finalize_variable_values(MODEL.trainable_weights)
        found["averages"] = told([weight.numpy() for weight in MODEL.trainable_weights])
        x, y = batch(STEPS)
        found["evaluated"] = float(LOSS(y, MODEL(x)))
    return found


def rates(kind, arguments, count=45):
    schedule = getattr(S, kind)(**arguments)
    return {"kind": kind, "arguments": arguments, "rates": [float(schedule(step)) for step in range(count)]}


def one_cycle(arguments, count):
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=0.1)
    names = {"max_learning_rate": "max_lr", "rise": "pct_start", "anneal": "anneal_strategy"}
    given = {names.get(key, key): value for key, value in arguments.items()}
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, cycle_momentum=False, **given)
    found = []
    for _ in range(count):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(found) < count:
            schedule.step()
    return {"kind": "OneCycle", "arguments": arguments, "rates": found}


def plateau(arguments, values):
    model = keras.Sequential([keras.Input((1,)), L.Dense(1)])
    model.compile(keras.optimizers.SGD(0.5), loss="mse")
    callback = keras.callbacks.ReduceLROnPlateau(**arguments)
    callback.set_model(model)
    callback.on_train_begin()
    found = []
    for epoch, value in enumerate(values):
        found.append(float(model.optimizer.learning_rate))
        callback.on_epoch_end(epoch, {"val_loss": value, "loss": value})
    return {"arguments": arguments, "values": values, "rates": found}


MEASURED = [1.0, 0.8, 0.79999, 0.81, 0.7, 0.71, 0.72, 0.7, 0.7, 0.69995, 0.7, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66]
PLATEAUS = [{"factor": 0.5, "patience": 2}, {"factor": 0.1, "patience": 1, "cooldown": 2, "min_lr": 0.001},
            {"factor": 0.2, "patience": 3, "min_delta": 0.15}, {"factor": 0.5, "patience": 1, "min_delta": 0}]
CYCLES = [({"max_learning_rate": 0.1, "total_steps": 30}, 30),
          ({"max_learning_rate": 0.2, "total_steps": 20, "rise": 0.4, "anneal": "linear", "div_factor": 10.0,
            "final_div_factor": 100.0}, 20)]

print(json.dumps(short({
    "keras": keras.__version__, "batch": BATCH,
    "schedules": [rates(kind, schedule_arguments(kind, arguments, 0.1)) for kind, arguments in SCHEDULES]
    + [one_cycle(*cycle) for cycle in CYCLES],
    "plateaus": [plateau(arguments, MEASURED) for arguments in PLATEAUS],
}))[:-1] + ', "cases": [', flush=True)
for place, case in enumerate(cases()):
    print(("," if place > 0 else "") + json.dumps(short(train(*case))), flush=True)
print("]}")
