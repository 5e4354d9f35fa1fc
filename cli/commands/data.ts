import { dirname, extname, resolve } from 'node:path';
import type { DataSpec } from '../../compiler/data/data-spec.ts';
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
      const surveyed = await surveyFile(file, { ...written, isCheck }, context);
      if (out !== undefined) {
        const failure = await write(out, surveyed, written, file);
        if (failure !== undefined) return fail(failure);
      }
      const surveys = surveyed.map(({ survey }) => survey);
      if (json) context.out(toJson({ data: surveys.map(surveyJson) }));
      else {
        const drawing = { palette: context.outPalette, width: context.outWidth };
        context.out(surveys.map((survey) => printSurvey(survey, drawing, isCheck)).join('\n'));
        if (isCheck) context.out(`${verdict(surveys)}\n`);
        if (out !== undefined)
          context.out(`${displayText(out)}: samples of ${surveys.map(({ name }) => name).join(', ')}\n`);
      }
      return isCheck && surveys.some((survey) => faultsIn(survey) > 0) ? 1 : 0;
    } catch (error) {
      return fail(error);
    }
  },
});

type Surveyed = Awaited<ReturnType<typeof surveyFile>>[number];

/** Opens and surveys the data blocks that are asked for; what does is loaded for that alone. */
async function surveyFile(
  file: string,
  { of, isCheck, samples, seed, out, ...given }: Options & { readonly isCheck: boolean },
  context: Context,
) {
  const { compiled, found } = await compileFile(file, { ownBatch: false }, context.input);
  const specs = chosen(compiled.datas, of, file);
  const directories = Object.fromEntries(
    (given.data ?? []).map((each) => pairOf('data', each, 'Digits=path/to/mnist')),
  );
  for (const name of Object.keys(directories)) chosen(specs, name, file);
  const count = samples === undefined ? usualSamples : numberOf('samples', samples);
  const drawn = seed === undefined ? undefined : numberOf('seed', seed);
  const { openData } = await import('../../runtime/data/open-data.ts');
  const { surveyData } = await import('../../runtime/survey/survey-data.ts');
  const { drawSamples } = await import('../../runtime/survey/draw-samples.ts');
  tell(
    found.filter(({ severity }) => severity === 'error'),
    context,
  );
  const base = dirname(resolve(file));
  const surveyed = [];
  for (const spec of specs) {
    const opening = showOpening(context);
    const progress = showProgress(context, {
      doing: 'reading examples',
      all: (total) => `reading ${total} examples`,
    });
    try {
      const place = {
        base,
        directory: directories[spec.name],
        followLinks: given.followLinks,
        watch: opening.watch,
      };
      const opened = await openData(spec, place);
      opening.end();
      tell(opened.warnings, context);
      const survey = await surveyData(opened, { ...(!isCheck && { most: mostRead }), watch: progress.watch });
      const shown = out === undefined ? [] : await drawSamples(opened, { count, seed: drawn ?? spec.seed });
      surveyed.push({ survey, samples: shown, directories: dataDirectories([spec], base, directories) });
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

async function write(
  out: string,
  surveyed: readonly Surveyed[],
  { force = false }: Options,
  file: string,
): Promise<RunError | undefined> {
  const { surveyMark, surveyPage } = await import('../../runtime/survey/survey-page.ts');
  const { samplesSheet } = await import('../../runtime/survey/survey-sheet.ts');
  const isPage = extname(out).toLowerCase() === '.html';
  const refused = await refuseOutput(out, {
    inputs: [file],
    data: surveyed.flatMap(({ directories }) => directories),
    isOwn: (beginning) => (isPage ? beginning.includes(surveyMark) : beginning.startsWith('\u{fffd}PNG')),
    force,
  });
  const content = isPage
    ? surveyPage(surveyed)
    : await samplesSheet(surveyed.flatMap(({ samples }) => samples));
  const failure = refused ?? (await writeResult(out, content));
  return failure && new RunError(failure);
}

const faultsIn = ({ unreadable, same, leftOut }: DataSurvey): number =>
  unreadable.length + same.length + leftOut.count;

function verdict(surveys: readonly DataSurvey[]): string {
  const faults = surveys.reduce((sum, survey) => sum + faultsIn(survey), 0);
  return faults === 0 ? 'nothing wrong' : `${faults} ${faults === 1 ? 'fault' : 'faults'}`;
}
