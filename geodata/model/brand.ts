/** A nominal type: a `Brand<string, 'ThingId'>` is a string that only its constructor function hands out. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
