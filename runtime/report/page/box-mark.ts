import type { Corners } from '../../data/source.ts';
import { markup, type Html } from '../../page/html.ts';

/** A box over a picture whose sides are 1 long; `kind` is the class that styles it. */
export const boxMark = ([left, top, right, bottom]: Corners, kind: string): Html =>
  markup`<rect
    class="${kind}"
    x="${left.toFixed(4)}"
    y="${top.toFixed(4)}"
    width="${Math.max(0, right - left).toFixed(4)}"
    height="${Math.max(0, bottom - top).toFixed(4)}"
  />`;
