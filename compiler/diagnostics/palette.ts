/** How parts of a rendered diagnostic are coloured; a terminal's library stays outside the compiler. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  /** Gutters and frames. */
  readonly frame: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly fix: (text: string) => string;
}

const same = (text: string): string => text;

/** No colours. */
export const plainPalette: Palette = {
  error: same,
  warning: same,
  info: same,
  frame: same,
  strong: same,
  fix: same,
};
