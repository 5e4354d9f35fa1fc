import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { libraryNames, librarySource } from '../../../compiler/library/library.ts';
import { parse } from '../../../grammar/parse.ts';
import { print } from '../../../grammar/print.ts';
import { Source } from '../../../grammar/source.ts';

/** What is told of names in a module alone, which of the library nobody is told. */
const ofNames = new Set(['CNN102', 'CNN103', 'CNN104', 'CNN105', 'CNN132', 'CNN138', 'CNN146', 'CNN147']);

describe.each(libraryNames)('%s', (name) => {
  const source = librarySource(name) ?? new Source(name, '');

  it('is written as `cnnc fmt` writes it', () => {
    const { value, diagnostics } = parse(source);
    expect(diagnostics).toEqual([]);
    expect(print(value)).toBe(source.text);
  });

  it('has no mistake in its names, whether or not anything applies it', () => {
    const { diagnostics } = compile(new Source('library.cnn', source.text));
    expect(diagnostics.filter(({ code }) => ofNames.has(code))).toEqual([]);
  });

  it('says what each model, block and layer is for', () => {
    const undocumented = parse(source).value.items.filter(
      (item) => (item.type === 'model' || item.type === 'block') && item.doc === undefined,
    );
    expect(undocumented).toEqual([]);
  });
});

describe('an index of the library', () => {
  const said = (name: string, from: string) =>
    compile(
      new Source(
        'm.cnn',
        `import { ${name} } from "${from}" model M { input x: float32[96, 96, 3] ${name} }`,
      ),
    ).diagnostics.map(({ code, fix }) => `${code} ${fix?.title ?? ''}`);

  it('brings what its modules declare', () => {
    expect(said('MobileNet', 'cnn:applications')).toEqual([]);
    expect(said('MobileNet', 'cnn:applications/mobilenet')).toEqual([]);
  });

  it('knows what is nearly right', () => {
    expect(said('MobilNet', 'cnn:applications')).toEqual(['CNN146 did you mean `MobileNet`?']);
  });
});
