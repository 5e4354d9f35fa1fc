import { escapeMarkup } from '../../draw/draw-prediction.ts';
import type { HeadPrediction, RankedClass } from '../head-reader.ts';
import type { Prediction } from '../predict.ts';

/** What every sheet of this command begins with. */
export const sheetMark = '<!doctype html><!-- cnnc predict -->';

const style = `
:root { color-scheme: light dark; --back: #ffffff; --card: #f4f5f7; --ink: #1b1f24; --dim: #5b6470; --bar: #3b82c4; }
@media (prefers-color-scheme: dark) {
  :root { --back: #14171a; --card: #1f2429; --ink: #e8eaed; --dim: #9aa4af; --bar: #5aa2e0; }
}
body { margin: 0; padding: 1.5rem; background: var(--back); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.3rem; margin: 0 0 1rem; }
main { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
figure { margin: 0; background: var(--card); border-radius: 8px; overflow: hidden; }
img { display: block; width: 100%; height: auto; }
figcaption { padding: 0.6rem 0.8rem 0.8rem; }
.file { color: var(--dim); font-size: 0.85rem; overflow-wrap: anywhere; }
.head { color: var(--dim); font-size: 0.85rem; margin-top: 0.4rem; }
.class { display: grid; grid-template-columns: 1fr auto; gap: 0 0.5rem; overflow-wrap: anywhere; }
.class i { grid-column: 1 / -1; height: 4px; border-radius: 2px; background: var(--bar); }
a { color: inherit; }
.error { padding: 0.8rem; }
`;

/** The sheet up to its first picture. */
export const sheetBegin = (title: string): string => `${sheetMark}
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
<h1>${escapeMarkup(title)}</h1>
<main>
`;

export const sheetEnd = '</main>\n</html>\n';

/** What is written of a picture: places from the page. */
export interface SheetFiles {
  /** The picture, drawn over. */
  readonly image: string;
  /** By the names of heads, their masks alone. */
  readonly masks: ReadonlyMap<string, string>;
}

/** A picture of the sheet; without files where it could not be read. */
export function sheetFigure(prediction: Prediction, files: SheetFiles | undefined): string {
  const file = `<div class="file">${escapeMarkup(prediction.file)}</div>`;
  if ('unreadable' in prediction)
    return `<figure><div class="error">${file}${escapeMarkup(prediction.unreadable)}</div></figure>\n`;
  const { heads } = prediction;
  const told = [...heads].map(([name, head]) => {
    const title = heads.size > 1 ? `<div class="head">${escapeMarkup(name)}</div>` : '';
    const mask = files?.masks.get(name);
    const link = mask === undefined ? '' : `<div class="head"><a href="${mask}">the mask alone</a></div>`;
    return title + headHtml(head) + link;
  });
  const shown = files === undefined ? '' : `<img loading="lazy" src="${files.image}" alt="">`;
  return `<figure>${shown}<figcaption>${file}${told.join('')}</figcaption></figure>\n`;
}

const mostNumbers = 8;

function classHtml({ name, probability }: RankedClass): string {
  const percent = `${(100 * probability).toFixed(1)}%`;
  const width = Number.isFinite(probability) ? Math.max(0, Math.min(100, 100 * probability)) : 0;
  return `<div class="class"><span>${escapeMarkup(name)}</span><span>${percent}</span><i style="width:${width.toFixed(1)}%"></i></div>`;
}

function headHtml(head: HeadPrediction): string {
  switch (head.kind) {
    case 'classes':
      return head.top.map(classHtml).join('');
    case 'labels':
      return head.labels.map(classHtml).join('');
    case 'box':
      return `<div>${head.box.map((side) => side.toFixed(1)).join(', ')}</div>`;
    case 'keypoints':
      return `<div>${head.points.map((point) => point.map((at) => at.toFixed(1)).join(', ')).join(' · ')}</div>`;
    case 'objects':
      return head.objects.length === 0 ? '<div>no objects</div>' : head.objects.map(classHtml).join('');
    case 'mask':
      return head.classes
        .filter(({ pixels }) => pixels > 0)
        .map(({ share, ...each }) => classHtml({ ...each, probability: share }))
        .join('');
    case 'numbers': {
      const shown = Array.from(head.values.subarray(0, mostNumbers), (value) => value.toPrecision(4));
      return `<div>${shown.join(', ')}${head.values.length > mostNumbers ? ', …' : ''}</div>`;
    }
  }
}
