// The parts of @npmcli/config that are used here; the package has no types.
declare module '@npmcli/config' {
  export default class Config {
    constructor(options: Record<string, unknown>);
    load(): Promise<void>;
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const definitions: { definitions: unknown; flatten: unknown; shorthands: unknown };
  export default definitions;
}
