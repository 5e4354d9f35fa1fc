import { hasMetric, keepsBest } from '../../../compiler/codegen/model/metrics-of.ts';
import { optimizerGaps } from '../../../compiler/codegen/typescript/optimizer-gaps.ts';
import { scheduleGaps } from '../../../compiler/codegen/keras/schedule-gaps.ts';
import { importableName } from '../../../compiler/codegen/text/python-writer.ts';
import { runtimeMessages } from '../../messages.ts';
import { clashesInKeras } from '../clashes-in-keras.ts';
import type { CodeTarget } from './code-target.ts';

const usualTfjs = '@tensorflow/tfjs-node-gpu';

/** Every language that a spec is written in; what writes it is loaded when it is asked for. */
export const codeTargets: readonly CodeTarget[] = [
  {
    name: 'typescript',
    doc: 'TypeScript modules for TensorFlow.js',
    tfjs: usualTfjs,
    projects: true,
    leavesOut: ['augment', 'balance'],
    hasMetric: (metric) => hasMetric('typescript', metric),
    keepsBest: (phase) => keepsBest('typescript', phase),
    lacks: optimizerGaps,
    async print(program, { tfjs = usualTfjs, project, predictions = new Map() }) {
      const [{ printTypeScript }, { layOutTypeScript }] = await Promise.all([
        import('../../../compiler/codegen/typescript/print-typescript.ts'),
        import('./lay-out-typescript.ts'),
      ]);
      const files = printTypeScript(program, { tfjs, ...(project && { project: { predictions } }) });
      const laidOut = files.map(
        async ({ path, text, isLaidOut = false }) =>
          [path, isLaidOut || !path.endsWith('.ts') ? text : await layOutTypeScript(text)] as const,
      );
      return new Map(await Promise.all(laidOut));
    },
  },
  {
    name: 'keras',
    doc: 'a Python package for Keras 3',
    leavesOut: ['MixUp', 'CutMix'],
    hasMetric: (metric) => hasMetric('keras', metric),
    keepsBest: (phase) => keepsBest('keras', phase),
    lacks: scheduleGaps,
    check: clashesInKeras,
    checkFolder: (name) => {
      const importable = importableName(name);
      return importable === name ? [] : [runtimeMessages.folderNotImportable(name, importable)];
    },
    async print(program) {
      const [{ printKeras }, layOut] = await Promise.all([
        import('../../../compiler/codegen/keras/print-keras.ts'),
        import('./lay-out-python.ts').then(({ layOutPython }) => layOutPython()),
      ]);
      return new Map(printKeras(program).map(({ name, text }) => [name, layOut(text)]));
    },
  },
];
