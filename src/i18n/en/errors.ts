import type { FaultCode } from '../../runtime/errors.js';

/** Faults of lower layers that are shown to the person who asked. */
export const errors = {
  questionTooLong: 'Your question has {{length}} characters; the limit is {{most}}. Please shorten it.',
  questionWordless: 'Ask a question in words, and I will search the articles for an answer.',
  publisherUnknown: 'There are no articles from “{{typed}}”. There are articles from: {{publishers}}.',
  publishersNone: 'There are no articles from “{{typed}}”. None of the articles names a publisher.',
  dateUnclear:
    '“{{name}}:{{value}}” needs a date: a year, a month or a day, such as {{name}}:2024, {{name}}:2024-12 or {{name}}:2024-12-05.',
  indexUnavailable:
    'There is no index to answer from at the moment. A server administrator can create one with /reindex; the bot’s log has details.',
  alreadyIndexing: 'The articles are already being indexed. Wait until that run ends.',
  busy: 'Many questions are waiting at the moment. Please ask again in about {{seconds}} seconds.',
  leaving: '$t(common:restarting)',
} as const satisfies Record<FaultCode, string>;
