import { definitionOf } from '../../catalogue/layers/registry.ts';
import type { LayerNode } from '../../graph/graph.ts';
import type { ParameterSpec, ParameterValue } from '../../catalogue/parameters/parameters.ts';

/** The most characters of anything that a person may name. */
const longest = 48;

/** A text cut to what a picture has room for. */
export const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

/** Sizes in one dimension or several: `7×7`. */
const sizesText = (value: ParameterValue): string => numbersOf(value).join('×');

/** A step: `2` where it is the same in all dimensions. */
function stepText(value: ParameterValue): string {
  const steps = new Set(numbersOf(value));
  return [...(steps.size === 1 ? steps : numbersOf(value))].join('×');
}

const numbersOf = (value: ParameterValue): readonly number[] =>
  [value].flat().filter((each): each is number => typeof each === 'number');

/** A value as it is written; nothing of what has no short form. */
const valueText = (value: ParameterValue): string =>
  Array.isArray(value) ? `[${value.join(', ')}]` : typeof value === 'object' ? '…' : String(value);

const plain = new Set(['filters', 'units', 'rate', 'target_shape']);
const windows = new Set(['kernel_size', 'pool_size', 'size']);
/** The picture says it otherwise, or it changes nothing that a reader looks for. */
const silent = new Set([
  'padding',
  'use_bias',
  'seed',
  'data_format',
  'keepdims',
  'strides',
  'axis',
  'momentum',
  'epsilon',
]);

/** The key parameters of a layer: `64 · 7×7 / 2 · relu`. */
export function details({ kind, params }: LayerNode): string {
  const parts: string[] = [];
  for (const [name, spec] of Object.entries(definitionOf({ kind }).params)) {
    const value = params[name];
    if (value === undefined || value === null) continue;
    const part = parameterText(name, spec, value);
    if (part !== undefined) parts.push(windows.has(name) ? part + strideText(params['strides']) : part);
  }
  return shorten(parts.join(' · '));
}

function parameterText(name: string, spec: ParameterSpec, value: ParameterValue): string | undefined {
  if (spec.type === 'initializer' || silent.has(name)) return undefined;
  if (spec.type === 'activation') return value === 'linear' ? undefined : valueText(value);
  if (plain.has(name) || windows.has(name)) return sizesText(value);
  if (JSON.stringify(value) === JSON.stringify(spec.default)) return undefined;
  if (name === 'dilation_rate') return `dilation ${stepText(value)}`;
  return `${name.replaceAll('_', ' ')} ${valueText(value)}`;
}

/** ` / 2`, where a window moves otherwise than is usual: a kernel by 1, a pool by its own size. */
function strideText(strides: ParameterValue | undefined): string {
  if (strides === undefined || strides === null) return '';
  if (numbersOf(strides).every((stride) => stride === 1)) return '';
  return ` / ${stepText(strides)}`;
}
