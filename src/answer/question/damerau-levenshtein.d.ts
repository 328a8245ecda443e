// The package has no types. `steps` counts insertions, deletions, substitutions and swaps of neighbours.
declare module 'damerau-levenshtein' {
  export default function distance(one: string, other: string): { readonly steps: number };
}
