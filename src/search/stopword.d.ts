// The parts of stopword that are used here; it ships no types.
declare module 'stopword' {
  export const eng: readonly string[];
}
