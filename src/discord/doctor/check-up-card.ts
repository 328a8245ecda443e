import type { Finding, Values } from '../../doctor/finding.js';
import type { Words } from '../../i18n/words.js';
import { type Durations, STEPS } from '../../metrics/recent-durations.js';
import { button } from '../components/button.js';
import { type Card, COLOURS, card } from '../components/card.js';
import { clip } from '../components/clip.js';
import type { Failure } from '../dispatch/recent-failures.js';
import type { ChannelState, Needed } from './channels.js';

/** Longest page and longest value in it, in UTF-16 units. */
const MAX_PAGE = 3_400;
const MAX_VALUE = 500;
const BAR = 20;
const MARKS = { good: '✅', warning: '⚠️', broken: '❌' } as const;

interface CheckUp {
  readonly findings: readonly Finding[];
  readonly channels: readonly ChannelState[];
  readonly failures: readonly Failure[];
  readonly answers: Durations | undefined;
  readonly botId: string;
}

/** The check-up as pages within Discord's limits: problems first, each with its remedy. */
export function pagesOf({ findings, channels, failures, answers, botId }: CheckUp, t: Words): string[] {
  const wrong = (wanted: Finding['status']) => findings.filter(({ status }) => status === wanted);
  const troubled = channels.filter(({ missed }) => missed.length > 0);
  const counts = {
    broken: wrong('broken').length + troubled.filter(({ watched }) => watched).length,
    warnings: wrong('warning').length + troubled.filter(({ watched }) => !watched).length,
  };
  const summary = counts.broken + counts.warnings === 0 ? t('doctor:fine') : t('doctor:found', counts);
  const lines = [
    ...wrong('broken').map((finding) => findingLine(finding, t)),
    ...troubled.map((channel) => remedyLine(channel, botId, t)),
    ...wrong('warning').map((finding) => findingLine(finding, t)),
    ...wrong('good').map((finding) => findingLine(finding, t)),
    ...(answers ? [histogram(answers, t)] : []),
    `**${t('doctor:channels')}**`,
    ...channels.map((channel) => channelLine(channel, t)),
    `**${t('doctor:failures')}**`,
    ...(failures.length === 0
      ? [t('doctor:failures.none')]
      : failures.toReversed().map((each) => failureLine(each, t))),
  ];
  return packed([summary, ...lines]);
}

export function renderCheckUp(pages: readonly string[], page: number, id: string, t: Words): Card {
  const place = pages.length > 1 ? ` · ${t('doctor:page', { page: page + 1, pages: pages.length })}` : '';
  const to = (target: number) => `doctor:page:${id}:${target}`;
  const navigation =
    pages.length > 1
      ? [
          button(t('doctor:previous'), to(page - 1), { disabled: page === 0 }),
          button(t('doctor:next'), to(page + 1), { disabled: page === pages.length - 1 }),
        ]
      : [];
  const again = button(t('doctor:again'), 'doctor:again');
  return card(COLOURS.plain, [`### ${t('doctor:title')}${place}`, pages[page] ?? ''], [...navigation, again]);
}

function findingLine(finding: Finding, t: Words): string {
  const values = shown(finding.values ?? {});
  const line = `${MARKS[finding.status]} ${t(`doctor:${finding.key}`, values)}`;
  return finding.status === 'good' ? line : `${line}\n-# → ${t(`doctor:${finding.key}.fix`, values)}`;
}

/** Values formatted for Discord: escaped texts, and timestamps that Discord shows in the reader's locale. */
function shown(values: Values): Record<string, string | number> {
  const entries = Object.entries(values).map(([name, value]): [string, string | number] => {
    if (value instanceof Date) return [name, `<t:${Math.floor(value.getTime() / 1_000)}:R>`];
    return [name, typeof value === 'string' ? clip(value, MAX_VALUE).text : value];
  });
  return Object.fromEntries(entries);
}

const listed = (permissions: readonly Needed[], t: Words) =>
  permissions.map((name) => `**${t(`doctor:permission.${name}`)}**`).join(', ');

/** Names the channel by a mention, which shows its name only to those who may see it. */
function remedyLine({ id, watched, missed }: ChannelState, botId: string, t: Words): string {
  const permissions = listed(missed, t);
  const fix = t('doctor:channel.fix', { channel: `<#${id}>`, bot: `<@${botId}>`, permissions });
  return `${MARKS[watched ? 'broken' : 'warning']} <#${id}> ${t('doctor:channel.lacks', { permissions })}\n-# → ${fix}`;
}

function channelLine({ id, watched, lacking, missed }: ChannelState, t: Words): string {
  const notes = watched ? ` · ${t('doctor:watched')}` : '';
  if (lacking.length === 0) return `${MARKS.good} <#${id}> ${t('doctor:channel.all')}${notes}`;
  const mark = missed.length === 0 ? '➖' : MARKS[watched ? 'broken' : 'warning'];
  const what = lacking.includes('ViewChannel')
    ? t('doctor:channel.unseen')
    : t('doctor:channel.lacks', { permissions: listed(lacking, t) });
  return `${mark} <#${id}> ${what}${notes}`;
}

function failureLine({ at, reference, kind }: Failure, t: Words): string {
  const where = reference ? ` · ${t('doctor:failure.reference', { reference })}` : '';
  return `- <t:${Math.floor(at / 1_000)}:R> ${clip(kind, MAX_VALUE).text}${where}`;
}

/** A bar for each bucket, as wide as its share of the answers. */
function histogram({ histogram: counts, count }: Durations, t: Words): string {
  const bars = counts.map((each, at) => {
    const end = STEPS[at];
    const label = end === undefined ? `> ${STEPS.at(-1)} ms` : `≤ ${end} ms`;
    return `${label.padStart(9)} ${'█'.repeat(Math.ceil((BAR * each) / count)).padEnd(BAR)} ${each}`;
  });
  return `**${t('doctor:times')}**\n\`\`\`\n${bars.join('\n')}\n\`\`\``;
}

/** Packs lines onto pages in order. */
function packed(lines: readonly string[]): string[] {
  const pages: string[] = [];
  for (const line of lines) {
    const last = pages.at(-1);
    if (last !== undefined && last.length + line.length < MAX_PAGE) pages[pages.length - 1] = `${last}\n${line}`;
    else pages.push(line);
  }
  return pages;
}
