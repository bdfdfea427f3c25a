declare const brand: unique symbol;

/** A base type that only its own parser can make, so that a day is never taken for a file number. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
