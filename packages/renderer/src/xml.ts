import { SaxesParser } from 'saxes';

type Attributes = Readonly<Record<string, string>>;

interface Handlers {
  readonly onOpen: (name: string, attributes: Attributes) => void;
  readonly onText?: (text: string) => void;
  readonly onClose?: (name: string) => void;
}

/** Reports elements up to the first error. Entities that the text defines are not expanded. */
export function parseXml(text: string, { onOpen, onText, onClose }: Handlers): void {
  const parser = new SaxesParser();
  let isBroken = false;
  parser.on('error', () => {
    isBroken = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!isBroken) onOpen(name, attributes as Attributes);
  });
  parser.on('text', (part) => {
    if (!isBroken) onText?.(part);
  });
  parser.on('closetag', ({ name }) => {
    if (!isBroken) onClose?.(name);
  });
  parser.write(text).close();
}

/** Decodes UTF-8, or UTF-16 with or without a byte order mark: Word and PowerPoint write nothing else. */
export function decodeXml(bytes: Buffer): string {
  const units = bytes.subarray(0, bytes.length & ~1);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return units.toString('utf16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return Buffer.from(units).swap16().toString('utf16le');
  return bytes.toString('utf8');
}

/** What may stand before the first element or DOCTYPE. */
const PRELIMINARY = /\ufeff|\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->/y;

/**
 * @param head the beginning of the text.
 * @returns what follows the preliminaries; `nothing` if they fill `head`.
 */
export function xmlBeginsWith(head: string): 'element' | 'nothing' | 'doctype' | 'other' {
  let at = 0;
  for (;;) {
    PRELIMINARY.lastIndex = at;
    if (!PRELIMINARY.test(head)) break;
    at = PRELIMINARY.lastIndex;
  }
  const rest = head.slice(at, at + 9);
  if (rest === '') return 'nothing';
  if (/^<!/.test(rest)) return 'doctype';
  return /^<[\p{L}_:]/u.test(rest) ? 'element' : 'other';
}
