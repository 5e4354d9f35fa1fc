import type { Evaluation } from '../evaluate/evaluate.ts';
import type { RunIdentity } from '../train/identity.ts';
import type { RunEnd } from '../train/run-end.ts';
import type { BoxReport } from './box-report.ts';
import type { ShownMasks } from './mask-overlays.ts';
import type { ObjectReport } from './object-report.ts';
import type { ClassReport } from './class-report.ts';
import type { LogLine } from '../train/read-log.ts';

/** What a report tells of a run: data alone, of which a page is made. */
export interface RunReport {
  /** The folder's own name. */
  readonly name: string;
  readonly identity: RunIdentity;
  /** The lines of its text, each with what it comes to. */
  readonly lines: readonly { readonly text: string; readonly hint?: string }[];
  /** The model as a picture, in SVG; absent where it is too large to be drawn. */
  readonly picture?: string;
  readonly model: ModelFacts;
  readonly phases: readonly PhaseFacts[];
  readonly log: readonly LogLine[];
  /** How the run ended, where it did. */
  readonly summary?: RunEnd;
  /** What its weights come to on its data; a text says why that cannot be told. */
  readonly evaluated: EvaluatedReport | string;
}

/** How large a model is. */
export interface ModelFacts {
  readonly name: string;
  readonly layers: number;
  readonly parameters: number;
  readonly rows: readonly {
    readonly path: string;
    readonly kind: string;
    readonly shape: string;
    readonly parameters: number;
  }[];
}

/** What a phase was told to do. */
export interface PhaseFacts {
  readonly name: string;
  readonly epochs: number;
  readonly batch: number;
  readonly optimizer: string;
  readonly frozen: number;
  /** Bytes of tensors at the peak, as planned. */
  readonly peakBytes: number;
}

/** What a report tells of examples. */
export interface EvaluatedReport {
  readonly evaluation: Evaluation;
  readonly heads: readonly HeadReport[];
  /** How many examples of each class each part has. */
  readonly counts: readonly ClassCount[];
  /** The first batch of the training as the network got it, where it is of pictures. */
  readonly firstBatch: readonly string[];
  /** Small pictures of examples by their numbers, as data URIs. */
  readonly pictures: ReadonlyMap<number, string>;
  /** Files of the same, where each has one to itself. */
  readonly names: ReadonlyMap<number, string>;
}

export interface ClassCount {
  readonly name: string;
  readonly train: number;
  readonly valid: number;
  readonly test: number;
}

/** What a report tells of a head. */
export type HeadReport =
  | ({ readonly kind: 'classes'; readonly name: string } & ClassReport)
  | ({ readonly kind: 'box'; readonly name: string } & BoxReport)
  | ({ readonly kind: 'mask'; readonly name: string } & ShownMasks)
  | ({ readonly kind: 'objects'; readonly name: string } & ObjectReport);
