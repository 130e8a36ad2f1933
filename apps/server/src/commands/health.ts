import type { IncomingMessage } from 'node:http';
import type { Command } from 'commander';
import { http } from '../base/node-http.ts';
import { OperatorError, reasonOf } from '../base/operator-error.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { configuredUrl } from '../http/own-url.ts';
import { print } from './output.ts';

const TIMEOUT_MS = 5000;
/** Of an answer. Ours have less than a tenth of it. */
const MAX_LENGTH = 65_536;

export function addHealthCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('health')
    .description('ask the server on this machine whether it is alive')
    .option('--ready', 'ask whether it can serve, its database included')
    .addHelpText(
      'after',
      '\nThe exit code is 1 if not. The address is that of BOARDGATE_HOST and BOARDGATE_PORT.',
    )
    .action(async ({ ready }: { ready?: true }) => {
      const { host, port } = readConfig().config;
      await checkHealth({ host, port }, ready === true);
    });
}

/** @throws {OperatorError} if the server does not answer, or says what is wrong. */
async function checkHealth({ host, port }: Pick<Config, 'host' | 'port'>, mustBeReady: boolean) {
  if (port === 0)
    throw new OperatorError('BOARDGATE_PORT is 0, so the port of the server is unknown: name it with --port');
  const url = configuredUrl({ host, port, publicUrl: undefined });
  const { statusCode, body } = await get(`${url}/${mustBeReady ? 'readyz' : 'healthz'}`).catch(
    (error: unknown) => {
      throw new OperatorError(`no server answers at ${url}: ${reasonOf(error)}`, { cause: error });
    },
  );
  if (statusCode !== 200) throw new OperatorError(`the server at ${url} says: ${messageIn(body)}`);
  print(`The server at ${url} ${mustBeReady ? 'can serve' : 'is alive'}.`);
}

function get(url: string): Promise<{ statusCode: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }, (answer: IncomingMessage) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
        if (body.length > MAX_LENGTH) request.destroy(new Error('the answer is too long'));
      });
      answer.once('end', () => resolve({ statusCode: answer.statusCode, body }));
      answer.once('error', reject);
    });
    request.once('error', reject);
  });
}

/** Of a refusal. Another program may listen there, and answer whatever it likes. */
function messageIn(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // Not JSON.
  }
  return 'something that Boardgate does not say';
}
