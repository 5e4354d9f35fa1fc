import type { Entry, Expression, Path } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { WeightPath } from '../catalogue/settings/weight-paths.ts';
import { evaluateKnown } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { writePath } from './layer-paths.ts';

/** `[base, head.dense.bias]`, or with `isScaled` `[0.1 * base]`; undefined where it is at fault, which has been reported. */
export function readWeightPaths(
  { key, value }: Entry,
  isScaled: boolean,
  place: Place,
): readonly WeightPath[] | null | undefined {
  if (value.type === 'none') return null;
  const items = value.type === 'list' ? value.items : [value];
  const read = items.map((item) =>
    isScaled ? readScaled(item, key.text, place) : readPlain(item, key.text, 1, place),
  );
  const known = read.filter((each) => each !== undefined);
  return known.length < read.length ? undefined : known;
}

const forms: Readonly<Record<string, string>> = {
  rates: 'a list of paths that are multiplied: `[0.1 * base, 2 * bias]`',
  no_decay: 'a list of paths: `[bias, base.norm]`',
};

function wrongForm(item: Expression, key: string, { reporter }: Place): undefined {
  const wanted = forms[key] ?? '';
  return reporter.report(
    'CNN112',
    item.span,
    [`\`${key}\``, wanted, `\`${textOf(item.span).slice(0, 40)}\``],
    {
      fix: `write ${wanted}`,
    },
  );
}

function readScaled(item: Expression, key: string, place: Place): WeightPath | undefined {
  if (item.type !== 'binary' || item.operator !== '*') return wrongForm(item, key, place);
  const [by, of] = item.right.type === 'number' ? [item.right, item.left] : [item.left, item.right];
  const value = evaluateKnown(by, place);
  if (value === undefined) return undefined;
  if (value.type !== 'number') return wrongForm(item, key, place);
  if (!(value.value > 0)) return place.reporter.report('CNN484', by.span, [value.value]);
  return readPlain(of, key, value.value, place);
}

function readPlain(item: Expression, key: string, factor: number, place: Place): WeightPath | undefined {
  if (item.type !== 'path') return wrongForm(item, key, place);
  const path = writePath(item satisfies Path, place);
  return path === undefined ? undefined : { path, factor, span: item.span };
}
