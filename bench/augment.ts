import { parseArgs } from 'node:util';
import { compile } from '../compiler/compile.ts';
import type { AugmentStep } from '../compiler/catalogue/steps/augmentations.ts';
import { Source } from '../grammar/source.ts';
import { augment } from '../runtime/data/augment/augment.ts';
import type { Example } from '../runtime/data/source.ts';
import { RandomStream } from '../runtime/random.ts';

const usage = `npm run bench -- augment [--size N] [--channels N] [--rounds N]

Milliseconds of processor time that each step of \`augment\` takes for a picture of N×N pixels, and all of them in turn.`;

/** Steps that always change the picture, so that each counts. */
const written = [
  'RandomFlip(horizontal)',
  'RandomRotation(0.1)',
  'RandomZoom([0.1, 0.2])',
  'RandomTranslation(0.1, 0.1)',
  'RandomRotation(0.1, fill_mode=constant)',
  'RandomRotation(0.1, interpolation=nearest)',
  'RandomContrast(0.2)',
  'RandomBrightness(0.2)',
  'RandomGrayscale(1)',
  'RandomShear([0.1, 0.2])',
  'RandomPerspective([1, 1], scale=0.4)',
  'RandomErasing([1, 1])',
  'RandomHue([0.1, 0.2])',
  'RandomSaturation([0.6, 0.7])',
  'RandomSharpness([0.7, 0.8])',
  'RandomGaussianBlur([1, 1], kernel_size=5)',
  'RandomPosterization([3, 6])',
  'Solarization(threshold_factor=[0.5, 0.6])',
  'AutoContrast',
  'Equalization',
];

/** What augmentation costs, step by step. */
export function benchAugment(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: '224' },
      channels: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '9' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return Promise.resolve();
  }
  const [size, channels] = [Number(values.size), Number(values.channels)];
  const steps = written.map((step) => stepOf(step, size, channels));
  const data = Float32Array.from({ length: size * size * channels }, (_, index) => (index * 7919) % 256);
  const example: Example = { label: 0, image: { height: size, width: size, channels, data } };
  const rows = [
    ...steps.map((step, index) => [written[index] ?? '', [step]] as const),
    ['all of them', steps] as const,
  ];
  const times = rows.map((): number[] => []);
  // Round by round, so that what slows the machine slows all of them.
  for (let round = 0; round <= Number(values.rounds); round++) {
    rows.forEach(([, each], index) => {
      const time = timeOf(example, each, round);
      if (round > 0) times[index]?.push(time);
    });
  }
  rows.forEach(([name], index) =>
    console.log(`${name.padEnd(44)} ${median(times[index] ?? []).toFixed(2)} ms`),
  );
  return Promise.resolve();
}

const pictures = 12;

function timeOf(example: Example, steps: readonly AugmentStep[], round: number): number {
  const random = new RandomStream(round, 'bench');
  const start = process.cpuUsage();
  for (let picture = 0; picture < pictures; picture++) augment(example, steps, random);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / pictures;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** A step as the compiler reads it. */
function stepOf(step: string, size: number, channels: number): AugmentStep {
  const text = `data D {
    source = shapes(count=10, size=${size}, channels=${channels}, classes=2)
    field kind: class[2]
    augment { ${step} }
  }
  model M { input image: float32[${size}, ${size}, ${channels}]  Flatten  output kind: Dense(2, activation=softmax) }
  train M on D {
    batch = 1
    objective kind { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = SGD }
  }`;
  const { value, diagnostics } = compile(new Source('bench.cnn', text));
  const [found] = value.trains[0]?.spec.data.augment ?? [];
  if (found === undefined) throw new Error(diagnostics[0]?.message ?? `${step} is no step`);
  return found;
}
