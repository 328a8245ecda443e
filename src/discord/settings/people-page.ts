import { type Card, COLOURS } from '../components/card.js';
import { panel, text } from '../components/panel.js';
import { change, goTo, optionMenu, roleMenu, sliceButtons, sliceOf } from './controls.js';
import { duration, roleMention, some } from './describe.js';
import { back, staleMenu } from './stale.js';
import { listed, type View } from './view.js';

/** Cooldowns to choose from, in seconds. */
const COOLDOWNS = [0, 5, 10, 30, 60, 300, 900, 3_600];
/** Roles to name in a summary. */
const MOST_NAMED = 8;

export function peopleSummary(view: View): string[] {
  const { t, language, settings } = view;
  const askers = settings.askers.map(roleMention);
  const admins = listed(view, 'admins').known.map(roleMention);
  const wait = settings.cooldown === 0 ? t('settings:none') : duration(settings.cooldown, language);
  return [
    t('settings:askers', { roles: some(askers, MOST_NAMED, t) || t('settings:everybody') }),
    t('settings:admins', { roles: some([t('settings:managers'), ...admins], MOST_NAMED, t) }),
    t('settings:cooldown', { wait }),
  ];
}

/** Who may ask, who administrates, and the cooldown. The arguments select the slices of both lists. */
export function peoplePage(view: View, [first, second]: readonly string[]): Card {
  const { t, language, settings, managesServer } = view;
  const askers = sliceOf(listed(view, 'askers').known, first, true);
  const admins = sliceOf(listed(view, 'admins').known, second, true);
  const at = [askers.at, admins.at];
  const waits = [...new Set([...COOLDOWNS, settings.cooldown])].sort((one, other) => one - other);
  return panel(COLOURS.plain, [
    text(`### ${t('settings:people')}\n${peopleSummary(view).join('\n')}`),
    roleMenu({ id: change('askers', ...at), placeholder: t('settings:chooseAskers') }, askers.shown),
    ...sliceButtons(t, askers, (to) => goTo('people', to, admins.at)),
    text(`-# ${t(managesServer ? 'settings:adminsHint' : 'settings:adminsByManagers')}`),
    roleMenu(
      { id: change('admins', ...at), placeholder: t('settings:chooseAdmins'), disabled: !managesServer },
      admins.shown,
    ),
    ...sliceButtons(t, admins, (to) => goTo('people', askers.at, to)),
    ...staleMenu(view, 'people', managesServer ? ['askers', 'admins'] : ['askers'], at),
    optionMenu(
      { id: change('cooldown', ...at), placeholder: t('settings:chooseCooldown') },
      waits.map((seconds) => ({
        value: String(seconds),
        label: t('settings:cooldown', { wait: seconds === 0 ? t('settings:none') : duration(seconds, language) }),
        default: seconds === settings.cooldown,
      })),
    ),
    back(view),
  ]);
}
