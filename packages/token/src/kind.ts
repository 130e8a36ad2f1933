/** What a token speaks of: a whole project, one room, or one file-conversion task. */
export type TokenKind = 'sdk' | 'room' | 'task';

/** Every kind, for the rare caller that accepts all of them. */
export const TOKEN_KINDS: readonly TokenKind[] = ['sdk', 'room', 'task'];

/**
 * The text a token begins with. It is **not** covered by the signature: a Room token with the prefix of a Task token
 * has a valid signature. So every verifier names the kinds it takes, and looks a uuid up as what the prefix says.
 */
export const TOKEN_PREFIXES: Readonly<Record<TokenKind, string>> = {
  sdk: 'NETLESSSDK_',
  room: 'NETLESSROOM_',
  task: 'NETLESSTASK_',
};

/** The kind a token's prefix claims, or `undefined` where it begins with none of the three. */
export function kindFromPrefix(token: string): TokenKind | undefined {
  for (const kind of TOKEN_KINDS) if (token.startsWith(TOKEN_PREFIXES[kind])) return kind;
  return undefined;
}
