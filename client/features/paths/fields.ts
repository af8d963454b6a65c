/** The fields of the two ends, which are reached by their ids. */
export const PATH_FIELDS = { from: 'path-from', to: 'path-to' } as const;
