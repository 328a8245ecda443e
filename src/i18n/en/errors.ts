import type { FaultCode } from '../../runtime/errors.js';

/** The faults of other layers that askers see. */
export const errors = {
  questionTooLong: 'That question has {{length}} characters; I can take up to {{most}}. Ask it shorter.',
  questionWordless: 'Ask a question in words, and I look for it in the articles.',
  publisherUnknown: 'No article is from “{{typed}}”. There are articles from: {{publishers}}.',
  publishersNone: 'No article is from “{{typed}}”. None of the articles names a publisher.',
  dateUnclear:
    '“{{name}}:{{value}}” needs a date: a year, a month or a day, such as {{name}}:2024, {{name}}:2024-12 or {{name}}:2024-12-05.',
  indexUnavailable:
    'There is no index to answer from at the moment. Somebody who administrates this server can make one with /reindex; the bot’s log says more.',
  alreadyIndexing: 'The articles are being indexed already; the running one has to end first.',
  busy: 'A great many questions are waiting just now. Please ask again in about {{seconds}} seconds.',
  leaving: '$t(common:restarting)',
} as const satisfies Record<FaultCode, string>;
