import { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import { definePacking, defineTurnedPacking } from './panels.ts';
import { defineProduct, defineTurnedProduct } from './product.ts';
import { defineWinogradConvolution, defineWinogradFilterGradient } from './winograd.ts';
import { defineTurnedWinogradFilter, defineWinogradFilter } from './winograd-filter.ts';
import { defineInputTransform } from './winograd-tiles.ts';

/** All kernels. */
export function writeKernels() {
  const module = new ModuleBuilder();
  const product = defineProduct(module);
  const turnedProduct = defineTurnedProduct(module);
  const transformInput = defineInputTransform(module);
  const functions = {
    product,
    turnedProduct,
    pack: definePacking(module),
    packTurned: defineTurnedPacking(module),
    winogradFilter: defineWinogradFilter(module),
    winogradTurnedFilter: defineTurnedWinogradFilter(module),
    winogradConvolution: defineWinogradConvolution(module, { product, transformInput }),
    winogradFilterGradient: defineWinogradFilterGradient(module, { turnedProduct, transformInput }),
  };
  return { module, functions };
}
