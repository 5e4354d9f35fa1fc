import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, so that none of them is left for the end, when the other cores have nothing to do. */
const heaviest = [
  'cli/run',
  'cli/data-memory',
  'mutation/mutation',
  'compiler/codegen/equality/code-agrees',
  'laws/training/training',
  'cli/tensorflow-memory',
  'kills/kills',
  'cli/interrupted-run',
  'runtime/train/train',
  'runtime/engines/tensorflow/download',
  'compiler/codegen/typescript/types',
  'compiler/codegen/typescript/lint',
  'api',
  'laws/random-networks',
  'runtime/build/onnx-checker',
  'cli/recompute',
  'compiler/catalogue/layers/all-layers',
  'cli/build',
  'cli/phase-memory',
  'cli/build-with-prepare',
  'compiler/expand/bounds',
  'lsp/random-edits',
  'cli/main',
  'compiler/codegen/tfjs/models',
  'runtime/engines/tfjs/memory',
  'laws/op-values',
  'lsp/agreement',
  'habits/habits',
  'compiler/program/program',
  'compiler/passes/recompute/rematerialize',
  'compiler/codegen/tfjs/layers',
  'cli/hostile-shapes',
  'grammar/parse',
  'runtime/train/accumulate',
  'cli/startup',
  'laws/completion',
  'compiler/targets/svg/layout',
  'cli/extremes',
  'cli/process-memory',
  'runtime/engines/onnx',
  'laws/layer-networks',
];

/** Runs files that have a process to themselves first, then the heaviest, then the others as Vitest has them. */
export class HeaviestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted
      .map((file, place) => ({
        file,
        place: file.project.name === 'isolated' ? -1 : (weight(file) ?? heaviest.length + place),
      }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ file }) => file);
  }
}

function weight({ moduleId, project }: TestSpecification): number | undefined {
  const name = relative(`${project.config.root}/test`, moduleId).replace(/\.test\.ts$/, '');
  const place = heaviest.indexOf(name);
  return place < 0 ? undefined : place;
}
