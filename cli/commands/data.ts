import { dirname, extname, resolve } from 'node:path';
import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { suggest } from '../../compiler/foreign/suggest.ts';
import { dataDirectories } from '../../runtime/data/data-directories.ts';
import { compileFile } from '../../runtime/prepare/compile-run.ts';
import { RunError } from '../../runtime/run-error.ts';
import type { DataSurvey } from '../../runtime/survey/survey.ts';
import { usage } from '../../runtime/usage-error.ts';
import { checkPlace } from '../check-place.ts';
import { collect, type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';
import { refuseOutput } from '../refuse-output.ts';
import { numberOf, pairOf } from '../run/options.ts';
import { showOpening } from '../show-opening.ts';
import { showProgress } from '../show-progress.ts';
import { printSurvey } from '../survey/print-survey.ts';
import { surveyJson } from '../survey/survey-json.ts';
import { tell } from '../tell.ts';
import { writeResult } from '../write-result.ts';

interface Options {
  readonly of?: string;
  readonly data?: readonly string[];
  readonly followLinks?: boolean;
  readonly out?: string;
  readonly samples?: string;
  readonly seed?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Examples that are read where not all are checked. */
const mostRead = 2000;
const usualSamples = 24;

/** `cnnc data [check] FILE`: what a run would see of the data of a file. */
export const data = defineCommand<Options>({
  name: 'data',
  doc: 'Shows what a run would see of the data of a file: parts, classes, pixels as the network gets them, what cannot be read or is there twice. `cnnc data check FILE` reads every example and exits 1 where something is wrong.',
  arguments: [
    { syntax: '<file...>', doc: 'the .cnn file, after the word `check` where every example is to be read' },
  ],
  options: [
    { syntax: '--of <name>', doc: 'the data block, where the file has several (default: all)' },
    { syntax: '--data <name=path>', doc: 'a directory in place of the one the file names', parse: collect },
    { syntax: '--follow-links', doc: 'let links in the data lead out of its directory' },
    { syntax: '-o, --out <file>', doc: 'write a page (.html) or a picture (.png) of augmented samples' },
    { syntax: '--samples <count>', doc: `samples that it shows (default: ${usualSamples})` },
    { syntax: '--seed <number>', doc: 'what they are drawn from (default: the data block’s)' },
    { syntax: '--force', doc: 'replace a file that is not such a page or picture' },
    jsonOption,
  ],
  async run(words, written, context) {
    const isCheck = words.length > 1 && words[0] === 'check';
    const [file = '', ...more] = isCheck ? words.slice(1) : words;
    if (more.length > 0) throw usage('`cnnc data` takes one file', 'give one file, or `check` and a file');
    const { out, json = false } = written;
    checkPlace('-o', out, 'write `-o data.html`, say');
    const ending = out === undefined ? undefined : extname(out).toLowerCase();
    if (ending !== undefined && ending !== '.html' && ending !== '.png')
      throw usage(
        `\`${displayText(out ?? '')}\` is neither a page nor a picture`,
        'end its name in `.html` or `.png`',
      );
    const fail = (error: unknown): ExitCode => {
      if (!(error instanceof RunError)) throw error;
      if (json) context.out(diagnosticsToJson(error.diagnostics));
      else tell(error.diagnostics, context);
      return 1;
    };
    try {
      const wanted = await readWanted(file, written, context);
      // Before anything is read, which may take long.
      const refused = out === undefined ? undefined : await refuse(out, wanted, written, file);
      if (refused !== undefined) return fail(new RunError(refused));
      const surveyed = await surveyAll(wanted, { ...written, isCheck }, context);
      const failed = out === undefined ? undefined : await write(out, surveyed);
      const surveys = surveyed.map(({ survey }) => survey);
      if (json && failed === undefined) context.out(toJson({ data: surveys.map(surveyJson) }));
      else if (!json) {
        const drawing = { palette: context.outPalette, width: context.outWidth };
        context.out(surveys.map((survey) => printSurvey(survey, drawing, isCheck)).join('\n'));
        if (isCheck) context.out(`${verdict(surveys)}\n`);
        if (out !== undefined && failed === undefined)
          context.out(`${displayText(out)}: samples of ${surveys.map(({ name }) => name).join(', ')}\n`);
      }
      if (failed !== undefined) return fail(new RunError(failed));
      return isCheck && surveys.some((survey) => faultsIn(survey) > 0) ? 1 : 0;
    } catch (error) {
      return fail(error);
    }
  },
});

type Surveyed = Awaited<ReturnType<typeof surveyAll>>[number];

/** The data blocks that are asked for, and where they lie. */
interface Wanted {
  readonly specs: readonly DataSpec[];
  readonly base: string;
  /** What is given in place of their directories, by their names. */
  readonly given: Readonly<Record<string, string>>;
}

async function readWanted(file: string, { of, data }: Options, context: Context): Promise<Wanted> {
  const { compiled, found } = await compileFile(file, { ownBatch: false }, context.input);
  const specs = chosen(compiled.datas, of, file);
  const given = Object.fromEntries((data ?? []).map((each) => pairOf('data', each, 'the data block')));
  for (const name of Object.keys(given)) chosen(specs, name, file);
  tell(
    found.filter(({ severity }) => severity === 'error'),
    context,
  );
  return { specs, base: dirname(resolve(file)), given };
}

/** Opens and surveys data blocks; what does is loaded for that alone. */
async function surveyAll(
  { specs, base, given }: Wanted,
  { isCheck, samples, seed, out, followLinks }: Options & { readonly isCheck: boolean },
  context: Context,
) {
  const count = samples === undefined ? usualSamples : numberOf('samples', samples);
  const drawn = seed === undefined ? undefined : numberOf('seed', seed);
  const { openData } = await import('../../runtime/data/open-data.ts');
  const { surveyData } = await import('../../runtime/survey/survey-data.ts');
  const { drawSamples } = await import('../../runtime/survey/draw-samples.ts');
  const surveyed = [];
  for (const spec of specs) {
    const opening = showOpening(context);
    const progress = showProgress(context, {
      doing: 'reading examples',
      all: (total) => `reading ${total} examples`,
    });
    try {
      const place = { base, directory: given[spec.name], followLinks, watch: opening.watch };
      // All that is wrong is told, also where a run would stop at the first.
      const opened = await openData({ ...spec, strict: false }, place);
      opening.end();
      tell(opened.warnings, context);
      const survey = await surveyData(opened, { ...(!isCheck && { most: mostRead }), watch: progress.watch });
      const shown = out === undefined ? [] : await drawSamples(opened, { count, seed: drawn ?? spec.seed });
      surveyed.push({ survey, samples: shown });
    } finally {
      opening.end();
      progress.end();
    }
  }
  return surveyed;
}

function chosen(specs: readonly DataSpec[], name: string | undefined, file: string): readonly DataSpec[] {
  if (specs.length === 0) throw usage(`\`${displayText(file)}\` has no data block`, 'add `data Name { … }`');
  if (name === undefined) return specs;
  const found = specs.filter((spec) => spec.name === name);
  if (found.length > 0) return found;
  const names = specs.map((spec) => spec.name);
  const suggestion = suggest(name, names);
  throw usage(
    `\`${displayText(file)}\` has no data \`${displayText(name)}\``,
    suggestion === undefined ? `it has \`${names.join('`, `')}\`` : `did you mean \`${suggestion}\`?`,
  );
}

const isPage = (file: string): boolean => extname(file).toLowerCase() === '.html';

async function refuse(
  out: string,
  { specs, base, given }: Wanted,
  { force = false }: Options,
  file: string,
): Promise<Diagnostic | undefined> {
  const { surveyMark } = await import('../../runtime/survey/survey-page.ts');
  const { isSheet } = await import('../../runtime/survey/survey-sheet.ts');
  return refuseOutput(out, {
    inputs: [file],
    data: dataDirectories(specs, base, given),
    isOwn: isPage(out) ? (beginning) => beginning.includes(surveyMark) : isSheet,
    force,
  });
}

async function write(out: string, surveyed: readonly Surveyed[]): Promise<Diagnostic | undefined> {
  const { surveyPage } = await import('../../runtime/survey/survey-page.ts');
  const { samplesSheet } = await import('../../runtime/survey/survey-sheet.ts');
  return writeResult(
    out,
    isPage(out) ? surveyPage(surveyed) : await samplesSheet(surveyed.flatMap(({ samples }) => samples)),
  );
}

const faultsIn = ({ unreadable, same, leftOut, faults }: DataSurvey): number =>
  unreadable.length + same.length + leftOut.count + faults.count;

function verdict(surveys: readonly DataSurvey[]): string {
  const faults = surveys.reduce((sum, survey) => sum + faultsIn(survey), 0);
  return faults === 0 ? 'nothing wrong' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`;
}
