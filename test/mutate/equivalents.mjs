/** Breaks that nobody can notice, each with the line that it stands in and the reason. */
export const equivalents = [
  {
    file: 'runtime/evaluate/head-meaning.ts',
    line: "if (type?.kind !== 'class' || shape.length !== 1) return { kind: 'numbers' };",
    replacement: 'type.kind',
    why: 'Every target of a train block that compiles is a field of its data, so that a type is always found.',
  },
  {
    file: 'runtime/predict/find-pictures.ts',
    line: "if (codeOf(error) === '') throw error;",
    replacement: 'false',
    why: 'What the file system refuses has a code; an error without one would be a mistake of this program, which then ends otherwise.',
  },
  {
    file: 'compiler/targets/svg/layout.ts',
    line: 'const [label] = port?.labels ?? [];',
    replacement: 'port.labels',
    why: 'What comes here is a leaf, and every leaf is given a port for what comes in.',
  },
  {
    file: 'compiler/codegen/keras/print-loss.ts',
    line: "if (only?.type === 'named' && only.factor === 1 && others.length === 0 && !isSmoothed(only)) {",
    replacement: 'only.type',
    why: 'An objective of a spec without mistakes has a loss.',
  },
  {
    file: 'compiler/foreign/steps.ts',
    line: 'const callOf = (text: string): ForeignWord => ({ instead: `write \\`${text}\\``, whole: () => text });',
    replacement: '``',
    why: 'A foreign step always stands as a whole call, of which the fix says what to write in its place.',
  },
];
