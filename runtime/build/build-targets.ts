import { emitOnnxModel, emitOnnxStep } from '../../compiler/targets/onnx/emit-onnx-model.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import type { PhasePrograms } from '../../compiler/lower/build-programs.ts';
import { emitSavedModel, type NamedProgram } from '../../compiler/targets/tensorflow/emit-saved-model.ts';
import type { Finding } from '../../compiler/targets/detections/finding.ts';
import type { InputPreparation } from '../../compiler/targets/prepare/input-preparation.ts';
import type { Program, Variable } from '../../compiler/ir/ir.ts';
import { guardRepeats } from '../../compiler/passes/recompute/guard-repeats.ts';
import { encodeSafetensors } from '../weights/safetensors.ts';

/** A phase of a training, under its name and with its batch size. */
export interface BuildPhase {
  readonly name: string;
  readonly batch: number;
  readonly programs: PhasePrograms;
}

/** What is built: the program that predicts, and the phases of a training where they are wanted. */
export interface BuildInput {
  readonly graph: ConcreteGraph;
  readonly predict: Program;
  readonly phases: readonly BuildPhase[];
  readonly values: ReadonlyMap<Variable, Float32Array>;
  /** Of cnnc. */
  readonly version: string;
  /** What its inputs are made of, where the model is to take pictures as they are. */
  readonly preparations?: readonly InputPreparation[];
  /** What is to be found in rows of its heads; what predicts tells of boxes and scores of these then. */
  readonly findings?: readonly Finding[];
  /** The package of TensorFlow.js that is imported; absent: the target's usual one. */
  readonly tfjs?: string | undefined;
}

/** A way of writing a model for others to run. */
export interface BuildTarget {
  readonly name: string;
  /** One line, for help. */
  readonly doc: string;
  /** The package of TensorFlow.js that it imports where none is named; absent: it imports none. */
  readonly tfjs?: string;
  /** Whether what `prepare` does can be a part of it. */
  readonly prepares: boolean;
  /** Whether it can write the programs of a training, too. */
  readonly trains: boolean;
  /** The files, by their path in the folder. */
  readonly emit: (
    input: BuildInput,
  ) => Promise<ReadonlyMap<string, Uint8Array>> | ReadonlyMap<string, Uint8Array>;
}

/** What a model of layers registers its own with, in Node and in a browser. */
const usualTfjs = '@tensorflow/tfjs';

/** Every target that can be built. */
export const buildTargets: readonly BuildTarget[] = [
  {
    name: 'tensorflow',
    doc: 'a SavedModel for TensorFlow',
    trains: true,
    prepares: true,
    emit: (input) => emitSavedModel(signatures(input), input.values),
  },
  {
    name: 'onnx',
    doc: 'graphs of ONNX’s standard operators',
    trains: true,
    prepares: true,
    emit: onnxFiles,
  },
  {
    name: 'tfjs',
    doc: 'a model.json that TensorFlow.js loads',
    tfjs: usualTfjs,
    trains: false,
    prepares: false,
    emit: layersModelFiles,
  },
];

/** A model of TensorFlow.js’s layers; what writes it is loaded when it is asked for. */
async function layersModelFiles({
  graph,
  values,
  version,
  tfjs = usualTfjs,
}: BuildInput): Promise<ReadonlyMap<string, Uint8Array>> {
  const { emitLayersModel, layersFile } = await import('../../compiler/codegen/tfjs/emit-layers-model.ts');
  const byName = new Map([...values].map(([{ name }, data]) => [name, data]));
  const files = new Map(emitLayersModel(graph, byName, { version, tfjs }));
  const classes = files.get(layersFile);
  if (classes === undefined) return files;
  const { layOutTypeScript } = await import('./code/lay-out-typescript.ts');
  const laidOut = await layOutTypeScript(new TextDecoder().decode(classes));
  return files.set(layersFile, new TextEncoder().encode(laidOut));
}

/** The signatures of a SavedModel: what predicts, and the programs of a training. */
const signatures = ({
  predict,
  phases,
  preparations = [],
  findings = [],
}: BuildInput): readonly NamedProgram[] => [
  { name: 'serving_default', program: predict, preparations, findings },
  ...phases.flatMap((phase) => trainingPrograms(phase, phases.length === 1 ? '' : `_${phase.name}`)),
];

/** One graph a file: what predicts for any batch, with its weights; the others for the batch of their phase. */
function onnxFiles({
  predict,
  phases,
  values,
  preparations,
  findings,
}: BuildInput): ReadonlyMap<string, Uint8Array> {
  const files = new Map([['model.onnx', emitOnnxModel(predict, values, preparations, findings)]]);
  for (const phase of phases) {
    for (const { name, program } of trainingPrograms(phase, phases.length === 1 ? '' : `_${phase.name}`)) {
      files.set(`${name}.onnx`, emitOnnxStep(program, phase.batch));
    }
  }
  if (phases.length > 0) files.set('weights.safetensors', weightsFile(values));
  return files;
}

/** What a phase runs. Whoever reads it may merge equal ops, so that ones that are repeated are guarded. */
const trainingPrograms = ({ programs }: BuildPhase, suffix: string): readonly NamedProgram[] => [
  { name: `step${suffix}`, program: guardRepeats(programs.step) },
  ...(programs.apply === undefined ? [] : [{ name: `apply${suffix}`, program: programs.apply }]),
  { name: `evaluate${suffix}`, program: programs.evaluate },
];

/** The first values of all that a training moves, as its programs take them. */
function weightsFile(values: BuildInput['values']): Uint8Array {
  const tensors = [...values].map(([{ name, shape }, data]) => [name, { shape, data }] as const);
  return encodeSafetensors({ tensors: new Map(tensors), metadata: new Map() });
}
