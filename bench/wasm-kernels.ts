import { parseArgs } from 'node:util';
import { writeKernels } from '../runtime/engines/tfjs/simd/write-kernels.ts';
import { tilesAtOnce, transformedFloats } from '../runtime/engines/tfjs/simd/winograd-plan.ts';
import { add, floatConstant, multiply, splat } from '../runtime/webassembly/expression.ts';
import { ModuleBuilder } from '../runtime/webassembly/module-builder.ts';

const usage = `npm run bench -- wasm-kernels [--rounds N]

What one thread of the wasm engine's own kernels does in a second, beside what four lanes can do at best: multiplications and
additions that touch no memory. The fastest of N rounds of each, all in turn.`;

type Kernel = (...operands: readonly number[]) => void;

interface Task {
  readonly name: string;
  readonly flops: number;
  readonly run: () => void;
}

/** Measures the kernels that a step spends its time in, on sizes of the Fashion-MNIST CNN. */
export function benchWasmKernels(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '200' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) console.log(usage);
  else report([ceiling(), ...kernelTasks()], Number(values.rounds));
  return Promise.resolve();
}

function report(tasks: readonly Task[], rounds: number): void {
  const best = tasks.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    tasks.forEach(({ run }, index) => {
      const start = performance.now();
      run();
      best[index] = Math.min(best[index] ?? Infinity, performance.now() - start);
    });
  }
  const rates = tasks.map(({ flops }, index) => flops / (best[index] ?? Infinity) / 1e6);
  tasks.forEach(({ name }, index) => {
    const rate = rates[index] ?? NaN;
    const share = ((100 * rate) / (rates[0] ?? NaN)).toFixed(0);
    console.log(`${name.padEnd(52)} ${rate.toFixed(1).padStart(6)} GFLOP/s ${share.padStart(4)} %`);
  });
}

/** As many chains of multiply and add as a tile of the product has sums, on registers alone. */
function ceiling(): Task {
  const [chains, turns] = [13, 20_000];
  const module = new ModuleBuilder();
  module.define('spin', ['to', 'turns'], (f, { to, turns: count }) => {
    const factor = f.let(splat(floatConstant(0.999)));
    const sums = Array.from({ length: chains }, () => f.let(factor));
    f.repeat(count, () => sums.forEach((sum) => f.set(sum, add(sum, multiply(sum, factor)))));
    sums.forEach((sum, index) => f.store(to, sum, 16 * index));
  });
  const spin = instantiate(module)('spin');
  return { name: 'registers alone', flops: 8 * chains * turns, run: () => spin(0, turns) };
}

function kernelTasks(): Task[] {
  const kernel = instantiate(writeKernels().module);
  const [product, turned] = [kernel('product'), kernel('turnedProduct')];
  const [rows, columns, depth, tiles] = [30, 128, 128, 32];
  const [a, b, c] = [0, 1 << 20, 1 << 21];
  return [
    {
      name: `product of ${rows} × ${depth} and ${depth} × ${columns}`,
      flops: 2 * rows * columns * depth,
      run: () => product(a, 4 * depth, b, c, 4 * columns, rows, columns, depth, 0),
    },
    {
      name: `product of (${tiles} × 64)ᵀ and ${tiles} × 64, added`,
      flops: 2 * 64 * 64 * tiles,
      run: () => turned(a, 4 * 64, b, c, 4 * 64, 64, 64, tiles, 1),
    },
    ...convolutionTasks(kernel),
  ];
}

/** A 3 × 3 convolution of 32 images of 14 × 14 with 128 channels, counted as if it were done in the plain way. */
function convolutionTasks(kernel: (name: string) => Kernel): Task[] {
  const [batch, side, channels] = [32, 14, 128];
  const all = batch * (side / 2) ** 2;
  const bytes = 4 * batch * side * side * channels;
  const [workspace, x, y] = [0, 1 << 21, (1 << 21) + bytes];
  const transformed = y + bytes;
  const gradient = transformed + 4 * transformedFloats(channels, channels);
  const image = [side, side, channels, side, side, channels, 1, 1];
  const [forward, backward] = [kernel('winogradConvolution'), kernel('winogradFilterGradient')];
  const tiles = tilesAtOnce(channels, channels);
  const flops = 2 * 9 * 4 * channels * channels;
  return [
    {
      name: 'convolution by tiles, as plain multiplications',
      flops: flops * tiles,
      run: () => forward(workspace, x, transformed, y, 0, tiles, ...image),
    },
    {
      name: 'its filter gradient, as plain multiplications',
      flops: (flops * all) / 4,
      run: () => backward(workspace, x, y, gradient, all, 0, 64, 0, 64, ...image),
    },
  ];
}

/** The functions of a module by name, on a memory of its own. */
function instantiate(module: ModuleBuilder): (name: string) => Kernel {
  const memory = new WebAssembly.Memory({ initial: 512 });
  const compiled = new WebAssembly.Module(module.encode({ shared: false }));
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return (name) => exports[name] as Kernel;
}
