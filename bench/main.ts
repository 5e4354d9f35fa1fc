const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  augment: async (args) => (await import('./augment.ts')).benchAugment(args),
  compile: async () => (await import('./compile.ts')).benchCompile(),
  editor: async () => (await import('./editor.ts')).benchEditor(),
  extremes: async (args) => (await import('./extremes.ts')).benchExtremes(args),
  generated: async (args) => (await import('./generated.ts')).benchGenerated(args),
  memory: async (args) => (await import('./memory.ts')).benchMemory(args),
  operators: async (args) => (await import('./operators.ts')).benchOperators(args),
  predict: async (args) => (await import('./predict.ts')).benchPredict(args),
  'process-memory': async (args) => (await import('./process-memory.ts')).benchProcessMemory(args),
  step: async (args) => (await import('./step.ts')).benchStep(args),
  'wasm-kernels': async (args) => (await import('./wasm-kernels.ts')).benchWasmKernels(args),
};

const [name = '', ...args] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(benchmarks).join(' | ')} [options]`);
  process.exitCode = 2;
} else {
  await benchmark(args);
}
