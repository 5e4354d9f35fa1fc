import { basename, resolve } from 'node:path';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { DataDirectory } from '../data/data-directories.ts';
import { type ReportOptions } from './evaluate-for-report.ts';
import { gatherRun } from './gather-run.ts';
import { reportPage } from './page/report-page.ts';

/** A report of some runs, as a page of HTML, and what is to be told of how it was made. */
export interface MadeReport {
  readonly page: string;
  /** The runs of which it tells no examples, since their data cannot be read. */
  readonly withoutData: readonly string[];
  /** Where the data of the runs lie. */
  readonly directories: readonly DataDirectory[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Makes a report of one run, or of several side by side. Throws a RunError where a folder holds no run that can be opened; data that
 * cannot be read are a warning, and the report has all else.
 */
export async function makeReport(
  folders: readonly string[],
  options: ReportOptions = {},
): Promise<MadeReport> {
  const gathered = [];
  const names = namesOf(folders);
  for (const [index, folder] of folders.entries())
    gathered.push(await gatherRun(folder, names[index] ?? folder, options));
  return {
    page: reportPage(gathered),
    directories: gathered.flatMap(({ directories }) => directories),
    withoutData: gathered.flatMap(({ report }) =>
      typeof report.evaluated === 'string' ? [report.name] : [],
    ),
    warnings: gathered.flatMap(({ warnings }) => warnings),
  };
}

/** What runs are called: by their folders' own names, or as they were given where two have one name. */
function namesOf(folders: readonly string[]): readonly string[] {
  const own = folders.map((folder) => basename(resolve(folder)));
  return folders.map((folder, index) => {
    const name = own[index] ?? folder;
    return own.filter((each) => each === name).length > 1 ? folder : name;
  });
}
