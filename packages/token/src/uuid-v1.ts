import { randomBytes } from 'node:crypto';
import { nameOfType } from './misuse.ts';

/** Milliseconds between the start of UUID time (15 October 1582) and of Unix time. */
const GREGORIAN_OFFSET_MS = 12_219_292_800_000;
/** A UUID v1 counts ticks of 100 ns. */
const TICKS_PER_MS = 10_000;
const CLOCK_SEQUENCES = 0x4000;

const UUID_V1 = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-1[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/;

const BYTE_TO_HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

// A process has one node id and one running clock.
let node = '';
let firstSequence = 0;
let sequence = 0;
let lastMs = Number.NaN;
/** The lower 32 bits of the time, then `-MIDDLE-HIGH-SEQUENCE-NODE`, which all uuids of a millisecond share. */
let low = 0;
let tail = '';
let lowEnd = 0;

startNode();

/**
 * Creates a UUID version 1 (RFC 9562 §5.1) that carries the time `nowMs`: lower case, with dashes.
 *
 * No two calls in a process return the same one, however many share a millisecond and however the clock jumps: if the
 * time does not advance, the clock sequence does.
 *
 * @param nowMs Epoch milliseconds, a whole number, in the years 1582 to 5236.
 * @throws {TypeError} for any other time.
 */
export function createUuidV1(nowMs: number): string {
  if (nowMs !== lastMs || low === lowEnd) setTime(nowMs);
  const ticks = low++;
  return `${hex16(ticks >>> 16)}${hex16(ticks & 0xffff)}${tail}`;
}

/** Reads the time of a UUID v1, in whole epoch milliseconds; `undefined` if `uuid` is not one with dashes. */
export function timeOfUuidV1(uuid: string): number | undefined {
  if (!UUID_V1.test(uuid)) return undefined;
  const lower = Number.parseInt(uuid.slice(0, 8), 16);
  const upper = Number.parseInt(uuid.slice(15, 18) + uuid.slice(9, 13), 16);
  // (upper * 2^32 + lower) / 10,000 without leaving the safe integers, since 2^32 = 429,496 * 10,000 + 7,296.
  return upper * 429_496 + Math.floor((upper * 7_296 + lower) / TICKS_PER_MS) - GREGORIAN_OFFSET_MS;
}

function setTime(nowMs: number): void {
  const ticks = BigInt(gregorianMs(nowMs)) * BigInt(TICKS_PER_MS);
  if (ticks >= 1n << 60n) throw timeError(nowMs);
  if (nowMs <= lastMs) nextSequence();
  lastMs = nowMs;
  low = Number(ticks & 0xffffffffn);
  // Ticks below a millisecond only distinguish uuids, so a millisecond in which they would carry gets fewer.
  lowEnd = Math.min(low + TICKS_PER_MS, 0x100000000);
  const upper = Number(ticks >> 32n);
  tail = `-${hex16(upper & 0xffff)}-${hex16((upper >>> 16) | 0x1000)}-${hex16(sequence | 0x8000)}-${node}`;
}

function gregorianMs(nowMs: number): number {
  if (!Number.isSafeInteger(nowMs) || nowMs < -GREGORIAN_OFFSET_MS) throw timeError(nowMs);
  return nowMs + GREGORIAN_OFFSET_MS;
}

function timeError(nowMs: number): TypeError {
  const rule = 'a whole number of epoch milliseconds that fits a UUID v1';
  return new TypeError(`now must be ${rule}, not ${nameOfType(nowMs)}`);
}

/**
 * Chooses a random node id. The multicast bit marks it as no network card's address: it reveals nothing of the
 * machine.
 */
function startNode(): void {
  const random = randomBytes(8);
  random[0] = random.readUInt8(0) | 0x01;
  node = random.toString('hex', 0, 6);
  sequence = firstSequence = random.readUInt16BE(6) % CLOCK_SEQUENCES;
}

function nextSequence(): void {
  sequence = (sequence + 1) % CLOCK_SEQUENCES;
  if (sequence === firstSequence) startNode();
}

function hex16(value: number): string {
  return `${BYTE_TO_HEX[value >>> 8]}${BYTE_TO_HEX[value & 0xff]}`;
}
