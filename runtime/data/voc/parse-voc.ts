import { SaxesParser } from 'saxes';

/** An object of an annotation, and the line in which it begins. */
export interface VocObject {
  readonly line: number;
  readonly name?: string;
  readonly difficult: boolean;
  /** Left, top, right and bottom as they are written: pixels from 1 on. */
  readonly sides: readonly [number, number, number, number];
}

/** What is read of a picture's annotation. */
export interface VocAnnotation {
  readonly filename?: string;
  readonly height: number;
  readonly width: number;
  readonly objects: readonly VocObject[];
}

/** Reads a text in Pascal VOC's format; a problem where it is none. */
export function parseVoc(text: string): VocAnnotation | { readonly line: number; readonly problem: string } {
  const parser = new SaxesParser({ position: true });
  const path: string[] = [];
  const values = new Map<string, string>();
  const objects: { line: number; values: Map<string, string> }[] = [];
  let problem: { readonly line: number; readonly problem: string } | undefined;
  parser.on('error', ({ message }) => {
    problem ??= { line: parser.line, problem: message.replace(/^\d+:\d+: /, '').replace(/\.$/, '') };
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    if (path.length === 2 && name === 'object') objects.push({ line: parser.line, values: new Map() });
  });
  parser.on('text', (written) => {
    const into = path[1] === 'object' ? objects.at(-1)?.values : values;
    const key = path.slice(path[1] === 'object' ? 2 : 1).join('/');
    if (written.trim() !== '' && path.length <= mostDeep) into?.set(key, written.trim());
  });
  parser.on('closetag', () => void path.pop());
  parser.write(text).close();
  if (problem !== undefined) return problem;
  const number = (from: ReadonlyMap<string, string>, key: string): number => Number(from.get(key) ?? NaN);
  const [height, width] = [number(values, 'size/height'), number(values, 'size/width')];
  if (!(height >= 1 && width >= 1)) return { line: 1, problem: 'it says no `size` of its picture' };
  const filename = values.get('filename');
  return {
    ...(filename !== undefined && { filename }),
    ...{ height, width },
    objects: objects.map(({ line, values: of }) => {
      const name = of.get('name');
      const side = (key: string): number => number(of, `bndbox/${key}`);
      return {
        ...(name !== undefined && { name }),
        ...{ line, difficult: of.get('difficult') === '1' },
        sides: [side('xmin'), side('ymin'), side('xmax'), side('ymax')],
      };
    }),
  };
}

/** Parts of persons have boxes of their own, deeper. */
const mostDeep = 4;
