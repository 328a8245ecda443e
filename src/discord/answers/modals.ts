import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/question/filters.js';
import type { Words } from '../../i18n/words.js';
import { LONGEST_REASON } from '../../state/feedback.js';

/** custom_id of the one field that each form has. */
export const FIELD = 'text';

/** Asks for the next question. */
export function followUpModal(customId: string, t: Words): APIModalInteractionResponseCallbackData {
  return form(customId, t('answer:follow.title'), {
    label: t('answer:follow.label'),
    placeholder: t('answer:follow.placeholder'),
    longest: LONGEST_QUESTION,
    isRequired: true,
  });
}

/** Asks what is wrong with an answer; may be left empty. */
export function whyModal(customId: string, t: Words): APIModalInteractionResponseCallbackData {
  return form(customId, t('answer:bad.title'), {
    label: t('answer:bad.label'),
    description: t('answer:bad.description'),
    placeholder: t('answer:bad.placeholder'),
    longest: LONGEST_REASON,
    isRequired: false,
  });
}

interface Field {
  readonly label: string;
  readonly description?: string;
  readonly placeholder: string;
  readonly longest: number;
  readonly isRequired: boolean;
}

function form(
  custom_id: string,
  title: string,
  { label, description, placeholder, longest, isRequired }: Field,
): APIModalInteractionResponseCallbackData {
  const component = {
    type: ComponentType.TextInput,
    custom_id: FIELD,
    style: TextInputStyle.Paragraph,
    placeholder,
    max_length: longest,
    required: isRequired,
  } as const;
  return {
    custom_id,
    title,
    components: [{ type: ComponentType.Label, label, ...(description && { description }), component }],
  };
}
