import { peakOf } from '../../../compiler/lower/phase-plan.ts';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { isConcrete } from '../../../compiler/graph/graph.ts';
import { Source } from '../../../grammar/source.ts';
import { reportOf } from '../../support/compile-text.ts';

const text = (source: string, prepare = 'prepare { Rescaling(1/255) }'): string => `
  data D { source = ${source}  field label: class[4] ${prepare} }
  model M {
    input image: float32[?h, ?w, 1]
    require h % 4 == 0 : "the height {h} is no multiple of 4"
    x: Conv2D(2, 3)
    MaxPool2D
    GlobalAveragePooling2D
    output label: Dense(4, activation=softmax)
  }
  train M on D {
    batch = 2
    memory = 1 GiB
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = Adam }
  }`;

const compiled = (source: string, prepare?: string, found?: readonly number[]) =>
  compile(new Source('test.cnn', text(source, prepare)), {
    ...(found === undefined ? {} : { shapes: { D: { image: found } } }),
  });

describe('a train block on a model of symbolic sizes', () => {
  test('has the sizes that the source declares', () => {
    const { value, diagnostics } = compiled('shapes(20, size=32)');
    expect(reportOf(diagnostics)).toEqual([]);
    const [train] = value.trains;
    expect(train?.spec.graph.inputs[0]?.shape).toEqual([32, 32, 1]);
    expect(train?.spec.graph.layers[0]?.shape).toEqual([30, 30, 2]);
    expect(train?.plans.map((plan) => peakOf(plan, 2).bytes > 0)).toEqual([true]);
    expect(value.models.map(isConcrete)).toEqual([false]);
    expect(value.openTrains).toEqual([]);
  });

  test('has the sizes that are resized to', () => {
    const { value } = compiled('idx("data")', 'prepare { Resizing(40, 24) }');
    expect(value.trains[0]?.spec.graph.inputs[0]?.shape).toEqual([40, 24, 1]);
  });

  test('is open where only the files know', () => {
    const { value, diagnostics } = compiled('idx("data")');
    expect(reportOf(diagnostics)).toEqual([]);
    expect(value.trains).toEqual([]);
    expect(value.openTrains).toMatchObject([{ name: 'M', symbols: ['h', 'w'] }]);
  });

  test('has the sizes that were found', () => {
    const { value } = compiled('idx("data")', undefined, [28, 20, 1]);
    expect(value.trains[0]?.spec.graph.inputs[0]?.shape).toEqual([28, 20, 1]);
  });

  test.each<[string, readonly number[], string]>([
    [
      'breaks a contract',
      [30, 28, 1],
      'CNN434 `M` does not fit h = 30, w = 28: the height 30 is no multiple of 4',
    ],
    [
      'is too small for a window',
      [4, 3, 1],
      'CNN434 `M` does not fit h = 4, w = 3: `MaxPooling2D`: the 2×2 window does not fit the 2×1 input',
    ],
  ])('tells of what %s', (_name, found, message) => {
    expect(reportOf(compiled('idx("data")', '', found).diagnostics)).toEqual([message]);
  });
});
