import type { OpNode, OpNodeOf, Program } from '../../ir/ir.ts';
import { legalize, type Target } from '../../passes/legalize.ts';

/** What runs a graph's operators in onnxruntime; a graph is written for one. */
export type Provider = 'cpu' | 'webgpu';

/** The program in ops that a provider has; the CPU has all. */
export const legalizeFor = (provider: Provider, program: Program): Program =>
  provider === 'cpu' ? program : legalize(program, webgpuTarget);

/**
 * What onnxruntime 1.30's WebGPU operators do: no indices of a pooling (`pool.cc`), no convolution of volumes in groups
 * (`conv.cc`), whose filter gradient over dilated rows is one.
 */
const webgpuTarget: Target = {
  native: (op) =>
    op.kind !== 'maxPool2dGrad' && !(isFilterGradient(op) && op.attributes.groups > 1 && isDilated(op)),
};

const isFilterGradient = (op: OpNode): op is OpNodeOf<'conv2dFilterGrad'> => op.kind === 'conv2dFilterGrad';

const isDilated = ({ attributes }: OpNodeOf<'conv2dFilterGrad'>): boolean => attributes.dilations[1] !== 1;
