import type * as Chrono from 'chrono-node';
import { onFirstUse } from '../../runtime/on-first-use.js';

const chrono = onFirstUse<typeof Chrono>('chrono-node');

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/;
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
const MAX_LENGTH = 60;
const LOCALES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'fi', 'ru', 'uk', 'ja', 'zh'] as const;

/**
 * The date that a string consists of, as ISO 8601 (`2024-12-05`, `2024-12-05T23:00`, `2024-12-05T23:00+01:00`). Undefined if it
 * is not just a date with day, month and year, or if day and month could be swapped.
 */
export function isoDate(raw: string): string | undefined {
  const text = raw.replace(/\s+/g, ' ').trim();
  if (text.length > MAX_LENGTH || !/\d{4}/.test(text)) return undefined;
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, zone] = iso;
    const time = hour === undefined ? '' : `T${hour}:${minute}${zone?.replace(/^(...)(\d\d)$/, '$1:$2') ?? ''}`;
    return real(Number(year), Number(month), Number(day), time);
  }
  const numeric = NUMERIC.exec(text);
  if (numeric) return fromNumeric(Number(numeric[1]), Number(numeric[3]), Number(numeric[4]), numeric[2] === '.');
  return fromWords(text);
}

function fromNumeric(first: number, second: number, year: number, dotted: boolean): string | undefined {
  if (dotted || first > 12 || first === second) return real(year, second, first, '');
  return second > 12 ? real(year, first, second, '') : undefined;
}

function fromWords(text: string): string | undefined {
  for (const locale of LOCALES) {
    const found = chrono()
      [locale].strict.parse(text)
      .find((result) => result.text.length === text.length && !result.end)?.start;
    if (!found?.isCertain('year') || !found.isCertain('month') || !found.isCertain('day')) continue;
    const [year, month, day] = [found.get('year'), found.get('month'), found.get('day')];
    if (year && month && day) return real(year, month, day, timeOf(found));
  }
  return undefined;
}

function timeOf(found: Chrono.ParsedComponents): string {
  if (!found.isCertain('hour')) return '';
  const time = `T${two(found.get('hour'))}:${two(found.get('minute'))}`;
  const offset = found.isCertain('timezoneOffset') ? found.get('timezoneOffset') : null;
  if (offset === null) return time;
  if (offset === 0) return `${time}Z`;
  const minutes = Math.abs(offset);
  return `${time}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Undefined for days and times that do not exist. */
function real(year: number, month: number, day: number, time: string): string | undefined {
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const parsed = new Date(`${date}T00:00Z`);
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
  return exists && !Number.isNaN(new Date(date + time).getTime()) ? date + time : undefined;
}

const two = (value: number | null) => String(value ?? 0).padStart(2, '0');
