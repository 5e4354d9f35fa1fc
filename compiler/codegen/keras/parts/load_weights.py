from pathlib import Path

from .leaves import leaves
from .names import keras_name
from .read_safetensors import read_safetensors


def load_weights(model, path):
    """Load the weights of a run (its folder), or of a safetensors file like its own."""
    path = Path(path)
    if path.is_dir():
        path = path / "weights.safetensors"
    tensors = {
        f"{keras_name(layer)}/{name}": tensor
        for key, tensor in read_safetensors(path).items()
        for layer, _, name in [key.rpartition("/")]
    }
    weights = {
        f"{layer.name}/{weight.name}": weight
        for layer in leaves(model)
        for weight in layer.weights
    }
    for name, weight in weights.items():
        if name not in tensors:
            raise ValueError(f"{path} has no {name}")
        if tensors[name].shape != tuple(weight.shape):
            raise ValueError(
                f"{name} is {tensors[name].shape} in {path}, not {tuple(weight.shape)}"
            )
    for name, weight in weights.items():
        weight.assign(tensors[name])
