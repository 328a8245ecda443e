import { AttachmentBuilder, ComponentType } from 'discord.js';
import type { Words } from '../../i18n/words.js';
import type { KeptQuestion } from '../../state/unanswered.js';
import { COLOURS, card } from '../components/card.js';
import { tidy } from '../components/text.js';
import { csv } from './csv.js';

const NAME = 'unanswered.csv';

/** A message with all questions as a CSV file. Similar questions have the same topic number. */
export function unansweredFile(questions: readonly KeptQuestion[], t: Words) {
  const numbers = new Map<number, number>();
  const counts = new Map<number, number>();
  for (const { topic } of questions) {
    if (!numbers.has(topic)) numbers.set(topic, numbers.size + 1);
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const rows = questions.map(({ topic, at, question }) => {
    const day = new Date(at).toISOString().slice(0, 10);
    return [numbers.get(topic) ?? 0, counts.get(topic) ?? 0, day, tidy(question)];
  });
  const head = (['topic', 'times', 'date', 'question'] as const).map((column) => t(`unanswered:column.${column}`));
  const file = new AttachmentBuilder(Buffer.from(csv([head, ...rows])), { name: NAME });
  const { flags, components } = card(COLOURS.plain, [t('unanswered:exported', { count: questions.length })]);
  const attached = { type: ComponentType.File, file: { url: `attachment://${NAME}` } } as const;
  const [container] = components;
  return {
    flags,
    components: [{ ...container, components: [...container.components, attached] }],
    files: [file],
  };
}
