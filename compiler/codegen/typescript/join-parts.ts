import partTexts from 'cnnc:typescript-parts';

/** A part as it was written: what it imports, and the rest. */
interface Part {
  readonly imports: readonly string[];
  readonly text: string;
}

const importLine = /^import (?:type )?(?:\* as tf|\{[^}]*\}) from "\.\/([\w-]+)\.ts";\n/gm;

type Texts = Readonly<Record<string, string>>;

function readPart(name: string, texts: Texts): Part {
  const text = texts[name];
  if (text === undefined) throw new RangeError(`no part is ${name}`);
  const imports = [...text.matchAll(importLine)].flatMap(([, from]) =>
    from === undefined || from === 'tf' ? [] : [from],
  );
  return { imports, text: text.replaceAll(importLine, '').trim() };
}

/** Parts and all that they stand on as one text, each after what it imports; without the import of TensorFlow.js. */
export function joinParts(names: readonly string[], texts: Texts = partTexts): string {
  const joined = new Map<string, string>();
  const open = new Set<string>();
  const add = (name: string): void => {
    if (joined.has(name) || open.has(name)) return;
    open.add(name);
    const { imports, text } = readPart(name, texts);
    for (const each of imports) add(each);
    joined.set(name, text);
  };
  for (const name of names) add(name);
  return [...joined.values()].join('\n\n');
}
