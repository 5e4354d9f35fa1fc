import type { CodeItem } from './items.ts';
import type { CodeSymbol } from './symbol.ts';

/** What a build of a file says: its module, and those that it imports, as far as it uses them. */
export interface CodeProgram {
  readonly main: CodeModule;
  /** What `main` needs, each after those that it needs itself. */
  readonly modules: readonly CodeModule[];
  readonly origin: CodeOrigin;
}

/** What made a build, for the first lines of its files. */
export interface CodeOrigin {
  /** Of cnnc. */
  readonly version: string;
  /** The name of the spec's file, without its folder. */
  readonly source: string;
  /** SHA-256 of the spec and all that it imports, in hexadecimal. */
  readonly digest: string;
}

/** A `.cnn` file: one module of code. */
export interface CodeModule {
  /** What its file is to be called, without its ending; no two of a program are alike, be it but for capitals. */
  readonly name: string;
  /** As a person knows it: `resnet34.cnn`, `cnn:applications/xception`. */
  readonly source: string;
  readonly doc?: string | undefined;
  readonly imports: readonly CodeImport[];
  /** Nothing is used before it is declared, but for a block or model that is applied in a function's body. */
  readonly items: readonly CodeItem[];
  /** Those of its symbols that other modules use, or that it is there for. */
  readonly exports: ReadonlySet<CodeSymbol>;
}

/** Symbols of another module that this one uses. */
export interface CodeImport {
  readonly module: string;
  readonly symbols: readonly CodeSymbol[];
}
