/** A choice that is not taken unless it is written. */
export const choice = (doc: string) => ({ type: 'boolean', default: false, doc }) as const;
