import { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import {
  defineColumnConvolution,
  defineColumnFilterGradient,
  defineColumnInputGradient,
} from './column-convolution.ts';
import { defineGather, defineScatter } from './columns.ts';
import { defineMatrixProduct } from './matrix-product.ts';
import { defineMaxPoolGradient } from './max-pool-gradient.ts';
import { definePacking, defineTurnedPacking } from './panels.ts';
import { defineProduct, defineTurnedProduct } from './product.ts';
import { defineClear, defineCopy, defineSum } from './runs.ts';
import { defineWinogradConvolution, defineWinogradFilterGradient } from './winograd.ts';
import { defineTurnedWinogradFilter, defineWinogradFilter } from './winograd-filter.ts';
import { defineInputTransform } from './winograd-tiles.ts';

/** All kernels. */
export function writeKernels() {
  const module = new ModuleBuilder();
  const product = defineProduct(module);
  const turnedProduct = defineTurnedProduct(module);
  const transformInput = defineInputTransform(module);
  const [copy, clear, sum] = [defineCopy(module), defineClear(module), defineSum(module)];
  const gather = defineGather(module, { copy, clear });
  const scatter = defineScatter(module, sum);
  const pack = definePacking(module);
  const packTurned = defineTurnedPacking(module);
  const functions = {
    product,
    turnedProduct,
    pack,
    packTurned,
    matrixProduct: defineMatrixProduct(module, { product, turnedProduct, pack, packTurned }),
    winogradFilter: defineWinogradFilter(module),
    winogradTurnedFilter: defineTurnedWinogradFilter(module),
    winogradConvolution: defineWinogradConvolution(module, { product, transformInput }),
    winogradFilterGradient: defineWinogradFilterGradient(module, { turnedProduct, transformInput }),
    columnConvolution: defineColumnConvolution(module, { gather, product }),
    columnInputGradient: defineColumnInputGradient(module, { scatter, product, clear }),
    columnFilterGradient: defineColumnFilterGradient(module, { gather, turnedProduct, pack }),
    maxPoolGradient: defineMaxPoolGradient(module, clear),
  };
  return { module, functions };
}
