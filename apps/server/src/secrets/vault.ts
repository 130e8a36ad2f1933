import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A sealed value reads `KEYID.BASE64URL(iv, ciphertext, tag)`. The access key is authenticated too, so that a value opens in its own row only.
 */
export class Vault {
  /** Names the master key and reveals nothing about it. */
  readonly keyId: string;
  readonly #masterKey: Buffer;

  constructor(masterKey: Buffer) {
    this.#masterKey = masterKey;
    this.keyId = createHash('sha256')
      .update('boardgate master key id')
      .update(masterKey)
      .digest('hex')
      .slice(0, 8);
  }

  /** A keyed digest of a secret that is only compared. Guesses cannot be tried against it without the master key. */
  digest(purpose: string, secret: string): string {
    return createHmac('sha256', this.#masterKey).update(`${purpose}\n${secret}`).digest('base64url');
  }

  seal(secretKey: string, accessKey: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#masterKey, iv).setAAD(Buffer.from(accessKey));
    const sealed = Buffer.concat([iv, cipher.update(secretKey, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.keyId}.${sealed.toString('base64url')}`;
  }

  /** @throws {Error} if the value was changed, or sealed under another master key or for another access key. */
  open(sealed: string, accessKey: string): string {
    const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
    const decipher = createDecipheriv(ALGORITHM, this.#masterKey, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(accessKey))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** The same, but `undefined` if the value was changed. */
  openIfWhole(sealed: string, accessKey: string): string | undefined {
    try {
      return this.open(sealed, accessKey);
    } catch {
      return undefined;
    }
  }
}
