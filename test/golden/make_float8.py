"""What PyTorch takes each 8-bit float for: test/golden/float8.json. Needs torch."""

import json
import os

import torch


def written(x):
    if x != x:
        return 'nan'
    return str(x) if x in (float('inf'), float('-inf')) or str(x) == '-0.0' else x


kinds = {'F8_E4M3': torch.float8_e4m3fn, 'F8_E5M2': torch.float8_e5m2}
values = {
    name: [written(x) for x in torch.arange(256, dtype=torch.uint8).view(kind).to(torch.float32).tolist()]
    for name, kind in kinds.items()
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'float8.json')
with open(path, 'w') as f:
    json.dump(values, f)
