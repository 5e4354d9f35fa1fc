/** Arguments by position that PyTorch wants and that follow from the input here. */
interface Surplus {
  /** So many arguments by position show that the layer is called as PyTorch has it. */
  readonly from: number;
  /** Which of them is not written. */
  readonly index: number;
}

const surplus: Readonly<Record<string, Surplus>> = {
  'Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d': { from: 3, index: 0 },
  'Linear LazyLinear': { from: 2, index: 0 },
  'BatchNorm1d BatchNorm2d BatchNorm3d InstanceNorm1d InstanceNorm2d LayerNorm': { from: 1, index: 0 },
  'AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d': { from: 1, index: 0 },
  'AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d': { from: 1, index: 0 },
  GroupNorm: { from: 2, index: 1 },
};

const byName = new Map(
  Object.entries(surplus).flatMap(([names, one]) => names.split(' ').map((name) => [name, one] as const)),
);

/** Which argument by position, of so many, is not written of a layer that goes by PyTorch's name. */
export function surplusArgument(layer: string, positional: number): number | undefined {
  const known = byName.get(layer);
  return known !== undefined && positional >= known.from ? known.index : undefined;
}
