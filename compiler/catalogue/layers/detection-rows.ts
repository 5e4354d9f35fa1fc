/**
 * Where a row of `Detections` has what, all in fractions of the picture but `reach`, which is in cells of the row's level: its box
 * (left, top, right, bottom), the centre of its cell (x, y), the size of that cell (width, height), how far the objects reach that
 * belong to its level (more than the first, at most the second), a logit of how near the centre of its object it is, and a logit of
 * each class.
 */
export const rowColumns = { box: 0, center: 4, cell: 6, reach: 8, centerness: 10, classes: 11 } as const;

/** What a level's map has before the classes: four distances and the centreness. */
export const mapChannels = 5;

/** A reach that nothing in a picture has. */
export const endless = 1e6;
