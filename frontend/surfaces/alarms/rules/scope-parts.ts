/** Everything that an arrangement can be narrowed by, as it is read. */
export const SCOPE_PARTS = ['detector', 'kind', 'family', 'thing', 'zone'] as const;
