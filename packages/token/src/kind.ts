/** What a token gives access to: a project, a room or a file-conversion task. */
export type TokenKind = 'sdk' | 'room' | 'task';

/** Every kind, for callers that accept all of them. */
export const TOKEN_KINDS: readonly TokenKind[] = ['sdk', 'room', 'task'];

/**
 * The prefixes of tokens. The signature does **not** cover them: a Room token with the prefix of a Task token has a
 * valid signature. Therefore every verifier names the kinds it accepts, and looks up a uuid as what the prefix says.
 */
export const TOKEN_PREFIXES: Readonly<Record<TokenKind, string>> = {
  sdk: 'NETLESSSDK_',
  room: 'NETLESSROOM_',
  task: 'NETLESSTASK_',
};

/** The kind that a token's prefix claims; `undefined` if it has none of the three. */
export function kindFromPrefix(token: string): TokenKind | undefined {
  for (const kind of TOKEN_KINDS) if (token.startsWith(TOKEN_PREFIXES[kind])) return kind;
  return undefined;
}
