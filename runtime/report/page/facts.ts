import { formatBytes } from '../../../compiler/diagnostics/messages/format-bytes.ts';
import type { EvaluatedReport, RunReport } from '../report.ts';
import { markup, type Html, made, type Section, section, table } from '../../page/html.ts';
import { formatSeconds } from '../../format-seconds.ts';
import { figureOf } from '../../page/numbers.ts';

/** The figures that a reader looks for first. */
export function tiles(run: RunReport): Html {
  const { evaluated, log, model, identity, summary } = run;
  const seconds = log.reduce((sum, each) => sum + each.seconds, 0);
  const images = log.reduce((sum, each) => sum + each.images, 0);
  const measures = typeof evaluated === 'string' ? {} : evaluated.evaluation.measures;
  const part = typeof evaluated === 'string' ? '' : evaluated.evaluation.part;
  const shown: readonly (readonly [string, string])[] = [
    ...Object.entries(measures).map(([name, value]) => [`${name} (${part})`, figureOf(value)] as const),
    ['parameters', figureOf(model.parameters)],
    [
      'epochs',
      summary?.kept === undefined ? String(log.length) : `${log.length}, kept ${summary.kept.epoch}`,
    ],
    ['training', formatSeconds(seconds)],
    ['images a second', seconds > 0 ? figureOf(Math.round(images / seconds)) : '–'],
    ['engine', identity.engine],
    ['seed', String(identity.seed)],
  ];
  return markup`<div class="tiles">
    ${shown.map(([name, value]) => markup`<div><b>${value}</b><span>${name}</span></div>`)}
  </div>`;
}

/** The data: how many of each class, and what the network got first. */
export function dataSection({ counts, firstBatch }: EvaluatedReport): Section {
  const rows = counts.map(({ name, train, valid, test }) => [name, train, valid, test]);
  const classes = rows.length === 0 ? markup`` : table('examples', ['class', 'train', 'valid', 'test'], rows);
  const batch =
    firstBatch.length === 0
      ? markup``
      : markup`<h3>The first batch, as the network got it</h3>
          <div class="examples small">
            ${firstBatch.map(
              (picture, index) =>
                markup`<img src="${picture}" alt="example ${index + 1} of the first batch" />`,
            )}
          </div>`;
  return section('data', 'Data', classes, batch);
}

const lineEnd = made('\n');

/** The model: its text with shapes, its picture, its layers. */
export function modelSection({ lines, picture, model }: RunReport): Section {
  const text = lines.map(({ text: line, hint }) =>
    hint === undefined ? markup`${line}${lineEnd}` : markup`${line}  <i>→ ${hint}</i>${lineEnd}`,
  );
  const drawn =
    picture === undefined
      ? markup``
      : markup`<details open>
          <summary>Picture</summary>
          <div class="scroll graph">${made(picture)}</div>
        </details>`;
  const rows = model.rows.map(({ path, kind, shape, parameters }) => [
    path,
    kind,
    shape,
    figureOf(parameters),
  ]);
  return section(
    'model',
    `Model: ${model.name}`,
    markup`<details open>
      <summary>Specification</summary>
      <pre>${text}</pre>
    </details>`,
    drawn,
    markup`<details>
      <summary>${model.layers} layers, ${figureOf(model.parameters)} parameters</summary>
      ${table('layers', ['layer', 'kind', 'output', 'parameters'], rows)}
    </details>`,
  );
}

/** How it was trained: phases, memory, versions. */
export function trainingSection({ phases, summary, identity }: RunReport): Section {
  const rows = phases.map(({ name, epochs, batch, optimizer, frozen, peakBytes }) => [
    name,
    epochs,
    batch,
    optimizer,
    frozen === 0 ? '' : frozen,
    formatBytes(peakBytes),
  ]);
  const facts: readonly (readonly [string, string])[] = [
    ['engine', identity.engine],
    ['seed', String(identity.seed)],
    ['specification (SHA-256)', identity.spec],
    ['data', identity.data],
    ...(summary === undefined
      ? []
      : ([
          ['cnnc', summary.version],
          ['memory foretold', formatBytes(summary.foretoldProcessBytes ?? summary.peakBytes)],
          ['memory of the process at its peak', formatBytes(summary.processPeakBytes)],
        ] as const)),
  ];
  return section(
    'training',
    'Training',
    table('phases', ['phase', 'epochs', 'batch', 'optimizer', 'frozen layers', 'tensors at the peak'], rows),
    table('facts', ['', ''], facts),
  );
}
