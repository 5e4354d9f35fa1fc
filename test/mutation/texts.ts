import { readdirSync, readFileSync } from 'node:fs';

/** Every shipped example, and every example of the documents but for those of diagnostics. */
export function validTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const name of readdirSync('examples').filter((each) => each.endsWith('.cnn')))
    texts.set(name, readFileSync(`examples/${name}`, 'utf8'));
  for (const name of readdirSync('docs').filter((each) => each.endsWith('.md') && each !== 'errors.md')) {
    const blocks = readFileSync(`docs/${name}`, 'utf8').matchAll(/^```cnn\n([\s\S]*?)^```$/gm);
    let count = 0;
    for (const [, code = ''] of blocks)
      if (!new Set(texts.values()).has(code)) texts.set(`${name}-${++count}.cnn`, code);
  }
  return texts;
}
