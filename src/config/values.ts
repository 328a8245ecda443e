import path from 'node:path';
import { z } from 'zod';
import type { ModelPlace } from '../search/model/place.js';

const snowflake = z.string().regex(/^\d{1,20}$/);

/** A comma- or space-separated list of snowflakes. */
export const snowflakes = (what: string) =>
  z
    .string()
    .default('')
    .transform((list, context) => {
      const ids = list.split(/[\s,]+/).filter(Boolean);
      for (const id of ids.filter((each) => !snowflake.safeParse(each).success)) {
        context.addIssue(`"${id}" is not a ${what} id: an id is a long number (in Discord: right-click, Copy ID).`);
      }
      return [...new Set(ids)];
    });

/** A number of questions in a time. */
export interface Rate {
  readonly questions: number;
  readonly seconds: number;
}

const UNITS = { s: 1, m: 60, h: 3_600 } as const;
const LONGEST_RATE = 24 * UNITS.h;

/** `10/1m`: a number of questions in a time; `off`: no limit. */
export const rate = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value, context): Rate | undefined => {
      if (value.toLowerCase() === 'off') return undefined;
      const [, count, times, unit] = /^(\d{1,6})\s*\/\s*(\d{1,5})?\s*([smh])$/i.exec(value) ?? [];
      const questions = Number(count);
      const seconds = Number(times ?? 1) * UNITS[(unit ?? 's').toLowerCase() as keyof typeof UNITS];
      if (questions >= 1 && seconds >= 1 && seconds <= LONGEST_RATE) return { questions, seconds };
      context.addIssue(
        `"${value}" is not a limit: write questions/time, like 10/1m (units s, m, h; at most a day), or off.`,
      );
      return z.NEVER;
    });

const SPANS = { m: 60, h: 3_600, d: 86_400 } as const;
const LEAST_SPAN = 5 * SPANS.m;
const LONGEST_SPAN = 7 * SPANS.d;

/** `1h`: the time between two fetches, in milliseconds; `off`: no fetches. */
export const interval = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value, context): number | undefined => {
      if (value.toLowerCase() === 'off') return undefined;
      const [, count, unit] = /^(\d{1,5})\s*([mhd])$/i.exec(value) ?? [];
      const seconds = Number(count) * SPANS[(unit ?? 'm').toLowerCase() as keyof typeof SPANS];
      if (seconds >= LEAST_SPAN && seconds <= LONGEST_SPAN) return seconds * 1_000;
      context.addIssue(`"${value}" is not a time: write 30m, 6h or 1d (from 5 minutes to 7 days), or off.`);
      return z.NEVER;
    });

/** A folder, relative to the working directory. */
export const folder = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine((value) => !value.includes('\0'), 'is not a path: it contains a NUL character.')
    .transform((value) => path.resolve(value));

const HUB_ID = /^((?!\.)[\w.-]+(?:\/(?!\.)[\w.-]+)?)(?:@((?!\.)[\w.-]+))?$/;

/** A model: the path of a folder that begins with `/`, `./` or `../` (or a drive), or a name on the model hub. */
export const modelPlace = () =>
  z.string().transform((value, context): ModelPlace => {
    const isPath = path.isAbsolute(value) || /^\.{1,2}(?:[/\\]|$)/.test(value);
    if (isPath && !value.includes('\0')) return { folder: path.resolve(value) };
    const [, name, revision] = HUB_ID.exec(value) ?? [];
    if (name !== undefined) return { name, ...(revision !== undefined && { revision }) };
    context.addIssue(
      'is not a model: write owner/name or owner/name@revision for one on the model hub, or a folder, like ./models/mine.',
    );
    return z.NEVER;
  });
