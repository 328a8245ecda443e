import { randomBytes } from 'node:crypto';
import { type APIMessage, InteractionType } from 'discord-api-types/v10';
import type { Changes } from '../world/changes.js';
import { locate } from '../world/place.js';
import { snowflake } from '../world/snowflake.js';
import type { Person, Place, World } from '../world/world.js';
import { Exchange } from './exchange.js';

/** The fields that one kind of interaction adds to the common ones. */
export interface Part {
  readonly type: InteractionType;
  readonly data: object;
  readonly message?: APIMessage;
}

/** A part with the name of the command that people see. */
export interface NamedPart extends Part {
  readonly command?: string;
}

/** The largest file that people may attach, in bytes. */
const ATTACHMENT_LIMIT = 10 * 1_024 * 1_024;

/** Builds the complete interaction, and the exchange that follows it. */
export function interactionOf(
  world: World,
  person: Person,
  place: Place,
  { command, ...part }: NamedPart,
  changes: Changes,
): { exchange: Exchange; payload: object } {
  const id = snowflake();
  const token = randomBytes(60).toString('base64url');
  const { channel, server, context, isPersonal, owners, permissions, appPermissions } = locate(world, place, person);
  const inServer = server && {
    guild_id: server.id,
    guild: { id: server.id, features: [], locale: server.locale },
    guild_locale: server.locale,
    member: { ...server.member(person.user.id), user: person.user, permissions: String(permissions) },
  };
  const payload = {
    id,
    token,
    version: 1,
    application_id: world.applicationId,
    ...part,
    channel: { ...channel, permissions: String(permissions) },
    channel_id: channel.id,
    app_permissions: String(appPermissions),
    locale: person.locale,
    entitlements: [],
    attachment_size_limit: ATTACHMENT_LIMIT,
    context,
    authorizing_integration_owners: owners,
    ...(inServer ?? { user: person.user }),
  };
  const metadata = { id, type: part.type, user: person.user, authorizing_integration_owners: owners };
  const ofButton = { interacted_message_id: part.message?.id };
  const opener = part.message
    ? { ...metadata, type: InteractionType.MessageComponent, ...ofButton }
    : { ...metadata, type: InteractionType.ApplicationCommand };
  const ofKind = {
    [InteractionType.MessageComponent]: ofButton,
    [InteractionType.ModalSubmit]: { triggering_interaction_metadata: opener },
  };
  const facts = {
    ...{ id, token, kind: part.type, command, channelId: channel.id, place, person, under: part.message, isPersonal },
    metadata: { ...metadata, ...ofKind[part.type as keyof typeof ofKind] },
  };
  return { payload: structuredClone(payload), exchange: new Exchange(facts, changes) };
}
