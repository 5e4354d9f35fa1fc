import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosticToJson } from '../../../cli/diagnostics-json.ts';
import { compile } from '../../../compiler/compile.ts';
import type { Answers } from '../../../compiler/program/answers.ts';
import { Program } from '../../../compiler/program/program.ts';
import type { Diagnostic } from '../../../grammar/diagnostic.ts';
import { Source } from '../../../grammar/source.ts';
import { type Kind, kinds, mutantsOf } from '../../mutation/mutants.ts';
import { sitesOf } from '../../mutation/sites.ts';
import { processorTime } from '../../support/processor-time.ts';
import { randomEdits } from '../../support/random-edits.ts';
import { isLong, times } from '../../support/sample.ts';

/** Two kinds of edits for a file, in turn; all of them in the long form of the tests. */
const kindsAt = (place: number): readonly Kind[] =>
  isLong ? kinds : [0, 1].flatMap((next) => kinds[(2 * place + next) % kinds.length] ?? []);

const source = (text: string): Source => new Source('test.cnn', text);

/** Everything that is told, and where. */
const told = (diagnostics: readonly Diagnostic[]): unknown => diagnostics.map(diagnosticToJson);

/** What the models of a file come to. */
const madeOf = (answers: Answers): unknown =>
  answers.models.map((name) => answers.graph(name)?.layers.map(({ path, shape }) => [path, shape]));

const block = `block Unit(n) { Conv2D(n, 3, padding=same) ReLU }`;
const one = 'model One { input x: float32[8, 8, 3] Unit(4) Flatten output y: Dense(2) }';
const two = 'model Two { input x: float32[8, 8, 3] Conv2D(2, 3) Flatten output y: Dense(2) }';

describe('a program', () => {
  it('gives the answers of an earlier version where nothing that they are made from has changed', () => {
    const program = new Program();
    const before = program.update(source(`${block}\n${one}\n${two}`));
    const [first, second] = [before.graph('One'), before.graph('Two')];
    const after = program.update(
      source(`# a comment\n${block.replace('ReLU', 'Softmax')}\n${one}\n\n${two}`),
    );
    expect(first?.layers.map(({ path }) => path)).toContain('unit.re_lu');
    expect(after.graph('One')?.layers.map(({ path }) => path)).toContain('unit.softmax');
    expect(after.graph('Two')).toBe(second);
    expect(after.trace('Two')).toBe(before.trace('Two'));
  });

  it.each([
    ['a value that it uses', 'let n = 4\n', 'let n = 5\n', 'model M { input x: float32[8] Dense(n) }'],
    [
      'a value behind a value',
      'let m = 2\nlet n = m\n',
      'let m = 3\nlet n = m\n',
      'model M { input x: float32[8] Dense(n) }',
    ],
    ['an alias', 'layer D = Dense(2)\n', 'layer D = Dense(3)\n', 'model M { input x: float32[8] D }'],
    [
      'a block that is spelled otherwise',
      'block TwoUnits(n) { Dense(n) }\n',
      'block TwoUnits(n) { Dense(n + 1) }\n',
      'model M { input x: float32[8] twounits(2) }',
    ],
    ['a name that was not there', '', 'layer Dnse = Dense(3)\n', 'model M { input x: float32[8] Dnse }'],
    [
      'a default',
      'block B(n = 2) { Dense(n) }\n',
      'block B(n = 3) { Dense(n) }\n',
      'model M { input x: float32[8] B }',
    ],
  ])('makes a model anew where what it means has changed: %s', (_, before, after, model) => {
    const program = new Program();
    const old = program.update(source(before + model)).graph('M');
    const answers = program.update(source(after + model));
    expect(answers.graph('M')).not.toBe(old);
    expect(madeOf(answers)).toEqual(madeOf(new Program().update(source(after + model))));
  });

  it('makes a model anew where a file that it imports has changed', () => {
    let imported = 'block B { Dense(2) }';
    const program = new Program({ load: (path) => new Source(path, imported) });
    const text = 'import { B } from "b.cnn"\nmodel M { input x: float32[8] B }';
    const shapeOf = (): unknown => program.update(source(text)).graph('M')?.layers[0]?.shape;
    expect(shapeOf()).toEqual([2]);
    imported = 'block B { Dense(3) }';
    expect(shapeOf()).toEqual([3]);
  });

  it('takes time in proportion to the models of a file, in an edit too', () => {
    const model = (at: number): string => `model M${at} { input x: float32[8] Dense(2) }`;
    const text = Array.from({ length: 2500 }, (_, at) => model(at)).join('\n');
    const program = new Program();
    const took = processorTime(() => {
      expect(program.update(source(text)).diagnostics).toEqual([]);
      expect(program.update(source(`let n = 2 ${text}`)).diagnostics).toHaveLength(1);
      expect(program.update(source(`let n = 3 ${text}`)).diagnostics).toHaveLength(1);
    });
    expect(took).toBeLessThan(12_000);
  });

  it('keeps apart what two files call the same, and what an import names now', () => {
    const files = new Map([
      [
        'a.cnn',
        'model A { input x: float32[8] output y: Dense(2) } model B { input x: float32[8] output y: Dense(4) }',
      ],
      ['b.cnn', 'model A { input x: float32[8] output y: Dense(3) }'],
    ]);
    const program = new Program({ load: (path) => new Source(path, files.get(path) ?? '') });
    const unitsOf = (imported: string): unknown => {
      const text = `import { ${imported} as P } from "a.cnn"\nimport { A as Q } from "b.cnn"\ntrain P on D { }\ntrain Q on D { }`;
      const answers = program.update(source(text));
      return ['P', 'Q'].map((name) => answers.graph(name)?.layers[0]?.shape);
    };
    expect(unitsOf('A')).toEqual([[2], [3]]);
    expect(unitsOf('B')).toEqual([[4], [3]]);
  });

  it('forgets a model that the file has no more', () => {
    const program = new Program();
    const before = program.update(source(two)).graph('Two');
    expect(program.update(source(two.replace('Two', 'Three'))).graph('Three')).toBeDefined();
    const again = program.update(source(two)).graph('Two');
    expect(again?.layers.length).toBe(before?.layers.length);
    expect(again).not.toBe(before);
  });

  it('expands only the model that is asked for', () => {
    const answers = new Program().update(source(`${one.replace('Unit(4)', 'Dnse(4)')}\n${two}`));
    expect(answers.graph('Two')?.layers).toHaveLength(3);
    expect(answers.graph('One')).toBeUndefined();
    expect(answers.graph('Three')).toBeUndefined();
  });

  it('has no answers of a text that is given up, but what is wrong with it', () => {
    const signs = Array.from({ length: 300 }, (_, index) => String.fromCodePoint(0x2800 + index));
    const answers = new Program().update(source(signs.join(' ')));
    expect(answers.module.models).toEqual([]);
    expect(answers.diagnostics.map(({ code }) => code)).toContain('CNN025');
  });

  it('tells of a file after any edit what it tells of one that it has never seen', () => {
    const folder = new URL('../../cases/', import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith('.cnn'));
    for (const [place, name] of files.entries()) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const sites = sitesOf(name, text);
      const program = new Program();
      program.update(new Source(name, text));
      const mutants = kindsAt(place).flatMap((kind) => mutantsOf(sites, kind, times(1, 20)));
      const edits = [...mutants.map((mutant) => mutant.text), ...randomEdits(text, times(2, 100), place)];
      for (const edit of edits) {
        const edited = new Source(name, edit);
        const answers = program.update(edited);
        const fresh = compile(edited);
        expect(told(answers.diagnostics), edit).toEqual(told(fresh.diagnostics));
        expect(answers.module.models.map((model) => model.name)).toEqual(
          fresh.value.models.map((model) => model.name),
        );
      }
    }
  });
});

describe('advice', () => {
  const text = `model M { input image: float32[16, 16, 1] Conv2D(8, 3) Flatten output y: Dense(2, activation=softmax) }
    data D { source = shapes(count=20, size=16, classes=2) field y: class[2] prepare { Rescaling(1/255) } }
    train M on D { batch = 16  objective y { loss = sparse_categorical_crossentropy }
      phase small { epochs = 1  optimizer = SGD  memory = 100 KB }
      phase large { epochs = 1  optimizer = SGD  memory = 1 GB } }`;

  it('is searched when it is asked for, and told with the diagnostic only where that is wished', () => {
    const answers = new Program({ advise: false }).update(source(text));
    const [over, ...others] = answers.diagnostics;
    expect([over?.code, over?.fix, others]).toEqual(['CNN501', undefined, []]);
    const [told] = new Program().update(source(text)).diagnostics;
    expect(answers.advice('M', 'small')).toBe(told?.fix?.title);
    expect(answers.advice('M', 'small')).toMatch(/^`batch = \d+` is the largest that fits/);
    expect([answers.advice('M', 'large'), answers.advice('M', 'none')]).toEqual([undefined, undefined]);
  });

  it('is of a plan that an edit elsewhere leaves', () => {
    const program = new Program({ advise: false });
    const [plan] = [program.update(source(text)).plan('M', 'large')];
    const moved = program.update(source(`# a comment\n${text}`)).plan('M', 'large');
    expect(moved?.programs.step).toBe(plan?.programs.step);
  });
});
