/** Larger pictures are not decoded, whatever their file says of itself. */
export const maximumPixels = 2 ** 26;

/** Larger files of pictures are not read. */
export const maximumFileBytes = 2 ** 28;

/** What is said of a picture that is too large. */
export const tooManyPixels = `it has more than ${maximumPixels} pixels`;
