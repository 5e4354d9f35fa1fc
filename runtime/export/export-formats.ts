import { unwritableLayers } from '../../compiler/codegen/functional/unwritable-layers.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import type { Variable } from '../../compiler/ir/ir.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { BuildRecord } from '../build/build-record.ts';
import { type BuildTarget, buildTargets } from '../build/build-targets.ts';
import { clashesInKeras } from '../build/clashes-in-keras.ts';
import { safetensorsParts } from '../weights/safetensors.ts';
import { exportMessages } from './export-messages.ts';

type Values = ReadonlyMap<Variable, Float32Array>;

/** What an export says of itself. */
export type About = Pick<BuildRecord, 'model' | 'classes' | 'boxes' | 'prepare' | 'made'>;

/** A form of a trained model that is one file. */
export interface FileFormat {
  readonly name: string;
  /** One line, for help. */
  readonly doc: string;
  /** What its name ends with: readers go by that. */
  readonly extension: string;
  /** What is wrong with the model for it; `run` is where it was trained. */
  readonly check: (graph: ConcreteGraph, run: string) => readonly Diagnostic[];
  readonly emit: (
    graph: ConcreteGraph,
    values: Values,
    about: About,
  ) => Promise<Uint8Array | Iterable<Uint8Array>> | Iterable<Uint8Array>;
}

/** A form that is a folder: a build. */
export interface FolderFormat {
  readonly name: string;
  readonly doc: string;
  readonly target: BuildTarget;
}

const fileFormats: readonly FileFormat[] = [
  {
    name: 'keras',
    doc: 'a .keras file that Keras 3 opens by itself',
    extension: '.keras',
    check: (graph, run) => [
      ...clashesInKeras(graph),
      ...unwritableLayers(graph).map(({ layer, why }) => exportMessages.notInKeras(layer, why, run)),
    ],
    emit: async (graph, values, about) =>
      (await import('./keras-archive.ts')).kerasArchive(graph, values, about),
  },
  {
    name: 'h5',
    doc: 'the weights for `model.load_weights` of Keras 3',
    extension: '.weights.h5',
    check: clashesInKeras,
    emit: async (graph, values) => (await import('./keras-weights.ts')).kerasWeights(graph, values),
  },
  {
    name: 'safetensors',
    doc: 'the weights by their paths',
    extension: '.safetensors',
    check: () => [],
    emit: (_, values, about) => safetensorsParts(weightsFile(values, about)),
  },
];

/** The weights by their paths; what else there is to say, as texts. */
const weightsFile = (values: Values, about: About) => ({
  tensors: new Map([...values].map(([{ name, shape }, data]) => [name, { shape, data }])),
  metadata: new Map([
    ['format', 'cnnc'],
    ...Object.entries(about).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    ),
  ]),
});

/** What a build is called as an export, where it is not by the name of its target. */
const otherNames: Readonly<Record<string, string>> = { tensorflow: 'savedmodel' };

/** Every form that a trained model can be had in. */
export const exportFormats: readonly (FileFormat | FolderFormat)[] = [
  ...fileFormats,
  ...buildTargets.map((target) => ({
    ...{ name: otherNames[target.name] ?? target.name, doc: target.doc, target },
  })),
];
