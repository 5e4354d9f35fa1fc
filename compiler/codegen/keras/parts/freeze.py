from fnmatch import fnmatchcase

from .leaves import leaves


def freeze(model, *names):
    """Let every layer train but those of these names; `base_*` is all that begin so."""
    for layer in leaves(model):
        layer.trainable = not any(fnmatchcase(layer.name, name) for name in names)
