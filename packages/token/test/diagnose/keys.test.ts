import { describe, expect, it } from 'vitest';
import { withField } from '../support.ts';
import {
  diagnose,
  expectMistake,
  expectUnexplained,
  fieldsOf,
  goodToken,
  KEY,
  optionsWith,
  rightJson,
  SIBLING,
  tokenSignedOver,
} from './support.ts';

const fields = fieldsOf('room');
const message = rightJson(fields);

describe('keys of a project', () => {
  it('the secret key of a sibling signed', async () => {
    const token = tokenSignedOver(message, 'room', fields, SIBLING.secretKey);
    await expectMistake(token, 'signature', 'other-key-of-project', [
      'another key of the same project',
      'Use',
    ]);
  });

  it('a key of another project is not looked for', async () => {
    const token = tokenSignedOver(message, 'room', fields, SIBLING.secretKey);
    await expectUnexplained(token, 'signature', optionsWith({ findSiblings: async () => [] }));
  });

  it('the thousandth sibling is still tried, and no further one', async () => {
    const siblings = Array.from({ length: 1001 }, (_, at) => ({ ...SIBLING, secretKey: `secret of ${at}` }));
    const options = optionsWith({ findSiblings: async () => siblings });
    const signedBy = (at: number) => tokenSignedOver(message, 'room', fields, siblings[at]?.secretKey);
    await expectMistake(signedBy(999), 'signature', 'other-key-of-project', [], options);
    await expectUnexplained(signedBy(1000), 'signature', options);
  });
});

describe('access key and secret key swapped', () => {
  const swapped = withField(fields, 'ak', KEY.secretKey);

  it('in the field and in the signature', async () => {
    const token = tokenSignedOver(rightJson(swapped), 'room', swapped, KEY.accessKey);
    const { isSecretExposed } = await expectMistake(token, 'unknown-key', 'swapped-keys', [
      'Swap',
      'rotate',
      'exposed',
    ]);
    expect(isSecretExposed).toBe(true);
  });

  it.each([KEY.secretKey, 'any other'])(
    'in the field only: no mistake, yet the secret is exposed',
    async (secret) => {
      const token = tokenSignedOver(rightJson(swapped), 'room', swapped, secret);
      const { advice, isSecretExposed } = await expectUnexplained(token, 'unknown-key');
      expect(isSecretExposed).toBe(true);
      expect(advice).toContain('ak field holds a secret key');
    },
  );

  it('within quotes, the secret is exposed all the same', async () => {
    const token = tokenSignedOver(rightJson(swapped), 'room', swapped, KEY.accessKey);
    const { isSecretExposed } = await expectMistake(`"${token}"`, 'format', 'swapped-keys', [
      'quotes',
      'Swap',
    ]);
    expect(isSecretExposed).toBe(true);
  });
});

describe('a secret key read with what is around it', () => {
  it.each([
    [`${KEY.secretKey}\n`, 'line break'],
    [`${KEY.secretKey}\r\n`, 'CR LF'],
    [`${KEY.secretKey} `, 'space at its end'],
    [` ${KEY.secretKey}`, 'space at its start'],
    [`"${KEY.secretKey}"`, 'double quotes'],
    [`'${KEY.secretKey}'`, 'single quotes'],
  ])('case %#', async (secretKey, name) => {
    const token = tokenSignedOver(message, 'room', fields, secretKey);
    await expectMistake(token, 'signature', 'padded-secret-key', [name, 'Take that off']);
  });
});

it('an access key that nobody knows is no mistake that can be named', async () => {
  const token = goodToken('room', withField(fields, 'ak', 'nobody'));
  const { advice, decoded, isSecretExposed } = await expectUnexplained(token, 'unknown-key');
  expect(advice).toContain('no key with this access key');
  expect(decoded?.accessKey).toBe('nobody');
  expect(isSecretExposed).toBe(false);
});

it('a finder that fails fails the diagnosis', async () => {
  const findKey = () => Promise.reject(new Error('down'));
  await expect(diagnose(goodToken(), optionsWith({ findKey }))).rejects.toThrow('down');
});
