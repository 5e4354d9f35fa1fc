"""Golden figures of Keras 3 and scikit-learn for test/golden/metrics.json.

    python test/golden/make_metrics.py > test/golden/metrics.json

Targets and predictions are drawn from the integer hash of make_training.py, so that only their seeds are stored. Each
case says what it is of (`task`), the metric with its parameters, and whose figure it is; `formula` is written out here.
"""
import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
import numpy as np
import sklearn
from sklearn import metrics as S

K = keras.metrics


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


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def one_of(classes, count, seed):
    """Class numbers, and probabilities that know something of them; the last class is rare."""
    u = uniform(seed, count)
    y = np.minimum((u ** 0.7 * classes).astype(int), classes - 1)
    noise = uniform(seed + 1, count * classes).reshape(count, classes)
    p = softmax(3 * noise + 0.9 * np.eye(classes)[y]).astype("float32")
    return y, p


def each_of(values, count, seed):
    """Zeros and ones, and probabilities of each."""
    y = (uniform(seed, count * values) < 0.35).reshape(count, values).astype(int)
    noise = uniform(seed + 1, count * values).reshape(count, values)
    return y, (0.6 * noise + 0.35 * y * noise[::-1] + 0.02).astype("float32")


def numbers(values, count, seed):
    y = (4 * uniform(seed, count * values).reshape(count, values) - 1).astype("float32")
    return y, (y + uniform(seed + 1, count * values).reshape(count, values) - 0.4).astype("float32")


def keras_of(metric, y, p):
    metric.update_state(y, p)
    return float(np.mean(keras.ops.convert_to_numpy(metric.result())))


def f_beta(y, p, beta, average):
    return S.fbeta_score(y, p, beta=beta, average=average, zero_division=0)


def calibration(confidence, right, bins=15):
    """Guo et al. (2017): bins without their lower bound."""
    bucket = np.clip(np.ceil(confidence.astype("float32") * np.float32(bins)).astype(int) - 1, 0, bins - 1)
    return sum(abs(right[bucket == b].sum() - confidence[bucket == b].sum()) for b in range(bins)) / len(right)


def giou(a, b):
    """Rezatofighi et al. (2019), of corners."""
    low, high = np.maximum(a[:, :2], b[:, :2]), np.minimum(a[:, 2:], b[:, 2:])
    shared = np.maximum(high - low, 0).prod(1)
    union = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1) - shared
    around = (np.maximum(a[:, 2:], b[:, 2:]) - np.minimum(a[:, :2], b[:, :2])).prod(1)
    return float(np.mean(shared / union - (around - union) / around))


def corners(count, seed):
    low = uniform(seed, 2 * count).reshape(count, 2) * 0.6
    return np.hstack([low, low + 0.05 + 0.35 * uniform(seed + 1, 2 * count).reshape(count, 2)]).astype("float32")


def cases():
    for seed, classes, count in [(11, 4, 157), (12, 10, 300), (13, 3, 31), (14, 2, 80)]:
        y, p = one_of(classes, count, seed)
        hot, found = np.eye(classes)[y], p.argmax(1)
        task = {"kind": "one", "values": classes, "count": count, "seed": seed}
        labels = list(range(classes))
        for average in [None, "macro", "micro", "weighted"]:
            named = average or "macro"
            options = {"labels": labels, "average": named, "zero_division": 0}
            yield task, "precision", {"average": average}, "sklearn", S.precision_score(y, found, **options)
            yield task, "recall", {"average": average}, "sklearn", S.recall_score(y, found, **options)
            yield task, "f1_score", {"average": average}, "keras", keras_of(K.F1Score(average=average), hot, p)
            yield task, "f1_score", {"average": average}, "sklearn", S.f1_score(y, found, **options)
            for beta in [0.5, 2.0]:
                params = {"average": average, "beta": beta}
                yield task, "fbeta_score", params, "keras", keras_of(K.FBetaScore(**params), hot, p)
        for bound in [0.2, 0.5]:
            params = {"thresholds": bound, "average": "micro"}
            yield task, "precision", params, "keras", keras_of(K.Precision(thresholds=bound), hot, p)
            yield task, "recall", params, "keras", keras_of(K.Recall(thresholds=bound), hot, p)
        params = {"thresholds": 0.3, "class_id": 1}
        yield task, "precision", params, "keras", keras_of(K.Precision(**params), hot, p)
        yield task, "recall", params, "keras", keras_of(K.Recall(**params), hot, p)
        yield task, "balanced_accuracy", {}, "sklearn", S.balanced_accuracy_score(y, found)
        adjusted = S.balanced_accuracy_score(y, found, adjusted=True)
        yield task, "balanced_accuracy", {"adjusted": True}, "sklearn", adjusted
        for weights in [None, "linear", "quadratic"]:
            value = S.cohen_kappa_score(y, found, labels=labels, weights=weights)
            yield task, "cohen_kappa", {"weights": weights}, "sklearn", value
        yield task, "matthews_correlation", {}, "sklearn", S.matthews_corrcoef(y, found)
        yield task, "mean_iou", {}, "keras", keras_of(K.MeanIoU(classes), y, found)
        yield task, "dice", {}, "sklearn", S.f1_score(y, found, average="macro")
        yield task, "pixel_accuracy", {}, "sklearn", S.accuracy_score(y, found)
        yield task, "log_loss", {}, "sklearn", S.log_loss(y, p.astype("float64"), labels=labels)
        yield task, "brier", {}, "formula", np.mean(((p - hot) ** 2).sum(1))
        yield task, "ece", {}, "formula", calibration(p.max(1), (found == y).astype(float))
        yield task, "ece", {"bins": 40}, "formula", calibration(p.max(1), (found == y).astype(float), 40)
        yield task, "auc", {}, "keras", keras_of(K.AUC(), hot, p)
    for seed, values, count in [(21, 1, 211), (22, 1, 40), (23, 3, 90)]:
        y, p = each_of(values, count, seed)
        found = (p > 0.5).astype(int)
        flat, likely = y.ravel(), p.ravel()
        task = {"kind": "each", "values": values, "count": count, "seed": seed}
        for curve in ["ROC", "PR"]:
            for method in ["interpolation", "minoring", "majoring"]:
                for many in [200, 23]:
                    params = {"curve": curve, "summation_method": method, "num_thresholds": many}
                    yield task, "auc", params, "keras", keras_of(K.AUC(**params), y, p)
        yield task, "precision", {"average": "micro"}, "keras", keras_of(K.Precision(), y, p)
        yield task, "recall", {"average": "micro"}, "keras", keras_of(K.Recall(), y, p)
        yield task, "recall", {"thresholds": 0.4, "average": "micro"}, "keras", keras_of(K.Recall(0.4), y, p)
        for average in [None, "micro", "weighted"]:
            value = keras_of(K.F1Score(average=average, threshold=0.5), y, p)
            yield task, "f1_score", {"average": average}, "keras", value
        yield task, "ece", {}, "formula", calibration(likely, flat.astype(float))
        yield task, "brier", {}, "formula" if values > 1 else "sklearn", (
            np.mean((likely - flat) ** 2) if values > 1 else S.brier_score_loss(flat, likely.astype("float64"))
        )
        yield task, "pixel_accuracy", {}, "keras", keras_of(K.BinaryAccuracy(), y, p)
        yield task, "log_loss", {}, "sklearn", np.mean(
            [S.log_loss(y[:, i], p[:, i].astype("float64")) for i in range(values)]
        )
        if values > 1:
            continue
        yield task, "precision", {}, "sklearn", S.precision_score(flat, found.ravel())
        yield task, "f1_score", {}, "sklearn", S.f1_score(flat, found.ravel())
        yield task, "balanced_accuracy", {}, "sklearn", S.balanced_accuracy_score(flat, found.ravel())
        yield task, "cohen_kappa", {}, "sklearn", S.cohen_kappa_score(flat, found.ravel())
        yield task, "matthews_correlation", {}, "sklearn", S.matthews_corrcoef(flat, found.ravel())
        yield task, "mean_iou", {}, "keras", keras_of(K.MeanIoU(2), y, found)
        yield task, "dice", {}, "sklearn", S.f1_score(flat, found.ravel())
    for seed, values, count in [(31, 1, 50), (32, 4, 133)]:
        y, p = numbers(values, count, seed)
        task = {"kind": "numbers", "values": values, "count": count, "seed": seed}
        yield task, "rmse", {}, "keras", keras_of(K.RootMeanSquaredError(), y, p)
        yield task, "mae", {}, "keras", keras_of(K.MeanAbsoluteError(), y, p)
        yield task, "r2_score", {}, "sklearn", S.r2_score(y, p)
        for how in ["uniform_average", "variance_weighted_average", None]:
            value = keras_of(K.R2Score(class_aggregation=how), y, p)
            yield task, "r2_score", {"class_aggregation": how}, "keras", value
    task = {"kind": "boxes", "values": 4, "count": 60, "seed": 41}
    yield task, "box_giou", {}, "formula", giou(corners(60, 41), corners(60, 43))


def main():
    figures = [
        {"task": task, "metric": metric, "params": params, "of": of, "value": float(value)}
        for task, metric, params, of, value in cases()
    ]
    print(json.dumps({"keras": keras.__version__, "sklearn": sklearn.__version__, "cases": figures}, indent=1))


main()
