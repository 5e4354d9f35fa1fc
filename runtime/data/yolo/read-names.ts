import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';

/** What is read of a `data.yaml`. */
export interface YoloNames {
  /** By their numbers. */
  readonly classes: readonly string[];
  /** Where paths begin, where it is said. */
  readonly path?: string;
  /** Folders of pictures, or lists of these. */
  readonly parts: readonly { readonly part: PartName; readonly path: string }[];
}

/** What is wrong with a text, and in which line. */
export interface YamlProblem {
  readonly line: number;
  readonly found: string;
}

const keys: readonly (readonly [string, PartName])[] = [
  ['train', 'train'],
  ['val', 'valid'],
  ['valid', 'valid'],
  ['test', 'test'],
];

/** Reads the text of a `data.yaml`. */
export function readNames(text: string): YoloNames | YamlProblem {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (node: Node | undefined): number =>
    node?.range == null ? 1 : Math.max(1, lines.linePos(node.range[0]).line);
  const [error] = document.errors;
  if (error !== undefined)
    return { line: lines.linePos(error.pos[0]).line, found: error.message.split(/ at line|\n/)[0] ?? '' };
  if (!isMap(document.contents)) return { line: 1, found: 'it has no keys' };
  const get = (key: string): Node | undefined => document.get(key, true) as Node | undefined;
  const names = get('names');
  const classes = classesIn(names);
  if (classes === undefined)
    return {
      line: lineOf(names),
      found: '`names` is no list of names, nor numbers from 0 on with a name each',
    };
  const path = textOf(get('path'));
  return {
    classes,
    ...(path !== undefined && { path }),
    parts: keys.flatMap(([key, part]) => pathsOf(get(key)).map((each) => ({ part, path: each }))),
  };
}

const textOf = (node: unknown): string | undefined =>
  isScalar(node) && (typeof node.value === 'string' || typeof node.value === 'number')
    ? String(node.value)
    : undefined;

const pathsOf = (node: unknown): readonly string[] =>
  (isSeq(node) ? node.items : [node]).flatMap((each) => textOf(each) ?? []);

function classesIn(node: unknown): readonly string[] | undefined {
  const entries: readonly (readonly [unknown, unknown])[] = isSeq(node)
    ? node.items.map((item, index) => [index, item])
    : isMap(node)
      ? node.items.map(({ key, value }) => [Number(textOf(key)), value])
      : [];
  const names = new Map(entries.map(([number, name]) => [number, textOf(name)]));
  const found = Array.from({ length: names.size }, (_, number) => names.get(number));
  const known = found.filter((name) => name !== undefined);
  return known.length === 0 || known.length < entries.length ? undefined : known;
}
