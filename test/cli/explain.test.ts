import { expect, test } from 'vitest';
import { pages } from '../../cli/explain/pages.ts';
import { cnnc } from './run-cnnc.ts';
import { schemaErrors } from './schema.ts';

test.each(['CNN206', 'cnn206', '206'])('explain %s prints the page', async (code) => {
  const { code: exit, out, err } = await cnnc(['explain', code]);
  expect([exit, err]).toEqual([0, '']);
  expect(out).toMatchInlineSnapshot(`
    "CNN206: the layer cannot be applied to this shape

    The layer’s own rule is broken; the message shows the sizes. A window without padding
    fits ⌊(size − window) / stride⌋ + 1 times: a kernel of 9 on 7 pixels gives ⌊(7 − 9) / 1⌋
    + 1 = −1, and a size is at least 1. Groups divide the channels, and a reshape keeps the
    number of elements.

    Wrong

        model M {
          input image: float32[7, 7, 1]
          Conv2D(4, 9)
                    ^
        }

    Mended

        model M {
          input image: float32[7, 7, 1]
          Conv2D(4, 3)
        }

    What to do

    Change the parameter, or the layers above that made the shape.
    "
  `);
});

test('explain without a code lists every page, a line each', async () => {
  const { code, out } = await cnnc(['explain']);
  expect([code, out.split('\n').length]).toEqual([0, pages.length + 1]);
  expect(out).toContain('CNN001  a character has no meaning\n');
});

test.each([
  ['CNN999', 'did you mean `CNN'],
  ['CNN20', 'did you mean `CNN20'],
  ['padding', '`cnnc explain` lists all of them'],
  ['2060', 'did you mean `CNN206`?'],
])('explain %s is wrong usage', async (written, hint) => {
  const { code, out, err } = await cnnc(['explain', written]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`there is no diagnostic \`${written}\``);
  expect(err).toContain(hint);
});

test('--json gives pages by the schema', async () => {
  const one = JSON.parse((await cnnc(['explain', '206', '--json'])).out) as { explanations: object[] };
  const all = JSON.parse((await cnnc(['explain', '--json'])).out) as { explanations: object[] };
  expect([one.explanations.length, all.explanations.length]).toEqual([1, pages.length]);
  expect(one.explanations[0]).toMatchObject({
    code: 'CNN206',
    mended: expect.stringContaining('(4, 3)') as string,
  });
  expect(schemaErrors('explain', one)).toEqual([]);
  expect(schemaErrors('explain', all)).toEqual([]);
});

test('every page is printed in lines that a terminal of 100 columns holds', async () => {
  for (const { code } of pages) {
    const { out } = await cnnc(['explain', code]);
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(110);
  }
});
