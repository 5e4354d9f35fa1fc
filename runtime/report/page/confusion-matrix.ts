import type { Confusion } from '../../evaluate/confusion.ts';
import { type Html, markup } from '../../page/html.ts';
import { percentOf } from '../../page/numbers.ts';
import type { HeadReport } from '../report.ts';

/** Larger matrices are told as a list of mistakes. */
export const largestMatrix = 40;

type Cells = Extract<HeadReport, { readonly kind: 'classes' }>['cells'];
type Name = (number: number) => string;

/** Under what the script finds an example's picture; `run` tells runs of one page apart. */
export const pictureKey = (run: string, index: number): string => `${run}/${index}`;

/** How many examples of each class were taken for which; a cell opens those that it has. */
export function confusionMatrix(confusion: Confusion, nameOf: Name, cells: Cells, run: string): Html {
  return matrix(
    confusion,
    nameOf,
    'Rows are true classes, columns what they were taken for. A cell opens some of its pictures.',
    (count, _, truth, predicted) => {
      const shown = cells.get(`${truth},${predicted}`) ?? [];
      if (shown.length === 0) return markup`${count === 0 ? '' : count}`;
      const title = titleOf(nameOf, truth, predicted, count);
      return markup`<button
        type="button"
        title="${title}"
        data-title="${title}"
        data-pictures="${shown.map((index) => pictureKey(run, index)).join(' ')}"
      >
        ${count}
      </button>`;
    },
  );
}

/** What share of the pixels of each class was taken for which. */
export const pixelMatrix = (confusion: Confusion, nameOf: Name): Html =>
  matrix(
    confusion,
    nameOf,
    'Rows are true classes, columns what their pixels were taken for, in per cent of the row.',
    (count, share, truth, predicted) =>
      count === 0
        ? markup``
        : markup`<span title="${titleOf(nameOf, truth, predicted, count)}">${percentOf(share)}</span>`,
  );

const titleOf = (nameOf: Name, truth: number, predicted: number, count: number): string =>
  `${nameOf(truth)} taken for ${nameOf(predicted)}: ${count}`;

function matrix(
  confusion: Confusion,
  nameOf: Name,
  note: string,
  cell: (count: number, share: number, truth: number, predicted: number) => Html,
): Html {
  const rows = confusion.rows();
  const body = rows.map((row, truth) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    return markup`<tr>
      <th>${nameOf(truth)}</th>
      ${row.map((count, predicted) => {
        const share = count / Math.max(1, all);
        const kind = truth === predicted ? 'hit' : 'miss';
        return markup`<td class="${kind}" style="--share:${share.toFixed(3)}">
          ${cell(count, share, truth, predicted)}
        </td>`;
      })}
    </tr>`;
  });
  const head = rows.map((_, number) => markup`<th><span>${nameOf(number)}</span></th>`);
  return markup`<h3>Confusion matrix</h3>
    <p class="note">${note}</p>
    <div class="scroll">
      <table class="matrix" data-name="confusion">
        <thead>
          <tr>
            <th>true \\ taken for</th>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>`;
}
