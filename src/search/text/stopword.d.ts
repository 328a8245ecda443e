// The parts of stopword that are used here; the package has no types. It also has other languages' lists, by ISO 639-3 code.
declare module 'stopword' {
  export const eng: readonly string[];
}
