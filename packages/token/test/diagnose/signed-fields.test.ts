import { describe, expect, it } from 'vitest';
import type { Fields } from '../support.ts';
import {
  goMarshal,
  gsonToJson,
  javaConcatenate,
  phpJsonEncode,
  pythonJsonDumps,
  type Values,
  valuesOf,
  withNumbers,
} from './foreign-json.ts';
import { expectMistake, fieldsOf, sortedByName, tokenSignedOver, UUID } from './support.ts';

const AWKWARD = 'Zürich/<Saal> & "é"😀';

describe('fields that are not in the token', () => {
  const permanent = fieldsOf('sdk').filter(([name]) => name !== 'expireAt');
  const room = fieldsOf('room').filter(([name]) => name !== 'expireAt');
  const withAll = (fields: Fields, more: Values) =>
    JSON.stringify(
      Object.fromEntries(sortedByName(Object.entries({ ...valuesOf(fields), ...more }) as unknown as Fields)),
    );

  it.each(['', null, '0', 0, 'null', 'undefined'])(
    'an expiry of %j was signed and left out',
    async (expireAt) => {
      const token = tokenSignedOver(withAll(room, { expireAt }), 'room', room);
      await expectMistake(token, 'signature', 'dropped-empty-field', [
        `expireAt as ${JSON.stringify(expireAt)}.`,
      ]);
    },
  );

  it('the uuid of an SDK token', async () => {
    const fields = fieldsOf('sdk');
    const token = tokenSignedOver(withAll(fields, { uuid: '' }), 'sdk', fields);
    await expectMistake(token, 'signature', 'dropped-empty-field', ['uuid as "".', 'Leave']);
  });

  it.each([
    ['', ''],
    [0, null],
    ['0', 'undefined'],
  ])('both an expiry of %j and a uuid of %j', async (expireAt, uuid) => {
    const token = tokenSignedOver(withAll(permanent, { expireAt, uuid }), 'sdk', permanent);
    await expectMistake(token, 'signature', 'dropped-empty-field', [
      `expireAt as ${JSON.stringify(expireAt)} and uuid as ${JSON.stringify(uuid)}`,
    ]);
  });

  it('an empty uuid beside a role that is a number', async () => {
    const token = tokenSignedOver(withAll(permanent, { uuid: '', role: 1 }), 'sdk', permanent);
    await expectMistake(token, 'signature', 'number-role', ['"role"', 'uuid as ""']);
  });

  it('None in Python', async () => {
    const message = pythonJsonDumps({ ...valuesOf(permanent), uuid: null });
    await expectMistake(tokenSignedOver(message, 'sdk', permanent), 'signature', 'spaced-json', [
      'separators',
      'uuid as null',
    ]);
  });
});

describe('the order of the keys', () => {
  const inOrder = (fields: Fields, ...names: string[]): Fields =>
    names.map((name) => [name, valuesOf(fields)[name] as string] as const);
  const fields = fieldsOf('room');
  const unsorted = inOrder(fields, 'ak', 'nonce', 'role', 'expireAt', 'uuid');

  it('is that of the query string', async () => {
    const token = tokenSignedOver(JSON.stringify(valuesOf(unsorted)), 'room', unsorted);
    await expectMistake(token, 'signature', 'unsorted-keys', ['ak, expireAt, nonce, role and uuid']);
  });

  it('is another than that of the query string', async () => {
    const message = JSON.stringify(valuesOf(inOrder(fields, 'uuid', 'role', 'ak', 'nonce', 'expireAt')));
    await expectMistake(tokenSignedOver(message, 'room', fields), 'signature', 'unsorted-keys', ['Sort']);
  });

  it('is another, of six keys', async () => {
    const six = fieldsOf('room', { team: 'x' });
    const message = JSON.stringify(valuesOf(inOrder(six, 'uuid', 'team', 'role', 'nonce', 'expireAt', 'ak')));
    await expectMistake(tokenSignedOver(message, 'room', six), 'signature', 'unsorted-keys', ['team']);
  });

  it('is that of the query string of more keys than can be permuted', async () => {
    const many = [['z', '1'], ['y', '2'], ['x', '3'], ['w', '4'], ...unsorted] as const;
    const token = tokenSignedOver(JSON.stringify(valuesOf(many)), 'room', many);
    await expectMistake(token, 'signature', 'unsorted-keys', ['w, x, y and z']);
  });

  it.each([
    ['query order', unsorted],
    ['sorted', fields],
  ])('is wrong, and the role a number; the query: %s', async (_, query) => {
    const token = tokenSignedOver(JSON.stringify(withNumbers(unsorted, 'role')), 'room', query);
    await expectMistake(token, 'signature', 'number-role', ['"role"', 'Sort']);
  });

  it('is wrong, and role and expiry numbers', async () => {
    const token = tokenSignedOver(JSON.stringify(withNumbers(unsorted, 'role', 'expireAt')), 'room', fields);
    await expectMistake(token, 'signature', 'number-value', ['role and expireAt', 'Sort']);
  });

  it('is wrong, in a dict of Python with all defaults', async () => {
    const message = pythonJsonDumps(withNumbers(unsorted, 'role'), { sort: false });
    await expectMistake(tokenSignedOver(message, 'room', unsorted), 'signature', 'number-role', [
      'separators',
      'Sort',
    ]);
  });
});

describe('a number beside each other style', () => {
  const fields = fieldsOf('room', { uuid: AWKWARD });
  const numbers = withNumbers(fields, 'role', 'expireAt');
  it.each([
    ['PHP', phpJsonEncode(numbers), 'JSON_UNESCAPED_SLASHES'],
    ['PHP without slashes', phpJsonEncode(numbers, { slashes: true }), 'JSON_UNESCAPED_UNICODE'],
    ['PHP without Unicode', phpJsonEncode(numbers, { unicode: true }), 'JSON_UNESCAPED_SLASHES'],
    ['Python', pythonJsonDumps(numbers), 'separators'],
    ['compact Python', pythonJsonDumps(numbers, { compact: true }), 'ensure_ascii'],
    ['Go', goMarshal(numbers), 'SetEscapeHTML'],
    ['Gson', gsonToJson(numbers), 'disableHtmlEscaping'],
    ['Java', javaConcatenate(fields).replaceAll(/:"([0-9]+)"/g, ':$1'), 'JSON library'],
  ])('%s', async (_, message, advice) => {
    const token = tokenSignedOver(message, 'room', fields);
    await expectMistake(token, 'signature', 'number-value', ['role and expireAt', advice]);
  });

  it('is not blamed on a style that writes these fields like any other', async () => {
    const plain = fieldsOf('room', { uuid: UUID });
    const token = tokenSignedOver(phpJsonEncode(withNumbers(plain, 'role')), 'room', plain);
    const { advice } = await expectMistake(token, 'signature', 'number-role', []);
    expect(advice).not.toContain('PHP');
  });
});
