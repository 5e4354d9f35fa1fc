declare module 'picomatch' {
  interface Scanned {
    /** Whether it has a sign of a pattern at all. */
    readonly isGlob: boolean;
    /** The folders before the first such sign. */
    readonly base: string;
    /** What comes after them. */
    readonly glob: string;
  }
  interface Options {
    readonly nonegate?: boolean;
    readonly noextglob?: boolean;
    readonly noparen?: boolean;
  }
  interface Picomatch {
    (glob: string, options?: Options): (path: string) => boolean;
    scan(glob: string, options?: Options): Scanned;
  }
  const picomatch: Picomatch;
  export default picomatch;
}
