import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { openData } from '../data/open-data.ts';
import { RunError } from '../run-error.ts';
import { checkData } from '../train/train.ts';
import type { ReadModule } from '../spec/read-and-compile.ts';
import { fixTrain } from './compile-run.ts';

/**
 * What a run would say of the data of a file before its first step: of each train block, and of data that none trains on. That
 * a directory is not there is a warning, since a run may be given another, or the file be checked where the data is not.
 */
export async function lookAtData({ source, module }: ReadModule): Promise<readonly Diagnostic[]> {
  if (source === undefined || module === undefined) return [];
  const base = dirname(resolve(source.name));
  const trains = [...module.trains.map(({ spec }) => spec), ...module.openTrains];
  const trained = new Set(trains.map(({ data }) => data.name));
  const looks = [
    ...trains.map((train) => async () => {
      const budgets = 'phases' in train ? train.phases.flatMap(({ memory }) => memory ?? []) : [];
      const place = { base, budgets };
      const { spec, opened } = await fixTrain(train, source, place, { ownBatch: true });
      const data = opened ?? (await openData(spec.data, place));
      await checkData({ train: spec, data });
      return data.warnings;
    }),
    ...module.datas
      .filter(({ name }) => !trained.has(name))
      .map((data) => async () => (await openData(data, { base })).warnings),
  ];
  const found: Diagnostic[] = [];
  for (const look of looks) found.push(...(await said(look)));
  return found.filter((each, index) => found.findIndex((other) => isSame(each, other)) === index);
}

async function said(look: () => Promise<readonly Diagnostic[]>): Promise<readonly Diagnostic[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return error.diagnostics.map((each) =>
      each.code === notThere ? { ...each, severity: 'warning' } : each,
    );
  }
}

/** There is no such directory. */
const notThere = 'CNN601';

const isSame = (a: Diagnostic, b: Diagnostic): boolean =>
  a.code === b.code && a.message === b.message && a.span?.start === b.span?.start;
