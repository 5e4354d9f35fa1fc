import { cpuKernel } from './cpu-kernel.ts';

/** `t` where the condition holds, else `e`; all of one shape. */
export const select = cpuKernel('CnncSelect', ({ input, numbers, output }) => {
  const made = output(input('t').shape, input('t').dtype);
  const [condition, t, e, y] = [input('condition'), input('t'), input('e'), made].map(numbers);
  if (!condition || !t || !e || !y) throw new RangeError('select has four tensors');
  for (let i = 0; i < y.length; i++) y[i] = (condition[i] === 0 ? e[i] : t[i]) as number;
  return made;
});

/** `dy` where `y` is above zero, else 0. */
export const reluGrad = cpuKernel('CnncReluGrad', ({ input, numbers, output }) => {
  const made = output(input('dy').shape, 'float32');
  const [dy, y, dx] = [input('dy'), input('y'), made].map(numbers);
  if (!dy || !y || !dx) throw new RangeError('reluGrad has three tensors');
  for (let i = 0; i < dx.length; i++) dx[i] = (y[i] as number) > 0 ? (dy[i] as number) : 0;
  return made;
});
