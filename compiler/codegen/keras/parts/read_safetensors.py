import json

import numpy as np


def read_safetensors(path):
    """Read the floating-point tensors of a safetensors file by name."""
    types = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    tensors = {}
    for name, tensor in header.items():
        if tensor.get("dtype") in types:
            begin, end = tensor["data_offsets"]
            values = np.frombuffer(data[begin:end], types[tensor["dtype"]])
            if tensor["dtype"] == "BF16":
                values = (values.astype("<u4") << 16).view("<f4")
            tensors[name] = values.reshape(tensor["shape"])
    return tensors
