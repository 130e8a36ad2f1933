/** Prints a guarantee that is kept. @throws {Error} with what was found instead, if it is not. */
export function expect(isMet: boolean, guarantee: string, found: readonly string[] = []): void {
  if (!isMet) throw new Error(`not so: ${[guarantee, ...found].join(' ')}`);
  process.stdout.write(`ok  ${guarantee}\n`);
}
