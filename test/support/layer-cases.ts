import { readFileSync } from 'node:fs';
import { activations } from '../../compiler/catalogue/activations/registry.ts';
import { layerText } from './layer-text.ts';

/** A layer as a golden file has it: what it is given, and of what shapes. */
export interface LayerCase {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly inputs?: readonly (readonly number[])[];
  readonly shape?: readonly number[];
}

const golden = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8')) as object;
const { numbers } = golden('all_layers.json') as { numbers: readonly LayerCase[] };
const { cases } = golden('layer_values.json') as { cases: readonly LayerCase[] };

const all: readonly LayerCase[] = [
  ...numbers,
  ...cases,
  ...Object.keys(activations)
    .filter((activation) => activation !== 'glu')
    .map((activation) => ({ kind: 'Dense', arguments: { units: 3, activation }, inputs: [[4]] })),
];

/** Every layer in the forms of the golden cases, and every activation, by what is written. */
export const layerCases: ReadonlyMap<string, LayerCase> = new Map(
  all.map((each) => [layerText(each.kind, each.arguments), each]),
);

/** Layers of what is not defined below 0. */
export const positiveLayers: ReadonlySet<string> = new Set(['Sqrt', 'Log', 'Divide', 'Power']);
