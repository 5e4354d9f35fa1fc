/** What a graph is to find in the rows of a head: which objects, and how many of a picture. */
export interface Finding {
  readonly head: string;
  readonly rows: number;
  readonly classes: number;
  /** An object is surer than this. */
  readonly confidence: number;
  /** Of two objects of a class that overlap more, the surer one stays. */
  readonly overlap: number;
  readonly most: number;
}

/** What a program that finds tells of a head besides its rows, by the names of its outputs. */
export const readFromRows = {
  /** Left, top, right and bottom of each row, within the picture: [B, rows, 4]. */
  boxes: (head: string): string => `${head}/boxes`,
  /** How sure each row is of each class: [B, rows, classes]. */
  scores: (head: string): string => `${head}/scores`,
} as const;

/**
 * The output that a graph has in place of them: [B, objects, 6], the surest first: left, top, right and bottom in fractions of the picture
 * as the model takes it, the number of the class, how sure it is; 0 0 0 0 −1 0 where there is no object.
 */
export const foundOutput = (head: string): string => `${head}_found`;
