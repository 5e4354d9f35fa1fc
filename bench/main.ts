import { benchAugment } from './augment.ts';
import { benchCompile } from './compile.ts';
import { benchMemory } from './memory.ts';
import { benchOperators } from './operators.ts';
import { benchProcessMemory } from './process-memory.ts';
import { benchStep } from './step.ts';

const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  augment: benchAugment,
  compile: benchCompile,
  memory: benchMemory,
  operators: benchOperators,
  'process-memory': benchProcessMemory,
  step: benchStep,
};

const [name = '', ...args] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(benchmarks).join(' | ')} [options]`);
  process.exitCode = 2;
} else {
  await benchmark(args);
}
