export type Colour = readonly [red: number, green: number, blue: number];

/** Of classes 1, 2, …, told apart by people who see no red or no green, too. */
const colours: readonly Colour[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [204, 121, 167],
  [213, 94, 0],
  [0, 114, 178],
  [240, 228, 66],
];

/** The colour in which the pixels of a class are drawn; the first class is the ground, and has none. */
export const colourOfClass = (label: number): Colour | undefined =>
  label === 0 ? undefined : colours[(label - 1) % colours.length];
