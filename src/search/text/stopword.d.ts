// The parts of stopword that are used here; it ships no types. Other languages' lists stand beside this one, by ISO 639-3 code.
declare module 'stopword' {
  export const eng: readonly string[];
}
