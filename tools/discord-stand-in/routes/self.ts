import { ApiError, type Route } from '../rest/http.js';
import type { World } from '../world/world.js';

/** Flags of an application in few servers that has the message content intent enabled. */
const MESSAGE_CONTENT_LIMITED = 1 << 19;

/** What the bot learns about itself and its servers. */
export function selfRoutes(world: World, grantsMessageContent: boolean): Route[] {
  const flags = grantsMessageContent ? MESSAGE_CONTENT_LIMITED : 0;
  const application = {
    ...{ id: world.applicationId, name: world.bot.username, icon: null, description: '', type: null, bot: world.bot },
    ...{ verify_key: '0'.repeat(64), flags, flags_new: String(flags), redirect_uris: [], bot_public: true },
    ...{ interactions_endpoint_url: null, role_connections_verification_url: null, owner: world.manager.user },
    ...{ approximate_guild_count: 2, approximate_user_install_count: 1, approximate_user_authorization_count: 1 },
    ...{ explicit_content_filter: 0, team: null, eligible_oauth2_scopes: [] },
    integration_types_config: { 0: {}, 1: {} },
  };
  const get = (path: string, body: () => unknown): Route => {
    return { method: 'GET', path, authenticated: true, handle: () => ({ body: body() }) };
  };
  return [
    {
      method: 'POST',
      path: '/users/@me/channels',
      authenticated: true,
      handle: ({ body }) => {
        const person = world.people.get(String((body as { recipient_id?: string }).recipient_id));
        if (!person) throw new ApiError(400, 50033, 'Invalid Recipient(s)', true);
        return { body: { ...person.dm, flags: 0 } };
      },
    },
    get('/users/@me', () => ({ ...world.bot, mfa_enabled: false, locale: 'en-US' })),
    get('/applications/@me', () => application),
    get('/oauth2/applications/@me', () => application),
    get('/users/@me/guilds', () =>
      world.servers
        .filter(({ hasBot }) => hasBot)
        .map(({ id, name, ownerId, roles }) => ({
          ...{ id, name, icon: null, banner: null, owner: ownerId === world.bot.id, features: [] },
          permissions: String(roles.reduce((sum, role) => sum | BigInt(role.permissions), 0n)),
        })),
    ),
  ];
}
