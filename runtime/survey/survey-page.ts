import { type Html, made, markup, section, table } from '../page/html.ts';
import { figureOf, percentOf } from '../page/numbers.ts';
import { pageStyle } from '../page/style.ts';
import type { Sample } from './draw-samples.ts';
import { sameLine } from './same-line.ts';
import type { DataSurvey, MaskFacts } from './survey.ts';

/** What the first bytes of a page about data hold, so that it is known again. */
export const surveyMark = '<meta name="generator" content="cnnc data">';

/** Data as a page shows it. */
export interface ShownSurvey {
  readonly survey: DataSurvey;
  readonly samples: readonly Sample[];
}

/** So many lines of a list are shown. */
const mostListed = 200;

/** Data blocks as one page of HTML that loads nothing. */
export function surveyPage(shown: readonly ShownSurvey[]): string {
  const title = shown.map(({ survey }) => survey.name).join(', ');
  return markup`${made('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${made(surveyMark)}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
        <title>${title}</title>
        <style>
          ${made(pageStyle)}
        </style>
      </head>
      <body>
        <header><h1>${title}</h1></header>
        <main>${shown.map((each) => dataOf(each, shown.length > 1))}</main>
        <footer>Made by cnnc; nothing in this page is loaded from elsewhere.</footer>
      </body>
    </html> `.text;
}

function dataOf({ survey, samples }: ShownSurvey, isNamed: boolean): Html {
  const { name, parts, examples, read, unreadable } = survey;
  const tiles: readonly (readonly [string, string])[] = [
    ...[...parts].map(([part, facts]) => [part, figureOf(facts.examples)] as const),
    ['read', read === examples ? 'all' : `${figureOf(read)} of ${figureOf(examples)}`],
    ['unreadable', figureOf(unreadable.length)],
  ];
  const sections = [
    section('samples', 'What a first epoch sees', samplesOf(samples)),
    section('parts', 'Parts and classes', classesOf(survey)),
    section('pixels', 'Pixels, as the network gets them', pixelsOf(survey)),
    section('faults', 'What is wrong or left out', faultsOf(survey)),
  ];
  return markup`${isNamed ? markup`<h2>${name}</h2>` : ''}
    <div class="tiles">
      ${tiles.map(([what, value]) => markup`<div><b>${value}</b><span>${what}</span></div>`)}
    </div>
    ${sections.map(
      ({ title, content }) =>
        markup`<section>
          <h2>${title}</h2>
          ${content}
        </section>`,
    )}`;
}

const samplesOf = (samples: readonly Sample[]): Html =>
  samples.length === 0
    ? markup`<p>There is no picture to show.</p>`
    : markup`<div class="examples" style="overflow-wrap:anywhere">
        ${samples.map(
          ({ file, label, drawn: { bytes, ending } }) =>
            markup`<div>
              <img
                src="data:image/${ending === 'png' ? 'png' : 'jpeg'};base64,${bytes.toString('base64')}"
                alt="${file}"
              />
              ${label === undefined ? '' : `${label} · `}${file}
            </div>`,
        )}
      </div>`;

function classesOf({ parts, classes, mask }: DataSurvey): Html {
  const head = ['class', ...parts.keys()];
  const count = Math.max(0, ...[...parts.values()].map(({ byClass }) => byClass.length));
  const rows = Array.from({ length: count }, (_, label) => [
    classes?.[label] ?? String(label),
    ...[...parts.values()].map(({ byClass }) => byClass[label] ?? 0),
  ]);
  const all = ['all', ...[...parts.values()].map(({ examples }) => examples)];
  return markup`${table('classes', head, [...rows, all])}${mask === undefined ? '' : maskTable(mask)}`;
}

function maskTable({ field, classes, parts }: MaskFacts): Html {
  const each = [...parts.values()];
  const shareOf = (count: number, { byClass, unlabelled }: (typeof each)[number]): string => {
    const all = byClass.reduce((sum, pixels) => sum + pixels, unlabelled);
    return `${figureOf(count)} (${percentOf(count / Math.max(1, all))})`;
  };
  const rows = classes.map((name, label) => [
    name,
    ...each.map((part) => shareOf(part.byClass[label] ?? 0, part)),
  ]);
  const none = ['of no class', ...each.map((part) => shareOf(part.unlabelled, part))];
  return markup`<h3>Pixels of ${field}</h3>
    ${table('mask', ['class', ...parts.keys()], [...rows, none])}`;
}

function pixelsOf({ pixels }: DataSurvey): Html {
  const rows = pixels.flatMap(({ field, channels }) =>
    channels.map(({ mean, deviation, least, largest }, channel) => [
      `${field} ${channel}`,
      ...[mean, deviation, least, largest].map(figureOf),
    ]),
  );
  const shapes = pixels.map(({ field, shapes: seen }) => {
    const written = seen.slice(0, 4).map(([shape, count]) => `${shape} (${figureOf(count)})`);
    const more = seen.length > 4 ? `, and ${seen.length - 4} other sizes` : '';
    return markup`<p class="note">${field}: ${written.join(', ')}${more}</p>`;
  });
  return markup`${table('pixels', ['channel', 'mean', 'deviation', 'least', 'largest'], rows)}${shapes}`;
}

function faultsOf({ unreadable, same, leftOut, faults }: DataSurvey): Html {
  const lines = [
    ...unreadable.map(([file, reason]) => `${file}: ${reason}`),
    ...same.map(sameLine),
    ...leftOut.lines,
    ...faults.lines,
  ];
  if (lines.length === 0) return markup`<p>Nothing.</p>`;
  const more = lines.length > mostListed ? `… and ${lines.length - mostListed} more` : '';
  return markup`<pre>
${lines.slice(0, mostListed).join('\n')}
${more}</pre
  >`;
}
