import { keepHeapSmall } from '../runtime/small-heap.ts';
import type { CommandDefinition } from './command.ts';

/** A command that is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** For the list of commands. */
  readonly doc: string;
  readonly load: () => Promise<CommandDefinition>;
}

/** Every command: a line each. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    doc: 'check files: names, values, shapes, data, training, memory',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'summary',
    doc: 'print layers, parameters, multiply-adds and memory',
    load: async () => (await import('./commands/summary.ts')).summary,
  },
  {
    name: 'data',
    doc: 'show what a run would see of its data, and what is wrong with them',
    load: async () => (await import('./commands/data.ts')).data,
  },
  {
    name: 'run',
    doc: 'train what a train block describes',
    load: async () => {
      keepHeapSmall();
      return (await import('./commands/run.ts')).run;
    },
  },
  {
    name: 'evaluate',
    doc: 'evaluate what a run has trained',
    load: async () => (await import('./commands/evaluate.ts')).evaluate,
  },
  {
    name: 'predict',
    doc: 'predict for pictures with what a run has trained',
    load: async () => (await import('./commands/predict.ts')).predict,
  },
  {
    name: 'report',
    doc: 'write a page about runs: curves, figures, pictures',
    load: async () => (await import('./commands/report.ts')).report,
  },
  {
    name: 'runs',
    doc: 'list runs, the best first',
    load: async () => (await import('./commands/runs.ts')).runs,
  },
  {
    name: 'export',
    doc: 'write what a run has trained for Keras and others',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'build',
    doc: 'write a model as code (TypeScript, Keras), a SavedModel or ONNX',
    load: async () => (await import('./commands/build.ts')).build,
  },
  {
    name: 'fmt',
    doc: 'format files',
    load: async () => (await import('./commands/fmt.ts')).fmt,
  },
  {
    name: 'graph',
    doc: 'draw a model',
    load: async () => (await import('./commands/graph.ts')).graph,
  },
  {
    name: 'explain',
    doc: 'explain a diagnostic at length',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    name: 'lsp',
    doc: 'start the language server, for an editor',
    load: async () => (await import('./commands/lsp.ts')).lsp,
  },
  {
    name: 'engines',
    doc: 'say which engines this machine can run, why not, and how to get them',
    load: async () => (await import('./commands/engines.ts')).enginesCommand,
  },
];
