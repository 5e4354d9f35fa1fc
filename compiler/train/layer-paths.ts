import type { Path } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { evaluateKnown } from '../resolve/evaluate.ts';
import type { Place } from '../resolve/place.ts';

/** A path as layers spell theirs: `stage[1].conv`. */
export function writePath(path: Pick<Path, 'segments' | 'span'>, place: Place): string | undefined {
  let text = '';
  for (const segment of path.segments) {
    if (segment.type === 'range') {
      return place.reporter.report('CNN119', segment.span, [textOf(segment.span), 'a layer', '']);
    }
    if (segment.type === 'name') text += text === '' ? segment.text : `.${segment.text}`;
    else {
      const index = evaluateKnown(segment.value, place);
      if (index === undefined) return undefined;
      text += index.type === 'number' ? `[${index.value}]` : textOf(segment.span);
    }
  }
  return text;
}

/** Whether a layer is a path's own or within it. */
export const isWithin = (layer: string, path: string): boolean =>
  path === '' || layer === path || layer.startsWith(`${path}.`) || layer.startsWith(`${path}[`);
