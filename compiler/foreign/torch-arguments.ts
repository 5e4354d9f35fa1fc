import { all, foreignWord } from './foreign-word.ts';

/** Arguments by position that PyTorch wants and that follow from the input here. */
interface Surplus {
  /** So many arguments by position show that the layer is called as PyTorch has it. */
  readonly from: number;
  /** Which of them is not written. */
  readonly index: number;
}

const surplus: Readonly<Record<string, Surplus>> = {
  ...all('Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d', { from: 3, index: 0 }),
  ...all('Linear LazyLinear', { from: 2, index: 0 }),
  ...all('BatchNorm1d BatchNorm2d BatchNorm3d InstanceNorm1d InstanceNorm2d LayerNorm', {
    from: 1,
    index: 0,
  }),
  ...all('AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d', { from: 1, index: 0 }),
  ...all('AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d', { from: 1, index: 0 }),
  ...all('GroupNorm', { from: 2, index: 1 }),
};

/** Which argument by position, of so many, is not written of a layer that goes by PyTorch's name. */
export function surplusArgument(layer: string, positional: number): number | undefined {
  const known = foreignWord(surplus, layer);
  return known !== undefined && positional >= known.from ? known.index : undefined;
}
