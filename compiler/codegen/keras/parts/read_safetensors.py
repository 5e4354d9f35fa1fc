import json
import math

import numpy as np


def read_safetensors(path):
    """Read the floating-point tensors of a safetensors file by name."""
    types = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
    with open(path, "rb") as file:
        content = memoryview(file.read())
    start = 8 + int.from_bytes(content[:8], "little")
    tensors = {}
    try:
        if not 8 < start <= len(content):
            raise ValueError("it has no header")
        header = json.loads(bytes(content[8:start]))
        if not isinstance(header, dict):
            raise ValueError("its header is no table of tensors")
        for name, tensor in header.items():
            if name == "__metadata__":
                continue
            kind, shape = tensor["dtype"], tensor["shape"]
            begin, end = tensor["data_offsets"]
            if kind not in types:
                continue
            if end - begin != np.dtype(types[kind]).itemsize * math.prod(shape):
                raise ValueError(f"{name} has another size than its shape")
            values = np.frombuffer(content[start:][begin:end], types[kind])
            if kind == "BF16":
                values = (values.astype("<u4") << 16).view("<f4")
            tensors[name] = values.reshape(shape)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"{path} is no safetensors file: {error}") from error
    return tensors
