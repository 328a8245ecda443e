import { z } from 'zod';

const id = z.string().regex(/^\d{1,20}$/);
const upload = z.object({ filename: z.string().min(1).max(200), base64: z.base64(), contentType: z.string().max(100) });
const option = z.union([z.string().max(6_000), z.number(), z.boolean(), upload]);
export const options = z.record(z.string().max(32), option);
const who = { person: id, locale: z.string().max(10), channel: id };
const fields = z.record(z.string().max(100), z.union([z.string().max(4_000), z.array(z.string().max(100)).max(25)]));

export const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('speak'), ...who }),
  z.object({ act: z.literal('say'), ...who, text: z.string().min(1).max(4_000), replyTo: id.optional() }),
  z.object({ act: z.literal('edit'), ...who, message: id, text: z.string().min(1).max(4_000) }),
  z.object({ act: z.literal('remove'), ...who, message: id }),
  z.object({ act: z.literal('post'), ...who, title: z.string().min(1).max(100), text: z.string().min(1).max(4_000) }),
  z.object({ act: z.literal('thread'), ...who, title: z.string().min(1).max(100), message: id }),
  z.object({ act: z.literal('slash'), ...who, command: z.string().max(100), options }),
  z.object({
    act: z.literal('type'),
    ...who,
    command: z.string().max(100),
    option: z.string().max(32),
    typed: z.string().max(6_000),
    options,
  }),
  z.object({ act: z.literal('onMessage'), ...who, command: z.string().max(32), message: id }),
  z.object({ act: z.literal('press'), ...who, message: id, button: z.string().max(100) }),
  z.object({
    act: z.literal('choose'),
    ...who,
    message: id,
    menu: z.string().max(150),
    chosen: z.array(z.string().max(100)).max(25),
  }),
  z.object({ act: z.literal('submit'), ...who, exchange: id, values: fields }),
]);
/** An action of a person on the page. */
export type Act = z.infer<typeof actSchema>;

/** The immediate response to the page; further results arrive as changes of the view. */
export interface Outcome {
  readonly exchange?: string;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
}
