import { ComponentType } from 'discord.js';
import type { Language, WordKey, Words } from '../../i18n/words.js';
import type { AuditEntry } from '../../state/audit.js';
import { button } from '../components/button.js';
import { type Card, COLOURS } from '../components/card.js';
import { clip, clipPlain } from '../components/clip.js';
import { buttons, menu, panel, text } from '../components/panel.js';
import { describeRecorded } from './recorded.js';

/** Entries on a page. Even the longest entries stay below Discord's 4,000 characters. */
export const AUDIT_PAGE = 8;
const MAX_DETAIL = 320;
const MAX_ACTIONS = 24;

/** Names of actions. Other actions are shown as they are. */
const ACTIONS: Readonly<Record<string, WordKey>> = {
  settings: 'settings:action.settings',
  'settings.reset': 'settings:action.reset',
  'index.run': 'settings:action.reindex',
  'index.cancel': 'settings:action.cancel',
  'index.roll-back': 'settings:action.rollBack',
  'articles.add': 'settings:action.add',
  'articles.remove': 'settings:action.remove',
  'articles.restore': 'settings:action.restore',
  'unanswered.export': 'settings:action.export',
  'unanswered.clear': 'settings:action.clear',
};

interface AuditView {
  readonly entries: readonly AuditEntry[];
  /** 0-based. */
  readonly page: number;
  readonly pages: number;
  /** Actions that have entries. */
  readonly actions: readonly string[];
  /** The action that is shown; absent for all. */
  readonly action?: string;
  readonly idOf: (page: number) => string;
  readonly filterId: string;
  /** The filter's value for all actions. */
  readonly all: string;
}

/** A page of the audit log: who, when, what. */
export function renderAudit(view: AuditView, t: Words, language: Language): Card {
  const { entries, page, pages, actions, action } = view;
  const lines = entries.map(({ at, actor, action: done, detail }) => {
    const what = describeRecorded(detail, t, language) ?? clip(detail, MAX_DETAIL).text;
    return `<t:${Math.floor(at / 1_000)}:f> <@${actor}> **${actionName(done, t)}**${what === '' ? '' : `\n${shortened(what)}`}`;
  });
  const place = pages > 1 ? ` · ${t('settings:slice', { at: page + 1, slices: pages })}` : '';
  const option = (value: string, label: string, chosen: boolean) => ({
    value,
    label: clipPlain(label, 100),
    default: chosen,
  });
  return panel(COLOURS.plain, [
    text(`### ${t('settings:audit')}${place}\n-# ${t('settings:auditKept')}`),
    text(lines.join('\n') || t('settings:auditEmpty')),
    ...(actions.length === 0
      ? []
      : [
          menu({
            type: ComponentType.StringSelect,
            custom_id: view.filterId,
            options: [
              option(view.all, t('settings:allActions'), action === undefined),
              ...actions.slice(0, MAX_ACTIONS).map((each) => option(each, actionName(each, t), each === action)),
            ],
          }),
        ]),
    ...(pages > 1
      ? [
          buttons(
            button(t('settings:previous'), view.idOf(page - 1), { disabled: page === 0 }),
            button(t('settings:next'), view.idOf(page + 1), { disabled: page === pages - 1 }),
          ),
        ]
      : []),
  ]);
}

function actionName(action: string, t: Words): string {
  const key = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  return key ? t(key) : clip(action, 60).text;
}

/** Shortens a description at a comma, so that no mention or escape is cut. */
function shortened(what: string): string {
  if (what.length <= MAX_DETAIL) return what;
  const end = what.lastIndexOf(', ', MAX_DETAIL - 1);
  return `${what.slice(0, Math.max(end, 0))}, …`;
}
