import { rowColumns } from '../../compiler/catalogue/layers/detection-rows.ts';
import type { Corners } from '../data/source.ts';
import { boxOverlap } from '../metrics/box-overlap.ts';

/** What of the rows of `Detections` is taken for objects. */
export interface FindingRules {
  readonly classes: number;
  /** An object is surer than this. */
  readonly confidence: number;
  /** Of two objects of a class that overlap more, the surer one stays. */
  readonly overlap: number;
  /** Objects of a picture at most. */
  readonly most: number;
}

/** An object that was found: its box in fractions of the prepared picture. */
export interface FoundObject {
  readonly box: Corners;
  readonly label: number;
  readonly score: number;
}

/**
 * The objects that the rows of one picture tell of, the surest first; of equally sure ones that of the earlier row. A score is the root of
 * the probabilities of the class and of the centreness, multiplied; boxes are cut off at the sides of the picture. What overlaps a surer
 * object of its class is left out, class by class, as TensorFlow's CombinedNonMaxSuppression and ONNX's NonMaxSuppression do.
 */
export function findObjects(rows: ArrayLike<number>, rules: FindingRules): readonly FoundObject[] {
  const kept = Array.from({ length: rules.classes }, (_, label) =>
    suppress(candidatesOf(rows, label, rules), rules),
  ).flat();
  return kept.sort(surerFirst).slice(0, rules.most);
}

interface Candidate extends FoundObject {
  readonly row: number;
}

const surerFirst = (a: Candidate, b: Candidate): number =>
  b.score - a.score || a.label - b.label || a.row - b.row;

const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The rows that are sure enough of a class. */
function candidatesOf(
  rows: ArrayLike<number>,
  label: number,
  { classes, confidence }: FindingRules,
): Candidate[] {
  const width = rowColumns.classes + classes;
  const candidates: Candidate[] = [];
  for (let row = 0; (row + 1) * width <= rows.length; row++) {
    const at = (column: number): number => rows[row * width + column] ?? NaN;
    // The centreness makes nothing surer than its class is.
    const ofClass = probability(at(rowColumns.classes + label));
    if (ofClass <= confidence * confidence) continue;
    const score = Math.fround(Math.sqrt(ofClass * probability(at(rowColumns.centerness))));
    if (!(score > confidence)) continue;
    const box = [0, 1, 2, 3].map((side) => Math.min(1, Math.max(0, at(rowColumns.box + side))));
    candidates.push({ box: box as unknown as Corners, label, score, row });
  }
  return candidates;
}

/** Those that overlap no surer one that stays. */
function suppress(candidates: Candidate[], { overlap, most }: FindingRules): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates.sort(surerFirst)) {
    if (kept.length >= most) break;
    if (kept.every(({ box }) => boxOverlap(box, candidate.box) <= overlap)) kept.push(candidate);
  }
  return kept;
}
