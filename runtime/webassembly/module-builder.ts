import { FunctionBody, type FunctionReference, type Local } from './function-body.ts';
import { unsigned } from './leb128.ts';

/** What the module's memory must be like; it is imported as `env.memory`. */
export interface MemoryType {
  /** Whether several threads hold it. */
  readonly shared: boolean;
}

/** The most pages of 64 KiB that a memory of 32-bit addresses has. */
export const mostPages = 65_536;

/** Puts functions together to a WebAssembly module that works on a memory it is given. */
export class ModuleBuilder {
  readonly #functions: { readonly name: string; readonly parameters: number; readonly body: FunctionBody }[] =
    [];

  /** Adds a function, which is exported by its name; it may call those defined before it. */
  define<P extends string>(
    name: string,
    parameters: readonly P[],
    write: (body: FunctionBody, operands: Readonly<Record<P, Local<'i32'>>>) => void,
  ): FunctionReference<P> {
    const body = new FunctionBody(parameters.length);
    const operands = parameters.map((parameter, index) => [parameter, body.parameter(index)] as const);
    write(body, Object.fromEntries(operands) as Record<P, Local<'i32'>>);
    this.#functions.push({ name, parameters: parameters.length, body });
    return { name, index: this.#functions.length - 1, parameters };
  }

  /** The module's bytes. */
  encode({ shared }: MemoryType): Uint8Array<ArrayBuffer> {
    const memory = [
      ...text('env'),
      ...text('memory'),
      0x02,
      ...(shared ? [0x03, 0, ...unsigned(mostPages)] : [0x00, 0]),
    ];
    const types = this.#functions.map(({ parameters }) => [
      0x60,
      ...unsigned(parameters),
      ...new Array<number>(parameters).fill(0x7f),
      0,
    ]);
    const numbers = this.#functions.map((_, index) => unsigned(index));
    const names = this.#functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]);
    return Uint8Array.from([
      ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, types),
      ...section(2, [memory]),
      ...section(3, numbers),
      ...section(7, names),
      ...section(
        10,
        this.#functions.map(({ body }) => body.encode()),
      ),
    ]);
  }
}

const text = (name: string): number[] => {
  const bytes = [...new TextEncoder().encode(name)];
  return [...unsigned(bytes.length), ...bytes];
};

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  const bytes = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(bytes.length), ...bytes];
}
