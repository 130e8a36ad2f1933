import { createHmac } from 'node:crypto';
import { prepareSecretKey, signRoomToken, signSdkToken, signTaskToken, verifyToken } from '@boardgate/token';
import { roomToken, sdkToken, TokenRole } from 'netless-token';

/**
 * Measures calls per second in this process, in turns. It has a process of its own, so that it collects no other
 * garbage.
 */

const ROUNDS = 7;
const ROUND_MS = 250;
const BATCH = 200;

const accessKey = 'bench_ak_8Qd2';
const secretText = 'bench-sk-0123456789abcdef';
const secretKey = prepareSecretKey(secretText);
const uuid = '7f1d2c3b4a5968778695a4b3c2d1e0f0';
const lifespanMs = 3_600_000;
const token = signRoomToken({ accessKey, secretKey, role: 'writer', lifespanMs, uuid });
/** The message that the signature of such a token covers. */
const message = `{"ak":"${accessKey}","expireAt":"${Date.now() + lifespanMs}","nonce":"73112363-e77c-11f1-8618-d3cb7e17179c","role":"1","uuid":"${uuid}"}`;

const SUBJECTS: Readonly<Record<string, () => unknown>> = {
  'bare HMAC': () => createHmac('sha256', secretKey).update(message).digest('hex'),
  signRoomToken: () => signRoomToken({ accessKey, secretKey, role: 'writer', lifespanMs, uuid }),
  signTaskToken: () => signTaskToken({ accessKey, secretKey, role: 'writer', lifespanMs, uuid }),
  signSdkToken: () => signSdkToken({ accessKey, secretKey, role: 'writer', lifespanMs }),
  'netless-token roomToken': () =>
    roomToken(accessKey, secretText, lifespanMs, { uuid, role: TokenRole.Writer }),
  'netless-token sdkToken': () => sdkToken(accessKey, secretText, lifespanMs, { role: TokenRole.Writer }),
  verifyToken: () => verifyToken(token, { secretKey, kinds: ['room'] }),
};

let last: unknown;

function perSecond(run: () => unknown): number {
  const startedAt = performance.now();
  let count = 0;
  while (performance.now() - startedAt < ROUND_MS) {
    for (let i = 0; i < BATCH; i++) last = run();
    count += BATCH;
  }
  return count / ((performance.now() - startedAt) / 1000);
}

const names = Object.keys(SUBJECTS);
const results: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
// The first round warms up and is not counted.
for (let round = 0; round <= ROUNDS; round++) {
  for (let turn = 0; turn < names.length; turn++) {
    const name = names[(turn + round) % names.length] ?? '';
    const rate = perSecond(SUBJECTS[name] ?? (() => undefined));
    if (round > 0) results[name]?.push(rate);
  }
}
if (last === undefined) throw new Error('nothing was measured');
process.send?.(results);
