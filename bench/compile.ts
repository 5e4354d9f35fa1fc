import { readFileSync } from 'node:fs';
import { compile } from '../compiler/compile.ts';
import { Program } from '../compiler/program/program.ts';
import { Source } from '../grammar/source.ts';
import { processorTime } from '../test/support/processor-time.ts';
import { resnet152 as bottlenecks } from '../test/support/resnet152.ts';

/**
 * The processor time of checks alone, in a process that has done some: of an example, of files of many layers, and after
 * every keystroke.
 */
export function benchCompile(): Promise<void> {
  warmCheck('examples/resnet34.cnn');
  for (const layers of [100, 1000, 10_000, 28_998]) scaling(layers);
  for (const memory of ['', 'memory = 1 TB', 'memory = 1 GB']) resnet152(memory);
  keystrokes('ResNet-152, trained', typedResnet);
  keystrokes('2,000 lines', typedLines(2000));
  keystrokes('10,000 layers', typedLines(10_000), 15);
  return Promise.resolve();
}

const time = (text: string): number =>
  processorTime(() => {
    compile(new Source('bench.cnn', text));
  });

/** The q-quantile of some numbers, 0 ≤ q ≤ 1. */
function quantile(numbers: readonly number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

const repeated = (count: number, measure: (index: number) => number): number[] =>
  Array.from({ length: count }, (_, index) => measure(index));

function warmCheck(path: string): void {
  const text = readFileSync(path, 'utf8');
  repeated(30, () => time(text));
  const times = repeated(30, () => time(text));
  console.log(`${path}, warm: ${quantile(times, 0.5).toFixed(1)} ms (median of 30)`);
}

/** A check of ResNet-152 with a train block: without a budget, within one and over one. */
function resnet152(memory: string): void {
  const text = `import { ResNet152 } from "cnn:applications"
model Net { input image: float32[224, 224, 3] base: ResNet152(include_top=false) GlobalAveragePooling2D
  output label: Dense(10, activation=softmax) }
${training(memory).replace('Deep', 'Net').replace('channels=3', 'channels=3, size=224')}`;
  const times = repeated(5, () => time(text));
  console.log(`ResNet-152, trained, ${memory || 'no budget'}: ${quantile(times, 0.5).toFixed(0)} ms`);
}

const kinds = ['Conv2D(16, 3, padding=same, use_bias=false)', 'BatchNormalization', 'ReLU'];

const body = (layers: number): string =>
  Array.from({ length: layers }, (_, index) => `  ${kinds[index % kinds.length]}`).join('\n');

/** Written out up to what a file may hold, else as a loop. */
const deepBody = (layers: number): string =>
  layers <= 20_000 ? body(layers) : `repeat ${layers / kinds.length} { ${kinds.join(' ')} }`;

const deepModel = (layers: number): string => `model Deep(classes = 10) {
  input image: float32[32, 32, 3]
${deepBody(layers)}
  GlobalAveragePooling2D
  output label: Dense(classes, activation=softmax)
}
`;

const training = (
  memory = 'memory = 1 TB',
): string => `data Shapes { source = shapes(count=1000, channels=3, classes=10)  field label: class[10] }
train Deep on Shapes {
  batch = 32
  ${memory}
  objective label { loss = sparse_categorical_crossentropy  metrics = [accuracy] }
  phase main { epochs = 1  optimizer = Adam }
}
`;

function scaling(layers: number): void {
  const model = quantile(
    repeated(5, () => time(deepModel(layers))),
    0.5,
  );
  const planned = quantile(
    repeated(3, () => time(deepModel(layers) + training())),
    0.5,
  );
  const each = ((model / layers) * 1000).toFixed(0);
  console.log(
    `${layers} layers: ${model.toFixed(0)} ms (${each} µs a layer), with its training planned ${planned.toFixed(0)} ms`,
  );
}

/** A file with some characters typed into it. */
type Typed = (characters: string) => string;

const typing = 'kernel_size=3, padding=same, activation=relu, use_bias=false)';

/** Typed into the one block of ResNet-152, from which all of its units are made. */
const typedResnet: Typed = (characters) => {
  const model = bottlenecks.replace('classes = 1000', 'classes = 10');
  const trained = training('').replace('Deep', 'ResNet152').replace('channels=3', 'channels=3, size=224');
  return `${model.replace('Conv(filters, 1)', `Conv(filters, 1)\n    Conv(filters, ${characters}`)}\n${trained}`;
};

/** Typed in the middle of a file of so many lines, each a layer. */
const typedLines = (lines: number): Typed => {
  const half = body(lines / 2 - 6);
  const start = deepModel(0).split('\n  GlobalAverage')[0] ?? '';
  const end = '  GlobalAveragePooling2D\n  output label: Dense(classes)\n}\n';
  return (characters) => `${start}\n${half}\n  Conv2D(16, ${characters}\n${half}\n${end}`;
};

/** Types an argument one character after another, checking after each: the whole file anew, and as an editor does. */
function keystrokes(what: string, typed: Typed, most = typing.length): void {
  const files = repeated(most, (index) => index + 1).map((length) =>
    typed(typing.slice(0, Math.ceil((length * typing.length) / most))),
  );
  const program = new Program();
  const ways = {
    anew: time,
    'as it changes': (text: string): number =>
      processorTime(() => void program.update(new Source('bench.cnn', text)).diagnostics),
  };
  for (const [way, measure] of Object.entries(ways)) {
    files.forEach(measure);
    const times = files.map(measure);
    const [middle, slow] = [quantile(times, 0.5), quantile(times, 0.95)];
    console.log(
      `a keystroke in ${what}, ${way}: ${middle.toFixed(1)} ms (median), ${slow.toFixed(1)} ms (p95)`,
    );
  }
}
