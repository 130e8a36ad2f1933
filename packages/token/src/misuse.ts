// What a caller without types is told. All of it runs after a call has failed, so a right call pays nothing for it.

/** The names that other libraries, and the vendor's generators, have for an option. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  accessKey: ['ak', 'AK', 'accessKeyId', 'access_key', 'appKey', 'key'],
  secretKey: ['sk', 'SK', 'secretAccessKey', 'secret_key', 'secret', 'sdkToken'],
  lifespanMs: ['lifespan', 'lifespanMS', 'lifeSpan', 'lifespanSeconds', 'expiresIn', 'expireAt', 'ttl'],
  uuid: ['roomUuid', 'roomUUID', 'taskUuid', 'taskUUID', 'UUID', 'roomId', 'taskId', 'room', 'task', 'id'],
  role: ['roles', 'Role', 'tokenRole'],
  kinds: ['kind', 'types', 'type'],
  findSecretKey: ['findKey', 'getSecretKey', 'find'],
};

/** `signSdkToken('ak', 'sk')`, or nothing at all, where the function takes one object. */
export function noOptions(call: string, options: unknown): TypeError {
  return new TypeError(`${call}: the options must be an object, not ${nameOfType(options)}`);
}

/** An option that is not what it must be. Its value is not repeated: it may be a secret. */
export function wrongOption(options: object, name: string, rule: string): TypeError {
  const value = (options as Readonly<Record<string, unknown>>)[name];
  return new TypeError(`${name} must be ${rule}, not ${nameOfType(value)}${misnamed(options, name, value)}`);
}

/** What kind of value this is, in words and without the value. */
export function nameOfType(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (value === '') return 'an empty string';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a Date: pass its getTime()';
  if (value instanceof Promise) return 'a Promise: await it first';
  if (typeof value === 'string') return `a string of ${value.length} characters`;
  if (typeof value === 'number') return nameOfNumber(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function nameOfNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value < 0) return 'a negative number';
  if (!Number.isInteger(value)) return 'a fraction';
  return Number.isSafeInteger(value) ? 'a number' : 'a number of that size';
}

function misnamed(options: object, name: string, value: unknown): string {
  if (value !== undefined) return '';
  const given = OTHER_NAMES[name]?.find((other) => Object.hasOwn(options, other));
  return given === undefined ? '' : ` (the option is called ${name}, not ${given})`;
}
