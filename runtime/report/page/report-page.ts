import type { EvaluatedReport, RunReport } from '../report.ts';
import { boxSection } from './box-section.ts';
import { classSection } from './class-section.ts';
import { type Compared, comparison } from './comparison.ts';
import { pictureKey } from './confusion-matrix.ts';
import { curves, time } from './curves.ts';
import { detectionSection } from './detection-section.ts';
import { dataSection, modelSection, tiles, trainingSection } from './facts.ts';
import { maskSection } from './mask-section.ts';
import { objectSection } from './object-section.ts';
import { markup, type Html, jsonElement, made, type Section, section } from '../../page/html.ts';
import { reportScript } from './script.ts';
import { pageStyle, plotStyle } from '../../page/style.ts';

/** What the first bytes of a report hold, so that it is known again. */
export const reportMark = '<meta name="generator" content="cnnc report">';

/** Runs as one page of HTML that loads nothing. The same runs, the same text. */
export function reportPage(runs: readonly Compared[]): string {
  const reports = runs.map(({ report }) => report);
  const [first] = reports;
  const isOne = reports.length === 1;
  const title = isOne ? `${first?.identity.train ?? ''} · ${first?.name ?? ''}` : `${reports.length} runs`;
  const sections =
    isOne && first !== undefined ? sectionsOf(first, 0) : [comparison(runs), ...curves(reports)];
  const links = sections.map(({ id, title: name }) => markup`<a href="#${id}">${name}</a>`);
  const before = isOne && first !== undefined ? tiles(first) : markup``;
  const after = isOne ? [] : reports.map(folded);
  return markup`${made('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${made(reportMark)}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:"
        />
        <title>${title}</title>
        <style id="plot-style">
          ${made(plotStyle)}
        </style>
        <style>
          ${made(pageStyle)}
        </style>
      </head>
      <body>
        <header><h1>${title}</h1></header>
        <nav><div>${links}</div></nav>
        <main>${before}${sections.map(shown)}${after}</main>
        <footer>
          Made by cnnc from the folder of the run; nothing in this page is loaded from elsewhere.
        </footer>
        ${jsonElement('pictures', picturesOf(reports))}
        <script>
          ${made(reportScript)};
        </script>
      </body>
    </html> `.text;
}

const shown = ({ id, title, content }: Section): Html =>
  markup`<section id="${id}">
    <h2>${title}</h2>
    ${content}
  </section>`;

/** One of several runs, which opens. */
function folded(run: RunReport, number: number): Html {
  const sections = sectionsOf(run, number);
  const own = sections.map((each) => shown({ ...each, id: `${runKey(number)}-${each.id}` }));
  return markup`<details class="run">
    <summary>${run.name}</summary>
    ${tiles(run)}${own}
  </details>`;
}

const sectionsOf = (run: RunReport, number: number): readonly Section[] => [
  ...curves([run]),
  ...evaluatedSections(run, number),
  ...time(run),
  trainingSection(run),
  modelSection(run),
];

function evaluatedSections({ evaluated }: RunReport, number: number): readonly Section[] {
  if (typeof evaluated === 'string')
    return [section('data', 'Data', markup`<p>Its data cannot be looked at: ${evaluated}.</p>`)];
  const heads = evaluated.heads.flatMap((head) => {
    const figures = evaluated.evaluation.heads.get(head.name);
    if (head.kind === 'classes' && figures?.kind === 'classes')
      return [classSection(head, figures, evaluated, runKey(number))];
    if (head.kind === 'mask') return figures?.kind === 'mask' ? [maskSection(head, figures, evaluated)] : [];
    if (head.kind === 'objects') return [objectSection(head, evaluated)];
    return head.kind === 'box' && figures?.kind === 'box' ? [boxSection(head, figures, evaluated)] : [];
  });
  const { detection, classes } = evaluated.evaluation;
  const found = detection === undefined ? [] : [detectionSection(detection, classes)];
  return [...heads, ...found, dataSection(evaluated)];
}

const runKey = (number: number): string => `run${number + 1}`;

/** Pictures that cells open, by run and number. */
const picturesOf = (reports: readonly RunReport[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    reports.flatMap(({ evaluated }, number) =>
      typeof evaluated === 'string' ? [] : cellsOf(evaluated, runKey(number)),
    ),
  );

const cellsOf = ({ heads, pictures }: EvaluatedReport, run: string): readonly (readonly [string, string])[] =>
  heads.flatMap((head) =>
    head.kind !== 'classes'
      ? []
      : [...head.cells.values()].flat().flatMap((index) => {
          const picture = pictures.get(index);
          return picture === undefined ? [] : [[pictureKey(run, index), picture] as const];
        }),
  );
