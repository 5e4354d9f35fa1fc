import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, so that none of them is left for the end, when the other cores have nothing to do. */
const heaviest = [
  'cli/data-memory',
  'runtime/engines/tfjs/memory',
  'compiler/codegen/keras/keras-agrees',
  'laws/training/training',
  'cli/tensorflow-memory',
  'kills/kills',
  'laws/random-networks',
  'cli/run',
  'compiler/codegen/keras/use-package',
  'compiler/codegen/typescript/types',
  'laws/op-values',
  'mutation/mutation',
  'cli/interrupted-run',
  'cli/hostile-shapes',
  'cli/recompute',
  'compiler/catalogue/layers/all-layers',
  'runtime/engines/tensorflow/download',
  'habits/habits',
  'runtime/train/accumulate',
  'cli/phase-memory',
  'cli/build',
  'compiler/program/program',
  'compiler/expand/bounds',
  'laws/layer-networks',
  'laws/merges-train',
  'laws/engines-agree',
  'compiler/targets/svg/layout',
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
