import type { Palette } from '../compiler/diagnostics/palette.ts';
import type { Input } from '../runtime/spec/read-and-compile.ts';

/** What a command works with besides its arguments. */
export interface Context {
  /** Results. */
  readonly out: (text: string) => void;
  /** Messages. */
  readonly err: (text: string) => void;
  /** What is piped in; read only by a command that is told to. */
  readonly input: Input;
  readonly outPalette: Palette;
  readonly errPalette: Palette;
  /** Whether messages go to a terminal, where progress may move. */
  readonly errIsTerminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Columns that messages have: without end where they go into a file or a pipe. */
  readonly errWidth: number;
  /** Columns that results have: without end where they go into a file or a pipe. */
  readonly outWidth: number;
}

/** 0: done; 1: diagnostics or a failed run; 2: wrong usage; 130: interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

export interface ArgumentDefinition {
  /** `<file>`, `<files...>`, `[file]`: as commander writes them. */
  readonly syntax: string;
  readonly doc: string;
}

export interface OptionDefinition {
  /** `--batch <number>`: as commander writes them. */
  readonly syntax: string;
  readonly doc: string;
  readonly choices?: readonly string[];
  readonly default?: string | number | boolean;
  /**
   * Reads the text that was given; throws a `UsageError` where it does not fit. Where an option is repeated,
   * `previous` is what was read before.
   */
  readonly parse?: (text: string, previous: unknown) => unknown;
}

/** A command of the command line, with all that its help says. */
export interface CommandDefinition<Options = Readonly<Record<string, unknown>>> {
  readonly name: string;
  readonly doc: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly options: readonly OptionDefinition[];
  /** `values` are the arguments, a variadic one spread out. */
  run(values: readonly string[], options: Options, context: Context): Promise<ExitCode>;
}

/** `--json`, which every command takes. */
export const jsonOption: OptionDefinition = { syntax: '--json', doc: 'print the result as JSON' };

/** Declares a command; `Options` are what its options are read as. */
export const defineCommand = <Options>(definition: CommandDefinition<Options>): CommandDefinition =>
  definition as unknown as CommandDefinition;

/** Reads an option that may be repeated: every text that was given, in order. */
export const collect = (text: string, previous: unknown): readonly unknown[] => [
  ...(Array.isArray(previous) ? (previous as unknown[]) : []),
  text,
];
