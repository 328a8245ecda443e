import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord-api-types/v10';

/** The fields of a message's body that the rules apply to. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly unknown[] | null;
  readonly poll?: unknown;
  readonly sticker_ids?: readonly string[] | null;
  readonly attachments?: readonly unknown[] | null;
  readonly flags?: number | null;
  readonly components?: readonly APIMessageTopLevelComponent[] | null;
  readonly message_reference?: unknown;
  readonly allowed_mentions?: { readonly parse?: readonly string[]; readonly replied_user?: boolean } | null;
}

type Node = { readonly type: ComponentType } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** All components, including nested ones. */
export function* walk(components: readonly unknown[]): Generator<Node> {
  for (const component of components.filter(isNode)) {
    yield component;
    if (Array.isArray(component.components)) yield* walk(component.components);
    yield* walk([component.accessory, component.component].filter(isNode));
  }
}

/** The contents of all text displays, in order. */
export function textsOf(components: readonly APIMessageTopLevelComponent[]): string[] {
  return [...walk(components)]
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .map(({ content }) => String(content));
}

/** Faults that Discord refuses in a message but that its OpenAPI description does not cover. */
export function messageFaults(body: MessageBody): string[] {
  const components = body.components ?? [];
  const nodes = [...walk(components)];
  const texts = textsOf(components);
  const isV2 = ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  const ids = nodes.flatMap(({ custom_id }) => (typeof custom_id === 'string' ? [custom_id] : []));
  const has = (field: unknown) => (Array.isArray(field) ? field.length > 0 : field != null && field !== '');
  const rules: readonly [boolean, string][] = [
    [(body.content?.length ?? 0) > 2_000, 'content is longer than 2000'],
    [isV2 && [body.content, body.embeds, body.poll, body.sticker_ids].some(has), 'Components V2 together with content'],
    [!isV2 && nodes.some(({ type }) => type >= ComponentType.Section), 'Components V2 without the flag'],
    [!isV2 && components.length > 5, 'more than 5 rows'],
    [nodes.length > 40, `${nodes.length} components`],
    [texts.reduce((sum, text) => sum + text.length, 0) > 4_000, 'more than 4000 characters in text displays'],
    [texts.some((text) => text.trim() === ''), 'an empty text display'],
    [new Set(ids).size < ids.length, 'duplicate custom_id'],
    [nodes.some(isOverfullRow), 'a row with more than five buttons, or with a menu and other components'],
    [nodes.some(hasTwinOptions), 'not 1 to 25 options of different values'],
    [ids.some((id) => id.length < 1 || id.length > 100), 'custom_id not 1 to 100 characters long'],
    [
      ![body.content, body.embeds, body.poll, body.sticker_ids, body.attachments, components].some(has),
      'an empty message',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, fault]) => fault);
}

function isOverfullRow({ type, components }: Node): boolean {
  if (type !== ComponentType.ActionRow || !Array.isArray(components)) return false;
  return components.length > (components.every((each) => each.type === ComponentType.Button) ? 5 : 1);
}

function hasTwinOptions({ type, options }: Node): boolean {
  if (type !== ComponentType.StringSelect || !Array.isArray(options)) return false;
  return options.length < 1 || options.length > 25 || new Set(options.map(({ value }) => value)).size < options.length;
}

/** The people that a message would ping with these allowed mentions. */
export function pings({ content, components, allowed_mentions, message_reference }: MessageBody): string[] {
  const allowed = new Set(allowed_mentions?.parse ?? ['users', 'roles', 'everyone']);
  const text = [content ?? '', ...textsOf(components ?? [])].join('\n');
  const found = (kind: string, pattern: RegExp) => (allowed.has(kind) ? (text.match(pattern) ?? []) : []);
  return [
    ...found('everyone', /@everyone|@here/g),
    ...found('users', /<@!?\d+>/g),
    ...found('roles', /<@&\d+>/g),
    ...(message_reference && (allowed_mentions?.replied_user ?? !allowed_mentions) ? ['the author replied to'] : []),
  ];
}
