/** The door for the workspace's own tools: benchmarks, and the console's scripts and tests import nothing else of the server. */

export { DEFAULT_QUOTAS } from './access/quotas.ts';
export { buildApp } from './app/app.ts';
export { ERRORS } from './base/errors.ts';
export { randomText } from './base/text.ts';
export { type Opened, openConfigured } from './commands/cli-context.ts';
export { type Config, envNameOf, loadConfig, SETTING_NAMES } from './config/config.ts';
export { SETTINGS } from './config/settings.ts';
export { writeDynamicPage } from './conversions/run/dynamic-page.ts';
export { openDatabase } from './database/database.ts';
export type { Schema } from './database/schema.ts';
export { openSqliteFile } from './database/sqlite.ts';
export { Keyring } from './keys/keyring.ts';
export { idOfToken } from './revocations/revocation-id.ts';
export { RevokedTokens } from './revocations/revoked-tokens.ts';
export { openVault } from './secrets/master-key.ts';
