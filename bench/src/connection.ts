import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/** A keep-alive connection that sends a request as soon as the previous one is answered. */
export class Connection {
  readonly #socket: Socket;
  readonly #status: number;
  readonly #statusLine: Buffer;
  readonly #nextRequest: () => Buffer | undefined;
  readonly #onAnswer: (latencyMs: number) => void;
  readonly #fail: (error: Error) => void;
  #received: Buffer = Buffer.alloc(0);
  #sentAt = 0;

  constructor(
    port: number,
    status: number,
    handlers: {
      nextRequest: () => Buffer | undefined;
      onAnswer: (latencyMs: number) => void;
      fail: (error: Error) => void;
    },
  ) {
    this.#status = status;
    this.#statusLine = Buffer.from(`HTTP/1.1 ${status}`);
    this.#nextRequest = handlers.nextRequest;
    this.#onAnswer = handlers.onAnswer;
    this.#fail = handlers.fail;
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.once('connect', () => this.#send());
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('a server closed a connection')));
  }

  #send(): void {
    const request = this.#nextRequest();
    if (request === undefined) {
      this.#socket.removeAllListeners().on('error', () => {});
      this.#socket.destroy();
      return;
    }
    this.#sentAt = performance.now();
    this.#socket.write(request);
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received.toString('latin1', 0, headEnd))?.[1];
    if (this.#received.length < headEnd + HEAD_END.length + Number(length)) return;
    if (
      length === undefined ||
      !this.#received.subarray(0, this.#statusLine.length).equals(this.#statusLine)
    ) {
      this.#fail(
        new Error(
          `expected an answer ${this.#status} with a length, got: ${this.#received.toString('latin1', 0, 300)}`,
        ),
      );
      return;
    }
    this.#received = Buffer.alloc(0);
    this.#onAnswer(performance.now() - this.#sentAt);
    this.#send();
  }
}
