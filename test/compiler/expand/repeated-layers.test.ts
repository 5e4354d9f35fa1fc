import { describe, expect, it } from 'vitest';
import { bindModule } from '../../../compiler/bind/bind-module.ts';
import { compile } from '../../../compiler/compile.ts';
import { Reporter } from '../../../compiler/diagnostics/reporter.ts';
import { evaluateDeclarations } from '../../../compiler/expand/declarations.ts';
import { expandModel } from '../../../compiler/expand/expand-model.ts';
import { freshBudget } from '../../../compiler/expand/expansion.ts';
import { parse } from '../../../grammar/parse.ts';
import { Source } from '../../../grammar/source.ts';

const compiled = (body: string, before = '') =>
  compile(new Source('test.cnn', `${before}model M {\n  input x: float32[8, 8, 3]\n${body}\n}`));

const layersOf = (body: string, before?: string) =>
  compiled(body, before).value.models[0]?.layers.map(
    ({ path, shape, params, weights, macs, inputs, span }) => ({
      ...{ path, shape, macs, weights: weights.map((weight) => weight.shape) },
      filters: params['filters'],
      input: inputs[0]?.type === 'layer' ? inputs[0].path : 'x',
      at: span.start,
    }),
  );

describe('a layer that is written like one before', () => {
  const conv = 'Conv2D(4, 3, padding=same)';

  it('is one of its own, on the tensor before it', () => {
    const body = `  ${conv}\n  ${conv}\n  last: ${conv}`;
    const at = (index: number): number =>
      `model M {\n  input x: float32[8, 8, 3]\n${body}`.split(conv, index + 1).join(conv).length;
    const common = { shape: [8, 8, 4], filters: 4 };
    const inner = { ...common, macs: 9216, weights: [[3, 3, 4, 4], [4]] };
    expect(layersOf(body)).toEqual([
      { ...common, path: 'conv2d', macs: 6912, weights: [[3, 3, 3, 4], [4]], input: 'x', at: at(0) },
      { ...inner, path: 'conv2d_1', input: 'conv2d', at: at(1) },
      { ...inner, path: 'last', input: 'conv2d_1', at: at(2) },
    ]);
  });

  it('hangs on what its names stand for', () => {
    const filters = (body: string, before?: string): unknown =>
      layersOf(body, before)?.map((layer) => layer.filters);
    expect(filters('  for n in [2, 3] { Conv2D(n, 3) }')).toEqual([2, 3]);
    expect(filters('  C(3)\n  B { }\n  C(3)'.replace('  B { }\n', ''), 'layer C = Conv2D(5)\n')).toEqual([
      5, 5,
    ]);
    expect(filters('  U(2)\n  U(3)', 'block U(n) { layer D = Conv2D(n) D(1) }\n')).toEqual([2, 3]);
  });

  it('is warned of at each place', () => {
    const text = 'model M { input x: float32[8, 8, 3] Dense(4) from x Dense(4) }';
    const reporter = new Reporter();
    const bound = bindModule(parse(new Source('test.cnn', text)).value);
    const model = evaluateDeclarations(bound, reporter).models.get('M');
    if (model !== undefined) expandModel(model, reporter, freshBudget());
    const told = reporter.diagnostics.filter(({ code }) => code === 'CNN210');
    expect(told.map(({ span }) => span?.start)).toEqual([text.indexOf('Dense'), text.lastIndexOf('Dense')]);
  });

  it('shares its weights where it is reused, and only there', () => {
    const shared = compiled('  a: Conv2D(3, 1)\n  Conv2D(3, 1)\n  reuse a\n  Conv2D(3, 1)').value.models[0]
      ?.layers;
    expect(shared?.map(({ sharesWith }) => sharesWith)).toEqual([undefined, undefined, 'a', undefined]);
    expect(shared?.map(({ weights }) => weights.length)).toEqual([2, 2, 0, 2]);
  });
});
