import { figureOf, nameOfExample } from '../../page/numbers.ts';
import { type Html, markup, type Section, section } from '../../page/html.ts';
import { boxMark } from './box-mark.ts';
import { leastDrawn, type ObjectExample } from '../object-report.ts';
import type { EvaluatedReport, HeadReport } from '../report.ts';

type ObjectHead = Extract<HeadReport, { readonly kind: 'objects' }>;

/** What a head of objects came to: how many are right, missed and wrong, and pictures with all of them. */
export function objectSection(head: ObjectHead, evaluated: EvaluatedReport): Section {
  const { right, missed, wrong, examples } = head;
  return section(
    `head-${head.name}`,
    `Objects: ${head.name}`,
    markup`<p>
      Of ${right + missed} objects in ${examples} examples ${right} are found and ${missed} missed; ${wrong} of those that are found are none
      (scores of at least ${figureOf(leastDrawn)}, IoU of at least 0.5, the right class).
    </p>`,
    shown('The worst', head.worst, evaluated),
    shown('The first', head.first, evaluated),
  );
}

function shown(
  title: string,
  examples: readonly ObjectExample[],
  { pictures, names }: EvaluatedReport,
): Html {
  const drawn = examples.flatMap(({ index, boxes, missed, wrong }) => {
    const picture = pictures.get(index);
    if (picture === undefined) return [];
    return [
      markup`<figure class="example">
        <div class="picture">
          <img src="${picture}" alt="example ${index}" /><svg viewBox="0 0 1 1" preserveAspectRatio="none">
            ${boxes.map(({ box, kind }) => boxMark(box, kind))}
          </svg>
        </div>
        <figcaption>${missed} missed, ${wrong} wrong · ${nameOfExample(names, index)}</figcaption>
      </figure>`,
    ];
  });
  if (drawn.length === 0) return markup``;
  return markup`<h3>${title}</h3>
    <p class="note">
      <span class="key true"></span> there <span class="key missed"></span> there, and not found
      <span class="key right"></span> found <span class="key wrong"></span> found, and not there
    </p>
    <div class="examples">${drawn}</div>`;
}
