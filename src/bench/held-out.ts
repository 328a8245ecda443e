/** One paragraph in so many of a fitting set is kept from the reader's fitting, for whatever is fitted on top of it. */
export const HELD_OUT_EVERY = 33;

/** Whether the paragraph with this number in its set is held out. */
export function isHeldOut(paragraph: number): boolean {
  return paragraph % HELD_OUT_EVERY === 0;
}
