import { scheduleDefinitions } from '../../../compiler/catalogue/schedules/registry.ts';
import { layerDefinitions } from '../../../compiler/catalogue/layers/registry.ts';
import type { ParameterSpec, ParameterTable } from '../../../compiler/catalogue/parameters/parameters.ts';
import { losses } from '../../../compiler/catalogue/losses/registry.ts';
import { optimizers } from '../../../compiler/catalogue/optimizers/registry.ts';
import type { RandomStream } from '../../../runtime/random.ts';
import { chance, few, pick } from '../choices.ts';

const sizes = [
  '1',
  '2',
  '3',
  '4',
  '7',
  '8',
  '16',
  '0',
  '-1',
  '2.5',
  '100000',
  'n',
  'n * 2',
  'n // 3',
  '?',
  'h',
];
const numbers = ['0', '0.5', '1', '-1', '1e-3', '10%', '1/255', 'n', '1e30', '3 MiB', 'none', 'true'];
const words = [
  'same',
  'valid',
  'relu',
  'softmax',
  'tanh',
  'causal',
  'he_normal',
  'zeros',
  'l2',
  'x',
  '"text"',
  'undefined',
];

/** A random text of the grammar: mostly well-formed, seldom right. */
export class RandomSpec {
  readonly #stream: RandomStream;
  #names = 0;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  /** Whole files: a few values and blocks, models, and mostly what trains one. */
  text(): string {
    const items = [
      ...this.#some(2, () => `let n${this.#chance(0.3) ? this.#names++ : ''} = ${this.#expression(3)}`),
      ...this.#some(2, () => `block B${this.#names}(n = ${this.#pick(sizes)}) {\n${this.#body(2)}\n}`),
      `model M(n = ${this.#pick(['2', '3', '8', '?'])}) {\n${this.#inputs()}\n${this.#body(3)}\n${this.#head()}\n}`,
      ...(this.#chance(0.6) ? [this.#data(), this.#train()] : []),
    ];
    return `${items.join('\n\n')}\n`;
  }

  #inputs(): string {
    const shape = this.#list(1 + this.#below(4), () => this.#pick(sizes)).join(', ');
    const usual = this.#pick(['8, 8, 3', '16', '9, 4', '4, 4, 4, 1', 'h, w, 3']);
    return `  input x: float32[${this.#chance(0.7) ? usual : shape}]`;
  }

  #head(): string {
    return this.#chance(0.8)
      ? `  Flatten\n  output y: Dense(3, activation=${this.#pick(words)})`
      : this.#body(1);
  }

  /** Statements of a body, at most so deep. */
  #body(depth: number): string {
    return this.#list(few(5, this.#stream), () => `  ${this.#statement(depth)}`).join('\n');
  }

  #statement(depth: number): string {
    if (depth === 0 || this.#chance(0.6)) return this.#layer();
    const inner = `{\n${this.#body(depth - 1)}\n}`;
    return this.#pick([
      () => `repeat ${this.#pick(sizes)} ${inner}`,
      () => `for n in ${this.#expression(2)} ${inner}`,
      () => `if ${this.#expression(2)} ${inner}${this.#chance(0.4) ? ` else ${inner}` : ''}`,
      () => `residual ${inner}`,
      () => `l${this.#names++}: ${inner}`,
      () => `l${this.#names++}: ${this.#layer()}`,
      () => `from ${this.#pick(['x', `l${this.#below(this.#names + 1)}`])} ${this.#layer()}`,
      () => `reuse l${this.#below(this.#names + 1)}`,
      () => `require ${this.#expression(3)} : "n is {n}"`,
      () => `let n = ${this.#expression(3)}`,
      () => `concat {\n  branch ${inner}\n  branch ${inner}\n}`,
      () => `B${this.#below(this.#names + 1)}(${this.#pick(sizes)})`,
    ])();
  }

  #layer(): string {
    return this.#call(this.#pick(layerDefinitions));
  }

  #call({ kind, params }: { readonly kind: string; readonly params: ParameterTable }): string {
    const given = Object.entries(params).filter(([, spec]) =>
      this.#chance(spec.default === undefined ? 0.95 : 0.2),
    );
    const args = given.map(([name, spec]) => `${this.#chance(0.97) ? name : 'nmae'}=${this.#value(spec)}`);
    return args.length === 0 ? kind : `${kind}(${args.join(', ')})`;
  }

  #value(spec: ParameterSpec): string {
    if (this.#chance(0.08)) return this.#expression(2);
    switch (spec.type) {
      case 'integer':
      case 'axis':
        return this.#pick(sizes);
      case 'number':
        return this.#pick(numbers);
      case 'rate':
        return this.#chance(0.5) ? this.#pick(numbers) : this.#call(this.#pick(scheduleDefinitions));
      case 'length':
        return this.#chance(0.5) ? this.#pick(sizes) : `epochs(${this.#pick(numbers)})`;
      case 'lengths':
        return `[${this.#pick(sizes)}, epochs(${this.#pick(sizes)})]`;
      case 'measure':
        return this.#pick(['loss', 'val_loss', 'accuracy']);
      case 'boolean':
        return this.#pick(['true', 'false']);
      case 'enum':
        return this.#pick(spec.values);
      case 'bytes':
        return `${this.#pick(sizes)} ${this.#pick(['KB', 'MiB', 'GiB'])}`;
      case 'string':
        return '"text"';
      case 'sizes':
      case 'margins':
        return this.#chance(0.5) ? this.#pick(sizes) : this.#many(spec.rank, sizes);
      case 'shape':
      case 'axes':
      case 'numbers':
        return this.#many(1 + this.#below(3), sizes);
      case 'activation':
      case 'initializer':
      case 'regularizer':
      case 'constraint':
        return this.#pick(words);
    }
  }

  #expression(depth: number): string {
    const leaf = (): string => this.#pick([sizes, numbers, words].map((each) => this.#pick(each)));
    if (depth === 0) return leaf();
    const below = (): string => this.#expression(depth - 1);
    return this.#pick([
      leaf,
      leaf,
      () =>
        `${below()} ${this.#pick(['+', '-', '*', '/', '//', '%', '==', '<', '>=', 'and', 'or'])} ${below()}`,
      () => `[${this.#list(this.#below(4), below).join(', ')}]`,
      () => `(${below()})`,
      () => `${this.#pick(['max', 'min', 'len', 'round', 'sqrt', 'foo'])}(${below()})`,
      () => `if ${below()} then ${below()} else ${below()}`,
      () => `"a{${below()}}b"`,
      () => `${below()}[${below()}]`,
      () => `not ${below()}`,
    ])();
  }

  #data(): string {
    const source = this.#pick([
      'shapes(count=100, size=8, channels=3, classes=3)',
      'folder("d")',
      'idx("d", classes=3)',
    ]);
    return [
      'data D {',
      `  source = ${source}`,
      `  field y: ${this.#pick(['class[3]', 'class[n]', 'float32[4]', 'box', 'class[?]'])}`,
      `  split { train = ${this.#pick(['80%', '1', '0', 'none'])}  valid = 10%  test = 10% }`,
      ...this.#some(1, () => `  prepare { ${this.#layer()} }`),
      ...this.#some(
        1,
        () => `  augment { ${this.#pick(['RandomFlip(horizontal)', 'RandomRotation(0.1)', this.#layer()])} }`,
      ),
      '}',
    ].join('\n');
  }

  #train(): string {
    const phase = `phase p { epochs = ${this.#pick(sizes)}  optimizer = ${this.#pick(Object.keys(optimizers))}(${this.#pick(numbers)}) }`;
    return [
      'train M on D {',
      `  batch = ${this.#pick([...sizes, 'auto'])}`,
      ...this.#some(1, () => `  memory = ${this.#pick(['1 MiB', '64 MiB', '1', '1e30'])}`),
      ...this.#some(1, () => `  accumulate = ${this.#pick(sizes)}`),
      `  objective ${this.#pick(['y', 'x'])} { loss = ${this.#pick(Object.keys(losses))}  metrics = [${this.#pick(['accuracy', 'mae', 'box_iou', ''])}] }`,
      ...this.#list(few(2, this.#stream), () => `  ${phase}`),
      '}',
    ].join('\n');
  }

  #many = (count: number, values: readonly string[]): string =>
    `[${this.#list(count, () => this.#pick(values)).join(', ')}]`;
  #below = (bound: number): number => this.#stream.below(bound);
  #chance = (probability: number): boolean => chance(probability, this.#stream);
  #pick = <T>(values: readonly T[]): T => pick(values, this.#stream);
  #list = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);
  #some = <T>(most: number, make: () => T): readonly T[] => this.#list(this.#below(most + 1), make);
}
