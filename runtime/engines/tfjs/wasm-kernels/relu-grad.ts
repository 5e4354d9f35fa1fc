import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { blank, floats, idOf, isOver, wasmKernel } from './wasm-kernel.ts';

type Step = (x: number, alpha: number, dtype: number, out: number) => void;
type Multiply = (
  a: number,
  aShape: Uint8Array,
  aRank: number,
  b: number,
  bShape: Uint8Array,
  bRank: number,
  dtype: number,
  out: number,
) => void;

/** Emscripten's: a C function as a JavaScript one. */
type Wrap = (name: string, returns: null, types: readonly string[]) => unknown;

/** float32 in the library's C code. */
const float32 = 0;

const functions = new WeakMap<BackendWasm, { readonly step: Step; readonly multiply: Multiply }>();

function functionsOf(backend: BackendWasm): { readonly step: Step; readonly multiply: Multiply } {
  let known = functions.get(backend);
  if (known === undefined) {
    const { cwrap } = backend.wasm as unknown as { cwrap: Wrap };
    const wrap = (name: string, types: readonly string[]): unknown => cwrap(name, null, types);
    known = {
      step: wrap('Step', ['number', 'number', 'number', 'number']) as Step,
      multiply: wrap('Multiply', [
        'number',
        'array',
        'number',
        'number',
        'array',
        'number',
        'number',
        'number',
      ]) as Multiply,
    };
    functions.set(backend, known);
  }
  return known;
}

/** For the case that y is needed later and dy is not. */
function close(dx: Float32Array, y: Float32Array): void {
  for (let index = 0; index < dx.length; index++) if (!((y[index] ?? 0) > 0)) dx[index] = 0;
}

/** dy where y > 0, else 0: the step of y written to the output, then multiplied there. */
export const reluGrad = wasmKernel('CnncReluGrad', ({ backend, input }) => {
  const [dy, y] = [input('dy'), input('y')];
  const { step, multiply } = functionsOf(backend);
  const dx = blank(backend, dy.shape);
  if (isOver(backend, dx, dy)) {
    close(floats(backend, dx), floats(backend, y));
    return dx;
  }
  const shape = new Uint8Array(new Int32Array(dy.shape).buffer);
  const rank = dy.shape.length;
  const out = idOf(backend, dx);
  step(idOf(backend, y), 0, float32, out);
  multiply(idOf(backend, dy), shape, rank, out, shape, rank, float32, out);
  return dx;
});
