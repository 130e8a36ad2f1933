import { ConversionFailure } from '@boardgate/renderer';

/**
 * The renderer broke the protocol: the document damaged it or took it over. The message says no more than that.
 *
 * @param what the renderer did, for the log.
 */
export function brokenRenderer(what: string, cause?: unknown): ConversionFailure {
  return new ConversionFailure(
    'unknown',
    'the document broke the process that draws it: it is damaged or hostile',
    { cause: new Error(`The renderer ${what}.`, { cause }) },
  );
}
