/** 5xx: memory. */
export const memoryMessages = {} as const;
