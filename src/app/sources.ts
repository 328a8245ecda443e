import type { SourceSummary } from './verbatim.js';

/**
 * Articles whose title, publisher or id matches what was typed so far, best first: those that start with it, then those with a
 * word that starts with it, then those that contain it. All articles when nothing was typed.
 */
export function rankSources(sources: readonly SourceSummary[], typed: string): SourceSummary[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [...sources];
  const ranked = sources.flatMap((source) => {
    const fields = [source.title, source.publisher ?? '', source.id].map((field) => field.toLowerCase());
    const place = Math.min(...fields.map((field) => placeOf(wanted, field)));
    return place < 3 ? [{ source, place }] : [];
  });
  return ranked.sort((a, b) => a.place - b.place).map(({ source }) => source);
}

function placeOf(wanted: string, field: string): number {
  const at = field.indexOf(wanted);
  if (at < 0) return 3;
  if (at === 0) return 0;
  return /[\p{L}\p{N}]/u.test(field[at - 1] ?? '') ? 2 : 1;
}
