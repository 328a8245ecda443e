import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/question/filters.js';
import type { Words } from '../../i18n/words.js';
import { LONGEST_REASON } from '../../state/feedback.js';

/** custom_id of the single field of each form. */
export const FIELD = 'text';

/** A form for a follow-up question. */
export function followUpModal(customId: string, t: Words): APIModalInteractionResponseCallbackData {
  return form(customId, t('answer:follow.title'), {
    label: t('answer:follow.label'),
    placeholder: t('answer:follow.placeholder'),
    longest: LONGEST_QUESTION,
    isRequired: true,
  });
}

/** A form that asks what is wrong with an answer. The field is optional. */
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
