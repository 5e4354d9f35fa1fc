import { writeKernels } from '../../../../../runtime/engines/tfjs/simd/write-kernels.ts';
import { generator } from '../../../../laws/numbers.ts';

/** The kernels on a memory of their own, and a way to give out parts of it. */
export class TestHeap {
  readonly #floats: Float32Array;
  readonly #exports: Readonly<Record<string, unknown>>;
  readonly #functions: Readonly<Record<string, { readonly parameters: readonly string[] }>>;
  readonly #random = generator(7);
  #used = 4;

  constructor() {
    const { module, functions } = writeKernels();
    const memory = new WebAssembly.Memory({ initial: 64 });
    const compiled = new WebAssembly.Module(module.encode({ shared: false }));
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
    this.#functions = functions;
    this.#floats = new Float32Array(memory.buffer);
  }

  /** An address with room for some floats, with as many of `filler` behind them. */
  room(floats: number): number {
    const at = this.#used;
    this.#used += floats + 8;
    this.#floats.fill(filler, at, this.#used);
    return 4 * at;
  }

  /** Room filled with numbers in [-1, 1). */
  noise(floats: number): number {
    const address = this.room(floats);
    for (let index = 0; index < floats; index += 1)
      this.#floats[address / 4 + index] = 2 * this.#random() - 1;
    return address;
  }

  read(address: number, floats: number): Float32Array {
    return this.#floats.slice(address / 4, address / 4 + floats);
  }

  /** Whether nothing was written behind some floats. */
  isWholeBehind(address: number, floats: number): boolean {
    return this.read(address + 4 * floats, 8).every((number) => number === filler);
  }

  call(name: string, operands: Readonly<Record<string, number>>): void {
    const kernel = this.#exports[name] as (...given: readonly (number | undefined)[]) => void;
    kernel(...(this.#functions[name]?.parameters ?? []).map((parameter) => operands[parameter]));
  }
}

const filler = 12_345;
