import { describe, expect, it } from 'vitest';
import {
  goMarshal,
  gsonToJson,
  javaConcatenate,
  phpJsonEncode,
  pythonJsonDumps,
  valuesOf,
  withNumbers,
} from './foreign-json.ts';
import { expectMistake, fieldsOf, optionsWith, rightJson, tokenSignedOver } from './support.ts';

const AWKWARD = 'Zürich/<Saal> & "é"😀';

describe('numbers', () => {
  const fields = fieldsOf('room');

  it('a role that is a number in JavaScript', async () => {
    const message = JSON.stringify(withNumbers(fields, 'role'));
    await expectMistake(tokenSignedOver(message, 'room', fields), 'signature', 'number-role', [
      'role',
      'string',
    ]);
  });

  it('an expiry that is a number', async () => {
    const message = JSON.stringify(withNumbers(fields, 'expireAt'));
    const { advice } = await expectMistake(
      tokenSignedOver(message, 'room', fields),
      'signature',
      'number-value',
      ['expireAt', 'string'],
    );
    expect(advice).not.toContain('role');
  });

  it('role and expiry that are numbers', async () => {
    const message = JSON.stringify(withNumbers(fields, 'role', 'expireAt'));
    await expectMistake(tokenSignedOver(message, 'room', fields), 'signature', 'number-value', [
      'role and expireAt',
    ]);
  });

  it('an access key, a nonce, a uuid and an extra field that are all digits, larger than any number in JavaScript', async () => {
    const digits = '12345678901234567890123456789012';
    const wide = fieldsOf('room', { ak: '1234567', nonce: digits, uuid: digits, team: '0' });
    const key = { accessKey: '1234567', secretKey: 'any other SK', generatedAt: undefined };
    const message = rightJson(wide).replaceAll(/:"([0-9]+)"/g, ':$1');
    const token = tokenSignedOver(message, 'room', wide, key.secretKey);
    await expectMistake(
      token,
      'signature',
      'number-value',
      ['role', 'expireAt', 'ak', 'nonce', 'team', 'uuid'],
      optionsWith({}, key),
    );
  });

  it('a number in the middle of others that are strings', async () => {
    const wide = fieldsOf('sdk', { nonce: '175000000000000', level: '7' });
    const message = rightJson(wide).replace('"7"', '7');
    const { advice } = await expectMistake(
      tokenSignedOver(message, 'sdk', wide),
      'signature',
      'number-value',
      ['level'],
    );
    expect(advice).not.toContain('nonce');
  });
});

describe('escapes', () => {
  const slashed = fieldsOf('room', { uuid: 'hall/1' });
  const foreign = fieldsOf('room', { uuid: 'Zürich 😀' });
  const both = fieldsOf('room', { uuid: 'Zürich/1' });
  const markup = fieldsOf('sdk', { note: 'a<b>&\u2028c' });

  it.each([
    ['slashes by PHP', slashed, phpJsonEncode(valuesOf(slashed))],
    ['slashes by PHP, told to leave Unicode', both, phpJsonEncode(valuesOf(both), { unicode: true })],
  ])('%s', async (_, fields, message) => {
    const { advice } = await expectMistake(
      tokenSignedOver(message, 'room', fields),
      'signature',
      'escaped-slash',
      ['JSON_UNESCAPED_SLASHES'],
    );
    expect(advice).not.toContain('JSON_UNESCAPED_UNICODE');
  });

  it('slashes and Unicode by PHP', async () => {
    const token = tokenSignedOver(phpJsonEncode(valuesOf(both)), 'room', both);
    await expectMistake(token, 'signature', 'escaped-slash', [
      'JSON_UNESCAPED_SLASHES',
      'JSON_UNESCAPED_UNICODE',
    ]);
  });

  it.each([
    ['PHP', foreign, phpJsonEncode(valuesOf(foreign))],
    ['PHP, told to leave slashes', both, phpJsonEncode(valuesOf(both), { slashes: true })],
    ['Python with compact separators', both, pythonJsonDumps(valuesOf(both), { compact: true })],
  ])('Unicode by %s', async (_, fields, message) => {
    const token = tokenSignedOver(message, 'room', fields);
    await expectMistake(token, 'signature', 'escaped-unicode', [
      'JSON_UNESCAPED_UNICODE',
      'ensure_ascii=False',
    ]);
  });

  it('the delete character, which Python escapes and PHP does not', async () => {
    const fields = fieldsOf('sdk', { note: '\x7fé/' });
    const python = tokenSignedOver(pythonJsonDumps(valuesOf(fields), { compact: true }), 'sdk', fields);
    await expectMistake(python, 'signature', 'escaped-unicode', []);
    const php = tokenSignedOver(phpJsonEncode(valuesOf(fields)), 'sdk', fields);
    await expectMistake(php, 'signature', 'escaped-slash', ['UNICODE']);
  });

  it.each([
    ['Go', goMarshal(valuesOf(markup)), 'SetEscapeHTML(false)'],
    ['Gson', gsonToJson(valuesOf(markup)), 'disableHtmlEscaping'],
  ])('what is special in HTML, by %s', async (_, message, advice) => {
    await expectMistake(tokenSignedOver(message, 'sdk', markup), 'signature', 'escaped-html', [advice]);
  });

  it('an equals sign by Gson', async () => {
    const fields = fieldsOf('sdk', { note: "a=b'c" });
    await expectMistake(
      tokenSignedOver(gsonToJson(valuesOf(fields)), 'sdk', fields),
      'signature',
      'escaped-html',
      [],
    );
  });

  it.each(['a "quoted" word', 'back\\slash', 'two\nlines', 'a\ttab'])(
    'none at all by Java: %j',
    async (note) => {
      const fields = fieldsOf('sdk', { note });
      const token = tokenSignedOver(javaConcatenate(fields), 'sdk', fields);
      await expectMistake(token, 'signature', 'unescaped-json', ['escaped', 'JSON library']);
    },
  );
});

describe('white space', () => {
  it("json.dumps with Python's default separators", async () => {
    const fields = fieldsOf('task');
    const token = tokenSignedOver(pythonJsonDumps(valuesOf(fields)), 'task', fields);
    await expectMistake(token, 'signature', 'spaced-json', ['separators=(",", ":")']);
  });

  it("json.dumps with all of Python's defaults", async () => {
    const fields = fieldsOf('room', { uuid: AWKWARD });
    const token = tokenSignedOver(pythonJsonDumps(valuesOf(fields)), 'room', fields);
    await expectMistake(token, 'signature', 'escaped-unicode', ['ensure_ascii', 'separators']);
  });

  it('json.dumps told to leave Unicode', async () => {
    const fields = fieldsOf('room', { uuid: AWKWARD });
    const token = tokenSignedOver(pythonJsonDumps(valuesOf(fields), { isAscii: false }), 'room', fields);
    const { advice } = await expectMistake(token, 'signature', 'spaced-json', ['separators']);
    expect(advice).not.toContain('ensure_ascii');
  });
});
