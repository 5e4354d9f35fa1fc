import { expect, test } from 'vitest';
import { defineLayer } from '../../../../compiler/catalogue/layers/define-layer.ts';
import { layerReference } from '../../../../compiler/catalogue/reference/layer-reference.ts';
import { layerDefinitions, layerSections } from '../../../../compiler/catalogue/layers/registry.ts';

/* `npm run docs:reference` writes the file anew. */
test('docs/layers.md is what the definitions say', async () => {
  await expect(layerReference(layerSections)).toMatchFileSnapshot('../../../../docs/layers.md');
});

test('every kind and parameter has a sentence', () => {
  for (const { kind, doc, params } of layerDefinitions) {
    const sentences = [doc, ...Object.values(params).map((spec) => spec.doc)];
    expect(
      sentences.filter((text) => !/[.]$/.test(text)),
      kind,
    ).toEqual([]);
  }
});

test('every type of parameter has words', () => {
  const made = defineLayer({
    kind: 'Made',
    doc: 'Made up.',
    params: {
      file: { type: 'string', doc: 'A file.' },
      other: { type: 'string', default: 'x', doc: 'Another.' },
    },
    infer: (_params, input) => input,
    lower: (_context, _params, x) => x,
  });
  const text = layerReference([{ title: 'Made up', layers: [made] }]);
  expect(text).toContain('- `file` (a text): A file.');
});
