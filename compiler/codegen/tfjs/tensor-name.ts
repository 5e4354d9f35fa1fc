import type { Tensor } from '../../graph/graph.ts';
import { layerName } from '../typescript/parts/names.ts';

/** What a layer or an input is called: its path, as TensorFlow.js allows it. */
export const tensorName = (tensor: Tensor<number>): string =>
  layerName(tensor.type === 'input' ? tensor.name : tensor.path);
