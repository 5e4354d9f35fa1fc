import { expect, test } from 'vitest';
import { layerRows } from '../../../../compiler/codegen/typescript/rows/layers.ts';
import { optimizerRows } from '../../../../compiler/codegen/typescript/rows/values.ts';
import { PartUse } from '../../../../compiler/codegen/typescript/part-use.ts';

test('where the general part of a layer or an optimizer is used, it serves all uses, in any order', () => {
  const families = [...Object.values(layerRows), ...Object.values(optimizerRows)];
  for (const { part, general } of families) {
    if (general === undefined) continue;
    for (const order of [
      [part, general.part],
      [general.part, part],
    ]) {
      const use = new PartUse();
      for (const each of order) use.use(each);
      expect(use.parts).toEqual([general.part]);
    }
  }
});
