import type { en } from '../../i18n/en/index.ts';

export type FailureName = Exclude<keyof (typeof en)['conversions']['failure'], 'code'>;

/** The API's error codes. */
const NAMES: Readonly<Record<number, FailureName>> = {
  2110100: 'unsupported',
  2110101: 'download',
  2110102: 'empty',
  2010202: 'dynamicOnly',
  2030101: 'unzip',
  2110201: 'presentation',
  2110202: 'document',
  2040005: 'limit',
  2011201: 'timeout',
  2050401: 'preview',
  2090304: 'storage',
};

/** The name of our texts for an error code. */
export function failureName(code: number | null): FailureName {
  return NAMES[code ?? 0] ?? 'unknown';
}
