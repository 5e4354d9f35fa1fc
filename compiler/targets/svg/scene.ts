import type { Row } from './diagram.ts';

/** A picture in pixels: everything has its place, and nothing is left to choose. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly caption: string;
  readonly frames: readonly Frame[];
  readonly boxes: readonly Box[];
  readonly pills: readonly Pill[];
  readonly arrows: readonly Arrow[];
  readonly labels: readonly Label[];
  readonly frozen: boolean;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A group: its title and its count stand in the strip at its top. */
export interface Frame extends Rectangle {
  readonly id: string;
  /** As it is drawn: cut where it is too long. */
  readonly title: string;
  readonly fullTitle: string;
  readonly titleX: number;
  readonly countRight: number;
  readonly titleWidth: number;
  readonly count: number;
  /** Ids of the frames it is in, outermost first. */
  readonly within: readonly string[];
}

/** Layers drawn on one another, each `rowHeight` high. */
export interface Box extends Rectangle {
  readonly rows: readonly Row[];
  readonly count: number;
  readonly within: readonly string[];
}

/** An input or an output. */
export interface Pill extends Rectangle {
  readonly role: 'input' | 'output';
  readonly name: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From the bottom of a box to the top of another, in straight lines. */
export interface Arrow {
  readonly points: readonly Point[];
  /** Frames around its beginning and around its end. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** The shape of what leaves a box. */
export interface Label extends Rectangle {
  readonly text: string;
  readonly within: readonly string[];
}

/** Sizes that the layout and the drawing agree on, in pixels. */
export const metrics = {
  rowHeight: 26,
  rowPadding: 12,
  nameSize: 13,
  labelSize: 11,
  titleSize: 17,
  frameTop: 28,
  framePadding: 14,
  titleInset: 9,
  margin: 20,
  header: 46,
  footer: 26,
} as const;
